package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.PrimitiveBuilder.BuildResult;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.proof.DriveKind;
import pxos.proof.QemuTester;
import pxos.proof.ScenarioResult;
import pxos.proof.TestOptions;
import pxos.proof.TestReport;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.Roadmap;
import pxos.workspace.roadmap.RoadmapReader;

/** Features of the roadmap that break one of its sentences: a test of the roadmap says which. */
@Tag("long")
class RoadmapMutantsIT {

    private static final QemuTester TESTER =
            new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())), new PcEmulator());
    private static final List<String> FEATURES = List.of(
            "line_editor",
            "command_parser",
            "help",
            "clear",
            "error_reporting",
            "extended_loader",
            "dir",
            "type",
            "files");

    @TempDir
    private Path templates;

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            clear          | B8 03 00    | B8 02 02                                  | clear empties the screen
            clear          | B8 03 00    | B8 01 00                                  | clear empties the screen
            line_editor    | C6 05 00    | 90 90 90                                  | a shorter line ends where it ends
            line_editor    | 3C 7E       | 3C 7F                                     | Ctrl with Backspace does nothing
            command_parser | A8 DF       | A8 FF                                     | help is known in mixed case
            type           | 72 s:.broken | 90 90                                    | a chain too short for its file is an error
            type           | FE 06 w:.wrapped | 90 90 90 90                          | empty rows are kept
            type           | 3C 09       | 3C 0B                                     | a tab goes on to the next of eight columns
            type           | 3C 0A       | 3C 0B                                     | LF and CR LF both end a row
            """)
    void areNamedByATest(String feature, String bytes, String others, String test) throws Exception {
        try (Stream<Path> files = Files.list(Path.of("primitives"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                boolean mutated = file.endsWith(feature + ".json");
                assertThat(!mutated || text.contains("\"" + bytes + "\"")).isTrue();
                Files.writeString(
                        templates.resolve(file.getFileName()),
                        mutated ? text.replace("\"" + bytes + "\"", "\"" + others + "\"") : text);
            }
        }
        TestReport report = TESTER.test(built().image(), scenarios(), TestOptions.on(DriveKind.IDE));
        assertThat(report.failures()).extracting(ScenarioResult::name).contains(test);
    }

    private BuildResult built() throws Exception {
        PrimitiveBuilder builder = new PrimitiveBuilder(
                new FeatureExpander(new TemplateLibrary(templates)), NasmAssembler.onPath(System.getenv("PATH")));
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        BuildResult built = null;
        for (String name : FEATURES) {
            Feature feature = new Feature(name, null, List.of(new Primitive.Use(name, Map.of(), null)), List.of());
            built = builder.add(source, feature, new BuildOptions(name, "run_1", "test", false));
            source = built.source();
        }
        return built;
    }

    private static List<Scenario> scenarios() throws Exception {
        Roadmap roadmap = RoadmapReader.read(Files.readString(Path.of("milestones/PXOS_ROADMAP.md")));
        return FEATURES.stream()
                .flatMap(name -> roadmap.milestoneOf(name).stream()
                        .flatMap(milestone -> milestone.scenarios(name, FEATURES).stream()))
                .distinct()
                .toList();
    }
}
