package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.proof.Discrimination;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Features that do not work, though they pass a test of their own, and features that do: the tester tells them apart. */
class ProofsIT {

    private static final String GOAL = "Add a command zap that prints ZAP";
    private static final String TEST = "rows \"{prompt}zap\" \"ZAP\" \"{prompt}\"";

    private static final PrimitiveBuilder BUILDER = new PrimitiveBuilder(
            new FeatureExpander(new TemplateLibrary(Path.of("primitives"))),
            NasmAssembler.onPath(System.getenv("PATH")));
    private static final QemuTester TESTER = new QemuTester(
            new QemuEmulator(QemuBinary.locate(System.getenv()), Duration.ofMillis(600), Duration.ofSeconds(30)),
            new PcEmulator());
    /** Milliseconds instead of seconds, for faults that need no devices. */
    private static final QemuTester FAST = new QemuTester(new PcEmulator());

    private static BuildResult small;
    /** With room for more. */
    private static BuildResult extended;

    @BeforeAll
    static void buildAnOsThatHasCommands() throws Exception {
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        small = with(source, List.of("line_editor", "command_parser", "help", "ver"));
        extended = with(small.source(), List.of("extended_loader"));
    }

    private static BuildResult with(OsSource source, List<String> features) throws Exception {
        BuildResult built = null;
        for (String name : features) {
            Feature feature = new Feature(name, null, List.of(new Primitive.Use(name, Map.of(), null)), List.of());
            built = BUILDER.add(
                    built == null ? source : built.source(), feature, new BuildOptions(name, "run_1", "test", false));
        }
        return built;
    }

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    /** One feature of the files. */
    record Case(String name, String verdict, String goal, Feature feature) {

        static List<Case> read(String file) throws IOException {
            String text = Files.readString(Path.of("src/test/resources/proofs", file));
            return Stream.of(text.split("(?m)^### ")).skip(1).map(Case::parse).toList();
        }

        private static Case parse(String text) {
            String[] title = text.lines().findFirst().orElseThrow().split(" \\| ");
            List<String> code = new ArrayList<>();
            List<String> expect = new ArrayList<>();
            List<Primitive> hooks = new ArrayList<>(List.of(hook("commands run zap")));
            List<String> disk = new ArrayList<>();
            List<Scenario> tests = new ArrayList<>();
            String goal = GOAL;
            String keys = "zap{Enter}";
            Integer start = null;
            for (String line : text.lines().skip(1).toList()) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                switch (line.replaceAll("^(\\w+):.*$", "$1")) {
                    case "goal" -> goal = value;
                    case "keys" -> keys = value;
                    case "expect" -> expect.add(value);
                    case "disk" -> disk.add(value);
                    case "hook" -> hooks.add(hook(value));
                    case "only" -> hooks = new ArrayList<>(List.of(hook(value)));
                    case "start" -> {
                        if (value.isEmpty()) {
                            code.add(line);
                        } else {
                            start = Integer.decode(value);
                        }
                    }
                    case "test" -> tests.add(new Scenario("its test at " + tests.size(), disk, List.of(step(value))));
                    case "step" -> tests.add(further(tests.remove(tests.size() - 1), step(value)));
                    default -> code.add(line);
                }
            }
            if (tests.isEmpty() || !expect.isEmpty()) {
                expect = expect.isEmpty() ? List.of(TEST) : expect;
                tests.add(new Scenario("its test", disk, List.of(new Step(keys, expect))));
            }
            List<Primitive> primitives = new ArrayList<>(List.of(new Primitive.Asm(String.join("\n", code))));
            primitives.addAll(hooks);
            return new Case(
                    title[0], title.length > 1 ? title[1] : "", goal, new Feature("zap", start, primitives, tests));
        }

        /** From {@code KEYS|EXPECTATION ;; EXPECTATION}. */
        private static Step step(String text) {
            String[] keysAndExpect = text.split("\\|", 2);
            return new Step(keysAndExpect[0], List.of(keysAndExpect[1].split(" ;; ")));
        }

        private static Scenario further(Scenario test, Step next) {
            List<Step> steps = new ArrayList<>(test.steps());
            steps.add(next);
            return new Scenario(test.name(), test.disk(), steps);
        }

        /** From {@code VECTOR LABEL [COMMAND]}. */
        private static Primitive hook(String text) {
            String[] words = text.split(" ");
            return new Primitive.Hook(words[0], words[1], words.length > 2 ? words[2] : null);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Discrimination prove(QemuTester tester, Case given) throws Exception {
        return prove(tester, small, given);
    }

    private static Discrimination prove(QemuTester tester, BuildResult before, Case given) throws Exception {
        BuildResult built =
                BUILDER.add(before.source(), given.feature(), new BuildOptions(given.goal(), "run_1", "test", false));
        return tester.prove(
                before.image(),
                built.image(),
                TrialSteps.change(built, "zap", given.goal(), given.feature().tests()),
                given.feature().tests(),
                List.of(),
                TestOptions.on(DriveKind.IDE));
    }

    static List<Case> broken() throws IOException {
        return Case.read("broken.txt");
    }

    static List<Case> brokenFast() throws IOException {
        return Case.read("broken_fast.txt");
    }

    static List<Case> right() throws IOException {
        return Case.read("right.txt");
    }

    static List<Case> rightPrograms() throws IOException {
        return Case.read("right_programs.txt");
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("broken")
    void refusesWhatDoesNotWork(Case given) throws Exception {
        Discrimination proof = prove(TESTER, given);
        assertThat(proof.verdict()).as(proof.summary()).isEqualTo(Verdict.FAIL);
        assertThat(proof.summary()).containsPattern(given.verdict());
    }

    @ParameterizedTest
    @MethodSource("brokenFast")
    void refusesItInTheMachineOfTheJvm(Case given) throws Exception {
        Discrimination proof = prove(FAST, given);
        assertThat(proof.verdict()).as(proof.summary()).isEqualTo(Verdict.FAIL);
        assertThat(proof.summary()).containsPattern(given.verdict());
    }

    @ParameterizedTest
    @MethodSource("right")
    void acceptsWhatWorks(Case given) throws Exception {
        Discrimination proof = prove(TESTER, given);
        assertThat(proof.verdict()).as(proof.summary()).isEqualTo(Verdict.PASS);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("rightPrograms")
    void acceptsLongerProgramsThatWork(Case given) throws Exception {
        Discrimination proof = prove(TESTER, extended, given);
        assertThat(proof.verdict()).as(proof.summary()).isEqualTo(Verdict.PASS);
    }
}
