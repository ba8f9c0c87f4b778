package pxos.workspace.roadmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Milestones that somebody proposes: in the roadmap, and part of no plan until a person accepts them. */
class ProposalTest {

    private String roadmap;

    @BeforeEach
    void read() throws Exception {
        roadmap = Files.readString(Path.of("milestones/PXOS_ROADMAP.md"));
    }

    private static Proposal proposal(String goal, String why, String expect) {
        Scenario one = new Scenario("it works", List.of(new Step("life{Enter}", List.of(expect))));
        Scenario two = new Scenario(
                "it works twice",
                List.of(
                        new Step("life{Enter}", List.of("row \"42\"")),
                        new Step("life 1|2{Enter}", List.of(expect, "idle"))));
        return new Proposal("life", goal, "life", why, List.of(), List.of(one, two));
    }

    private static final Proposal LIFE = proposal("Add a command life that prints 42", "a model: fun", "row \"42\"");

    @Test
    void countsForNothingUntilItIsAccepted() {
        String text = LIFE.addedTo(roadmap);

        Roadmap read = RoadmapReader.read(text);
        assertThat(read.milestones()).isEqualTo(RoadmapReader.read(roadmap).milestones());
        assertThat(read.milestone("M12")).isEmpty();
        assertThat(read.milestoneOf("life")).isEmpty();
        assertThat(read.proposed()).singleElement().satisfies(milestone -> {
            assertThat(milestone.id()).isEqualTo("M12");
            assertThat(milestone.scenarios(List.of("life"))).isEqualTo(LIFE.tests());
        });

        Roadmap accepted = RoadmapReader.read(RoadmapEditor.accept(text, "m12"));
        assertThat(accepted.proposed()).isEmpty();
        assertThat(accepted.milestone("M12").orElseThrow().status()).isEqualTo(Milestone.Status.TO_COME);
    }

    @Test
    void droppingOneLeavesTheRestAsItWas() {
        String two = proposal("Add a command death that prints 0", "a model: order", "row \"0\"")
                .addedTo(roadmap);
        String both = LIFE.addedTo(two);

        assertThat(RoadmapEditor.drop(both, "M13")).isEqualTo(two);
        assertThat(RoadmapReader.read(RoadmapEditor.drop(both, "M12")).proposed())
                .extracting(Milestone::goal)
                .containsExactly(LIFE.goal());
        assertThatThrownBy(() -> RoadmapEditor.drop(both, "M3")).hasMessageContaining("no milestone 'M3' is proposed");
        assertThatThrownBy(() -> RoadmapEditor.accept(both, "M99")).hasMessageContaining("M99");
    }

    @Test
    void noOtherMilestoneMayStandOnIt() {
        String text = LIFE.addedTo(roadmap).replaceFirst("(?s)(## M11:.*?\\*\\*Needs:\\*\\*) [^\n]*", "$1 M12");

        assertThatThrownBy(() -> RoadmapReader.read(text))
                .hasMessageContaining("M11 needs M12, which is only proposed");
    }

    /** A model writes anything; the roadmap stays readable, or nothing is added. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a `tick` in it",
                "## M1: a heading",
                "- **Status:** complete",
                "two\nlines\n\n### Acceptance tests",
                "a | pipe, a \\| and \\",
                "<!-- comment",
                "\u001b[2J"
            })
    void staysReadableWhateverAModelWrites(String odd) {
        for (Proposal each : List.of(
                proposal(odd, "why", "row \"42\""),
                proposal("Add a command life", odd, "row \"42\""),
                proposal(
                        "Add a command life",
                        "why",
                        "row \"" + odd.replace("\\", "").replace("\n", " ") + "\""))) {
            try {
                Roadmap read = RoadmapReader.read(each.addedTo(roadmap));
                assertThat(read.milestones())
                        .isEqualTo(RoadmapReader.read(roadmap).milestones());
                assertThat(read.proposed())
                        .singleElement()
                        .satisfies(milestone ->
                                assertThat(milestone.scenarios(List.of("life"))).isEqualTo(each.tests()));
            } catch (Problem refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
