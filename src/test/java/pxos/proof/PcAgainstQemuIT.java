package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.build.BuildOptions;
import pxos.build.PrimitiveBuilder;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive.Use;
import pxos.build.feature.TemplateLibrary;
import pxos.build.source.OsSource;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.proof.pc.Stop;
import pxos.scenario.Input;
import pxos.scenario.Keys;
import pxos.scenario.Rest;
import pxos.scenario.Scenario;
import pxos.workspace.roadmap.RoadmapReader;

/** The machine in the JVM and QEMU see the same of the same pxOS. */
class PcAgainstQemuIT {

    private static final int SESSIONS = Integer.getInteger("sessions", 30);
    private static final List<String> ALL = List.of(
            "line_editor",
            "command_parser",
            "help",
            "clear",
            "reboot",
            "error_reporting",
            "extended_loader",
            "dir",
            "type",
            "echo",
            "ver",
            "mem",
            "beep",
            "date",
            "time",
            "halt",
            "colours");
    private static final List<String> LINES = List.of(
            "help",
            "clear",
            "dir",
            "type a.txt",
            "type b.txt",
            "type",
            "type nofile",
            "echo  Hello World",
            "echo",
            "ver",
            "mem",
            "xyz",
            "",
            "  help  ",
            "HELP",
            "dir x",
            "clear now",
            "halted",
            "type a.txt b");
    private static final List<String> KEYS = List.of(
            "{Backspace}",
            "{Backspace*3}",
            "{Up}",
            "{Left}",
            "{F1}",
            "{Esc}",
            "{Tab}",
            "{Ctrl+C}",
            "{Alt+X}",
            "{Delete}",
            "{Enter}",
            "a",
            "Z",
            "9",
            "~",
            "{{",
            "{x*30}",
            "{Home}",
            "{Shift+F5}",
            "{Ctrl+Left}",
            "{Alt+Up}",
            "{F12}",
            "|",
            "{a*79}",
            "{Backspace*80}");

    private static BootImage grown(List<String> features) throws Exception {
        TemplateLibrary library = new TemplateLibrary(Path.of("primitives"));
        PrimitiveBuilder builder =
                new PrimitiveBuilder(new FeatureExpander(library), NasmAssembler.onPath(System.getenv("PATH")));
        OsSource source = OsSource.parse(Files.readString(Path.of("pxos-v1.0/pxos_commands.txt")));
        for (String name : features) {
            Map<String, Object> arguments = library.find(name).orElseThrow().example();
            Feature feature = new Feature(name, null, List.of(new Use(name, arguments, null)), List.of());
            source = builder.add(source, feature, new BuildOptions(name, "run_1", "test", false))
                    .source();
        }
        return builder.assemble(source);
    }

    private static List<Scenario> scenarios(List<String> features) throws Exception {
        Set<String> present = new TreeSet<>(features);
        List<Scenario> scenarios = new ArrayList<>();
        RoadmapReader.read(Files.readString(Path.of("milestones/PXOS_ROADMAP.md")))
                .milestones()
                .forEach(milestone -> scenarios.addAll(milestone.scenarios(present)));
        return scenarios;
    }

    private static byte[] bytes(DiskImage disk) throws IOException {
        Path file = Files.createTempFile("pxos-disk", ".img");
        try {
            disk.writeTo(file);
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @CsvSource({"false,IDE", "false,FLOPPY", "true,IDE", "true,FLOPPY"})
    void scenariosEndTheSameWay(boolean grown, DriveKind drive) throws Exception {
        List<String> features = grown ? ALL : List.of();
        BootImage image = grown(features);
        List<Scenario> scenarios = scenarios(features);
        TestOptions options = TestOptions.defaults().withDrive(drive);
        List<String> different = new ArrayList<>();
        int notModelled = 0;
        try (QemuTester tester = QemuTester.located()) {
            List<ScenarioResult> results =
                    tester.test(image, scenarios, options).results();
            for (Scenario scenario : scenarios) {
                DiskImage disk = ScenarioDisk.of(image, scenario);
                int number = drive == DriveKind.IDE || !disk.unreadableSectors().isEmpty() ? 0x80 : 0;
                PcScenarioRun run = new PcScenarioRun(image, bytes(disk), disk.unreadableSectors(), number);
                Optional<String> wrong = run.run(scenario);
                ScenarioResult qemu = results.stream()
                        .filter(r -> r.name().equals(scenario.name()))
                        .findFirst()
                        .orElseThrow();
                if (run.stop().kind() == Stop.Kind.NOT_MODELLED) {
                    notModelled++;
                    System.out.println(run.stop());
                } else if (wrong.isEmpty() != (qemu.verdict() == Verdict.PASS)
                        || wrong.isEmpty() && !run.screen().equals(qemu.screen().orElseThrow())) {
                    different.add(scenario.name() + ": " + wrong + " / " + qemu);
                }
            }
        }
        System.out.println(
                scenarios.size() + " scenarios, not modelled " + notModelled + " different " + different.size());
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"false,IDE", "false,FLOPPY", "true,IDE", "true,FLOPPY"})
    void randomSessionsLookTheSame(boolean grown, DriveKind drive) throws Exception {
        BootImage image = grown(grown ? ALL : List.of());
        Scenario described = new Scenario(
                "files",
                List.of(
                        "A.TXT \"one\\ntwo\\tthree\\n\"",
                        "B.TXT 3000*\"line {n}\\n\"",
                        "SUB directory",
                        "MYDISK label"),
                List.of(new pxos.scenario.Step("", List.of())));
        DiskImage disk = ScenarioDisk.of(image, described);
        int number = drive == DriveKind.IDE ? 0x80 : 0;
        List<String> different = new ArrayList<>();
        try (Guest guest = new Guest(
                Machine.start(
                        QemuBinary.locate(System.getenv()), disk, drive, ProcessBuilder::new, Duration.ofSeconds(20)),
                Duration.ofSeconds(3),
                Duration.ofSeconds(5))) {
            guest.powerOn(disk);
            guest.awaitRest("the prompt");
            guest.beginsFresh(true);
            PcScenarioRun pc = new PcScenarioRun(image, bytes(disk), Set.of(), number);
            pc.powerOn();
            var prompt = pc.pc().save();
            for (int seed = 0; seed < SESSIONS; seed++) {
                Random random = new Random(seed);
                guest.restore();
                prompt.restore();
                StringBuilder typed = new StringBuilder();
                for (int step = 0; step < 4; step++) {
                    String keys = "";
                    for (int i = random.nextInt(5); i >= 0; i--) {
                        keys += random.nextBoolean()
                                ? LINES.get(random.nextInt(LINES.size())) + "{Enter}"
                                : KEYS.get(random.nextInt(KEYS.size()));
                    }
                    typed.append(keys).append(" | ");
                    List<Input.KeyStroke> strokes = Keys.parse(keys).stream()
                            .map(Input.KeyStroke.class::cast)
                            .toList();
                    String q;
                    Rest rest = null;
                    try {
                        rest = guest.type(strokes);
                        q = rest.name();
                    } catch (FaultException e) {
                        q = e.fault().toString();
                    }
                    pc.type(strokes);
                    TextScreen shown = guest.sight().screen();
                    byte[] mine = pc.memory(0x400, 0x300);
                    byte[] theirs = guest.machine().memory(0x400, 0x300);
                    mine[0x40] = theirs[0x40];
                    Arrays.fill(mine, 0x6C, 0x70, (byte) 0);
                    Arrays.fill(theirs, 0x6C, 0x70, (byte) 0);
                    boolean same = shown.equals(pc.screen())
                            && rest == pc.rest()
                            && Arrays.equals(mine, theirs)
                            && Arrays.equals(
                                    pc.memory(0x7C00, 0x2400), guest.machine().memory(0x7C00, 0x2400));
                    if (!same) {
                        int at = Arrays.mismatch(mine, theirs);
                        different.add("seed " + seed + " " + typed + ": " + q + " / " + pc.stop() + " mem "
                                + Integer.toHexString(at + 0x400) + (at >= 0 ? " " + mine[at] + " " + theirs[at] : "")
                                + "\n"
                                + (shown.equals(pc.screen())
                                        ? ""
                                        : shown.toText() + "\n---\n"
                                                + pc.screen().toText()));
                        break;
                    }
                }
            }
        }
        System.out.println("different " + different.size());
        assertThat(different).isEmpty();
    }
}
