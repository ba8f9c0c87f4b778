package pxos.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class StandbyIT {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final List<Path> folders = Collections.synchronizedList(new ArrayList<>());
    private BootImage good;
    private DiskImage asItIs;
    private Standby standby;

    @BeforeEach
    void start() throws Exception {
        good = Images.assemble("good");
        asItIs = DiskImage.of(good);
        standby = new Standby(() -> asItIs, DriveKind.IDE, this::machine);
    }

    @AfterEach
    void end() {
        standby.close();
    }

    private Machine machine(DiskImage disk) {
        Machine machine = Machine.start(
                QemuBinary.locate(System.getenv()), disk, DriveKind.IDE, false, ProcessBuilder::new, LONG);
        folders.add(machine.folder());
        return machine;
    }

    @Test
    void bootsTheOsThatItWasStartedWith() {
        try (Machine machine = standby.take(DiskImage.of(good), DriveKind.IDE).orElseThrow()) {
            assertThat(screenAtRest(machine)).contains("MINI OS");
        }
    }

    @Test
    void bootsAnotherOsInItsPlace() {
        DiskImage changed = changed("MINI OS", "OTHER X");
        try (Machine machine = standby.take(changed, DriveKind.IDE).orElseThrow()) {
            assertThat(screenAtRest(machine)).contains("OTHER X").doesNotContain("MINI OS");
        }
    }

    @Test
    void isNotForAnotherDrive() {
        assertThat(standby.take(asItIs, DriveKind.FLOPPY)).isEmpty();
        try (Machine machine = standby.take(asItIs, DriveKind.IDE).orElseThrow()) {
            assertThat(screenAtRest(machine)).contains("MINI OS");
        }
    }

    @Test
    void isNotForAnotherBootSector() {
        byte[] bytes = good.bytes();
        bytes[0x1BE] ^= 1;
        assertThat(standby.take(DiskImage.of(bytes), DriveKind.IDE)).isEmpty();
    }

    @Test
    void isNotForADiskThatCannotBeRead() {
        byte[] whole = java.util.Arrays.copyOf(good.bytes(), DiskImage.FLOPPY_BYTES);
        assertThat(standby.take(new DiskImage(whole, Set.of(5)), DriveKind.IDE)).isEmpty();
    }

    @Test
    void isGivenOnce() {
        DiskImage changed = changed("MINI OS", "OTHER X");
        standby.take(changed, DriveKind.IDE).orElseThrow().close();
        assertThat(standby.take(changed, DriveKind.IDE)).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenNobodyTookIt() throws Exception {
        standby.close();
        assertThat(folders).hasSize(1).allSatisfy(folder -> assertThat(folder).doesNotExist());
        for (ProcessHandle shell : ProcessHandle.current().children().toList()) {
            shell.onExit().get();
        }
        assertThat(standby.take(asItIs, DriveKind.IDE)).isEmpty();
    }

    @Test
    void doesNotStandInTheWayOfATestWhenItCannotStart() throws Exception {
        try (QemuTester tester = QemuTester.located()) {
            tester.standBy(
                    () -> {
                        throw new java.io.IOException("no image");
                    },
                    TestOptions.defaults());
            Scenario go = new Scenario("go", List.of(new Step("go{Enter}", List.of("row \"OK\""))));
            Discrimination proof = tester.prove(good, good, List.of(go), List.of(), TestOptions.defaults(), () -> {});
            assertThat(proof.after().verdict()).isEqualTo(Verdict.PASS);
        }
    }

    /** The same OS with another text, which is as long. */
    private DiskImage changed(String text, String other) {
        byte[] bytes = good.bytes();
        String all = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        int at = all.lastIndexOf(text);
        assertThat(at).as("the text stands behind the boot sector").isGreaterThanOrEqualTo(512);
        IntStream.range(0, other.length()).forEach(i -> bytes[at + i] = (byte) other.charAt(i));
        return DiskImage.of(bytes);
    }

    private static String screenAtRest(Machine machine) {
        Guest guest = new Guest(machine, LONG, LONG);
        guest.awaitBootSector();
        guest.awaitRest("the prompt");
        TextScreen screen = guest.screen();
        return String.join("\n", screen.rows());
    }
}
