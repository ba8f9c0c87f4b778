package pxos.workspace.roadmap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import pxos.scenario.Scenario;

class ShippedRoadmapTest {

    private final Roadmap roadmap = read();

    private static Roadmap read() {
        try {
            return RoadmapReader.read(Files.readString(Path.of("milestones/PXOS_ROADMAP.md")));
        } catch (Exception e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    @Test
    void goesFromStableBootToAPxosThatBuildsItself() {
        assertThat(roadmap.milestones())
                .extracting(Milestone::id)
                .containsExactly("M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11");
        assertThat(roadmap.milestones().stream().flatMap(milestone -> milestone.features().stream()))
                .containsExactly(
                        "line_editor",
                        "command_parser",
                        "help",
                        "clear",
                        "reboot",
                        "error_reporting",
                        "extended_loader",
                        "dir",
                        "type",
                        "files",
                        "edit",
                        "build",
                        "build");
    }

    @Test
    void hasAtLeastSixtyScenariosUpToM5() {
        assertThat(scenarios(roadmap.milestones().subList(0, 6))).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void namesEachScenarioOnce() {
        Set<String> names = new HashSet<>();
        assertThat(scenarios(roadmap.milestones()))
                .allSatisfy(scenario -> assertThat(names.add(scenario.name()))
                        .as(scenario.name())
                        .isTrue());
    }

    private static List<Scenario> scenarios(List<Milestone> milestones) {
        return milestones.stream()
                .flatMap(milestone -> milestone.tests().stream())
                .map(Milestone.AcceptanceTest::scenario)
                .toList();
    }

    @Test
    void provesEveryFeatureWithoutItsNeighbours() {
        for (Milestone milestone : roadmap.milestones()) {
            for (String feature : milestone.features()) {
                assertThat(milestone.scenarios(feature, List.of(feature)))
                        .as(feature)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void addsTheTestsOfTwoFeaturesOnceBothAreThere() {
        Milestone m4 = roadmap.milestone("m4").orElseThrow();

        assertThat(m4.scenarios("clear", List.of("clear")))
                .extracting(Scenario::name)
                .doesNotContain("help lists clear");
        assertThat(m4.scenarios("clear", List.of("help", "clear")))
                .extracting(Scenario::name)
                .contains("help lists clear");
    }
}
