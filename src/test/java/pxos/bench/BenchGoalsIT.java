package pxos.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.TemplateLibrary;
import pxos.json.Json;
import pxos.os.BootImage;
import pxos.pipeline.GrownWorkspace;
import pxos.pipeline.OsState;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Observation;
import pxos.scenario.Scenario;

/** Every hidden test fails on a pxOS without the feature, and passes with a right answer. */
class BenchGoalsIT {

    private static final Path ANSWERS = Path.of("src/test/resources/bench/answers");

    private static OsState grown;
    private static PrimitiveBuilder builder;

    @BeforeAll
    static void grow(@TempDir Path folder) {
        grown = GrownWorkspace.state(GrownWorkspace.make(folder.resolve("grown"), "M7"));
        builder = new PrimitiveBuilder(
                new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
                NasmAssembler.onPath(System.getenv("PATH")));
    }

    static List<Goal> goals() {
        return GoalSet.shipped().goals();
    }

    private static TestReport test(BootImage image, Goal goal) {
        // Only QEMU can tell of a program that lets time pass.
        boolean waits = goal.tests().stream()
                .flatMap(test -> test.steps().stream())
                .anyMatch(step -> step.rest() == Observation.Rest.RUNS);
        try (QemuTester tester =
                new QemuTester(waits ? new QemuEmulator(QemuBinary.locate(System.getenv())) : new PcEmulator())) {
            return tester.test(
                    image, goal.tests(), TestOptions.on(DriveKind.IDE).withGuests(1));
        }
    }

    @ParameterizedTest
    @MethodSource("goals")
    void everyTestFailsWithoutTheFeatureAndPassesWithARightAnswer(Goal goal) throws Exception {
        List<String> names = goal.tests().stream().map(Scenario::name).toList();
        List<String> passing = test(grown.image(), goal).results().stream()
                .filter(result -> names.contains(result.name()) && result.verdict() != Verdict.FAIL)
                .map(ScenarioResult::name)
                .toList();
        assertThat(passing).as("tests that do not fail without the feature").isEmpty();

        FeatureReader reader =
                new FeatureReader(Json.read(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
        Feature answer = reader.read(Files.readString(ANSWERS.resolve(goal.id() + ".json")));
        BootImage image = builder.add(grown.source(), answer, new BuildOptions(goal.goal(), "", "", false))
                .image();
        TestReport report = test(image, goal);
        assertThat(report.verdict()).as(report.failures().toString()).isEqualTo(Verdict.PASS);
    }

    @Test
    void thereAreSixGoalsOfEachLevelAndAnAnswerForEach() throws Exception {
        Map<Integer, Long> byLevel =
                goals().stream().collect(Collectors.groupingBy(Goal::level, Collectors.counting()));
        assertThat(byLevel).isEqualTo(Map.of(1, 6L, 2, 6L, 3, 6L, 4, 6L, 5, 6L));
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(ANSWERS)) {
            all.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
        }
        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(
                        goals().stream().map(Goal::id).toList());
    }
}
