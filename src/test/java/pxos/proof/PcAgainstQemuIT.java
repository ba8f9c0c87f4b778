package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.RoadmapReader;

/** The machine in the JVM and QEMU see the same of the same pxOS: the stock one, and one with everything that is shipped. */
class PcAgainstQemuIT {

    private static final List<String> SHIPPED =
            List.of(("line_editor command_parser help clear reboot error_reporting extended_loader dir type "
                            + "echo ver mem beep date time halt colours")
                    .split(" "));

    static List<String> features(boolean grown) {
        return grown ? SHIPPED : List.of();
    }

    static BootImage image(List<String> features) throws Exception {
        TemplateLibrary library = new TemplateLibrary(Path.of("primitives"));
        PrimitiveBuilder builder =
                new PrimitiveBuilder(new FeatureExpander(library), NasmAssembler.onPath(System.getenv("PATH")));
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        for (String name : features) {
            Map<String, Object> arguments = library.find(name).orElseThrow().example();
            Feature feature = new Feature(name, null, List.of(new Use(name, arguments, null)), List.of());
            source = builder.add(source, feature, new PrimitiveBuilder.BuildOptions(name, "run_1", "test", false))
                    .source();
        }
        return builder.assemble(source);
    }

    private static List<Scenario> scenarios(List<String> features) throws Exception {
        return RoadmapReader.read(Files.readString(Path.of("milestones/PXOS_ROADMAP.md"))).milestones().stream()
                .flatMap(milestone -> milestone.scenarios(features).stream())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"false,IDE", "false,FLOPPY", "true,IDE", "true,FLOPPY"})
    void everyScenarioEndsTheSameWay(boolean grown, DriveKind drive) throws Exception {
        BootImage image = image(features(grown));
        List<Scenario> scenarios = scenarios(features(grown));
        List<ScenarioResult> expected;
        try (QemuTester tester = new QemuTester(new QemuEmulator(QemuBinary.locate(System.getenv())))) {
            expected = tester.test(image, scenarios, TestOptions.on(drive)).results();
        }
        List<ScenarioResult> seen = new QemuTester(new PcEmulator())
                .test(image, scenarios, TestOptions.on(drive))
                .results();
        List<String> different = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            ScenarioResult qemu = expected.get(i);
            ScenarioResult pc = seen.get(i);
            if (qemu.verdict() != pc.verdict() || !qemu.screen().equals(pc.screen())) {
                different.add(pc.name() + ": " + pc.verdict() + " " + pc.because() + ", but in QEMU " + qemu.verdict()
                        + " " + qemu.because());
            }
        }
        assertThat(scenarios).hasSizeGreaterThan(grown ? 140 : 5);
        assertThat(different).isEmpty();
    }
}
