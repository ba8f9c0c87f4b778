package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.disk.Floppy;
import pxos.proof.pc.PcEmulator;
import pxos.scenario.Input;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** A hundred random sessions at the keyboard come to the same in the machine in the JVM and in QEMU. */
class RandomSessionsIT {

    private static final int SESSIONS = 25;
    private static final int STEPS = 4;
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

    @ParameterizedTest
    @CsvSource({"false,false", "false,true", "true,false", "true,true"})
    void randomSessionsLookTheSame(boolean grown, boolean isFloppy) throws Exception {
        BootImage image = PcAgainstQemuIT.image(PcAgainstQemuIT.features(grown));
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
