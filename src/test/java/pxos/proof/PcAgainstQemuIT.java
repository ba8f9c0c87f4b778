package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
import pxos.os.MemoryMap;
import pxos.os.disk.Floppy;
import pxos.proof.pc.PcEmulator;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Input;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.roadmap.RoadmapReader;

/** The machine in the JVM and QEMU see the same of the same pxOS: the stock one, and one with everything that is shipped. */
class PcAgainstQemuIT {

    private static final int SESSIONS = 25;
    private static final int STEPS = 4;
    private static final List<String> SHIPPED =
            List.of(("line_editor command_parser help clear reboot error_reporting extended_loader dir type "
                            + "echo ver mem beep date time halt colours")
                    .split(" "));
    private static final String FILES = "A.TXT \"one\\ntwo\\tthree\\n\"";
    /** Lines are typed with Enter; what date and time print depends on the host's clock. */
    private static final List<String> LINES = List.of(
            ("help|clear|dir|type a.txt|type b.txt|type|type nofile|echo  Hello World|echo|ver|mem|xyz||  help  |HELP|dir x|"
                            + "clear now|halted|type a.txt b")
                    .split("\\|"));

    private static final List<String> KEYS = List.of(
            ("{Backspace} {Backspace*3} {Up} {Left} {F1} {Esc} {Tab} {Ctrl+C} {Alt+X} {Delete} {Enter} a Z 9 ~ {{ {x*30} {Home} "
                            + "{Shift+F5} {Ctrl+Left} {Alt+Up} {F12} | {a*79} {Backspace*80}")
                    .split(" "));

    private static List<String> features(boolean grown) {
        return grown ? SHIPPED : List.of();
    }

    private static BootImage image(List<String> features) throws Exception {
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

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void randomSessionsLookTheSame(boolean grown, boolean isFloppy) throws Exception {
        BootImage image = image(features(grown));
        List<String> files = List.of(FILES, "B.TXT 3000*\"line {n}\\n\"", "SUB directory", "MYDISK label");
        DiskImage disk = ScenarioDisk.of(image, new Scenario("files", files, List.of(new Step("", List.of()))));
        Guest pc = new PcEmulator().guest(disk, isFloppy ? DriveKind.FLOPPY : DriveKind.IDE);
        try (QemuReference qemu = new QemuReference(disk.bytes(0, Floppy.SIZE_BYTES), isFloppy)) {
            assertThat(qemu.powerOn()).isEqualTo("WAITS_FOR_KEY");
            qemu.keep();
            pc.powerOn();
            pc.keepPrompt();
            for (int session = 0; session < SESSIONS; session++) {
                Random random = new Random(session);
                StringBuilder typed = new StringBuilder();
                qemu.restore();
                pc.restorePrompt();
                for (int step = 0; step < STEPS; step++) {
                    String keys = randomKeys(random);
                    typed.append(" then ").append(keys);
                    List<Input.KeyStroke> strokes = new Step(keys, List.of())
                            .inputs().stream().map(Input.KeyStroke.class::cast).toList();
                    String rest = qemu.type(strokes);
                    assertThat(pc.type(strokes).rest().name())
                            .as(typed.toString())
                            .isEqualTo(rest);
                    assertThat(pc.screen()).as("the screen%s", typed).isEqualTo(qemu.screen());
                    assertThat(state(pc.memory(0x400, 0x300)))
                            .as("BIOS data and variables%s", typed)
                            .isEqualTo(state(qemu.memory(0x400, 0x300)));
                    assertThat(pc.memory(MemoryMap.IMAGE_BASE, 0x2400))
                            .as("pxOS in memory%s", typed)
                            .isEqualTo(qemu.memory(MemoryMap.IMAGE_BASE, 0x2400));
                }
            }
        }
    }

    /** Without what the floppy's driver notes for itself, and the timer ticks, which depend on how fast the host is. */
    private static byte[] state(byte[] memory) {
        Arrays.fill(memory, 0x3E, 0x49, (byte) 0);
        Arrays.fill(memory, 0x90, 0x95, (byte) 0);
        Arrays.fill(memory, 0x6C, 0x70, (byte) 0);
        return memory;
    }

    private static String randomKeys(Random random) {
        StringBuilder keys = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            boolean line = random.nextBoolean();
            List<String> from = line ? LINES : KEYS;
            keys.append(from.get(random.nextInt(from.size()))).append(line ? "{Enter}" : "");
        }
        return keys.toString();
    }
}
