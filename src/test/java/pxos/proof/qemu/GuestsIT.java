package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.os.BootImage;
import pxos.scenario.Input;
import pxos.scenario.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class GuestsIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final TestOptions OPTIONS = TestOptions.defaults();
    /** Where these systems keep the line that is typed. */
    private static final int LINE = 0x600;

    private final List<Path> folders = Collections.synchronizedList(new ArrayList<>());
    private final Guests guests = new Guests(this::start);
    private BootImage good;
    private DiskImage asItIs;

    private Guest start(DiskImage disk, TestOptions options) {
        Machine machine =
                Machine.start(QemuBinary.locate(System.getenv()), disk, options.drive(), ProcessBuilder::new, LONG);
        folders.add(machine.folder());
        return new Guest(machine, LONG, LONG);
    }

    @BeforeEach
    void assemble() throws Exception {
        good = Images.assemble("good");
        asItIs = DiskImage.of(good);
    }

    @AfterEach
    void end() {
        guests.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneGuestBootsOneOsAfterAnother(DriveKind drive) {
        TestOptions options = OPTIONS.withDrive(drive);
        guests.startAhead(() -> asItIs, options, 1);
        assertThat(booted(asItIs, options)).contains("MINI OS");
        assertThat(booted(changed("MINI OS", "OTHER X"), options))
                .contains("OTHER X")
                .doesNotContain("MINI OS");
        assertThat(booted(asItIs, options)).contains("MINI OS").doesNotContain("OTHER X");
        assertThat(folders).hasSize(1);
    }

    @Test
    void aGuestThatComputesWithoutEndBootsAgain() throws Exception {
        DiskImage spins = DiskImage.of(Images.assemble("spin"));
        Guest guest = new Guest(guests.take(spins, OPTIONS).machine(), Duration.ofMillis(300), LONG);
        guest.powerOn(spins);
        guest.awaitRest("the prompt");
        assertThatThrownBy(() -> go(guest)).isInstanceOf(FaultException.class).hasMessageContaining("computed for");
        guests.giveBack(guest, OPTIONS);
        assertThat(booted(spins, OPTIONS)).contains("mini>");
        assertThat(folders).hasSize(1);
    }

    @Test
    void aGuestThatAskedForAResetBootsAgain() throws Exception {
        DiskImage reboots = DiskImage.of(Images.assemble("reboot"));
        Guest guest = atPrompt(reboots, OPTIONS);
        assertThat(go(guest)).isEqualTo(Rest.RESET);
        guests.giveBack(guest, OPTIONS);
        assertThat(booted(reboots, OPTIONS)).contains("mini>");
        assertThat(folders).hasSize(1);
    }

    @Test
    void aGuestThatWroteToItsDiskIsNotUsedAgain() throws Exception {
        DiskImage writes = DiskImage.of(Images.assemble("disk-write"));
        Guest guest = atPrompt(writes, OPTIONS);
        go(guest);
        guests.giveBack(guest, OPTIONS);
        assertThat(booted(writes, OPTIONS)).contains("mini>");
        assertThat(folders).hasSize(2);
    }

    @Test
    void whatAVariableHeldIsThereAfterPowerWasOff() {
        Guest guest = atPrompt(asItIs, OPTIONS);
        guest.machine().stop();
        guest.machine().setMemory(0x5FF0, new byte[] {1, 2, 3});
        guest.machine().setMemory(0x9000, new byte[] {4});
        guest.powerCycle();
        guest.awaitRest("the prompt");
        assertThat(guest.machine().memory(0x5FF0, 3)).containsExactly(1, 2, 3);
        assertThat(guest.machine().memory(0x9000, 1)).containsExactly(0);
        assertThat(text(guest)).contains("MINI OS");
        guests.giveBack(guest, OPTIONS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "reboot", "triple-fault", "halt"})
    void whatAnEarlierScenarioLeftIsGone(String image) throws Exception {
        DiskImage disk = DiskImage.of(Images.assemble(image));
        Guest guest = atPrompt(disk, OPTIONS);
        guest.beginsFresh(true);
        String fresh = text(guest);
        byte[] line = guest.machine().memory(LINE, 2);
        go(guest);
        assertThat(guest.machine().memory(LINE, 2)).isEqualTo("go".getBytes(StandardCharsets.US_ASCII));
        assertThat(text(guest)).contains("mini> go");

        guest.restoreMemory();
        guest.powerCycle();
        guest.awaitRest("the prompt");
        assertThat(guest.machine().memory(LINE, 2)).isEqualTo(line);
        assertThat(text(guest)).isEqualTo(fresh);

        go(guest);
        guest.restore();
        assertThat(guest.machine().memory(LINE, 2)).isEqualTo(line);
        assertThat(text(guest)).isEqualTo(fresh);
        go(guest);
        assertThat(text(guest)).contains("mini> go");
        guests.giveBack(guest, OPTIONS);
    }

    @Test
    void aGuestThatStandsStillIsRestoredRunning() {
        Guest guest = atPrompt(asItIs, OPTIONS);
        guest.beginsFresh(true);
        go(guest);
        guest.restoreMemory();
        guest.restore();
        go(guest);
        assertThat(text(guest)).contains("OK");
        guests.giveBack(guest, OPTIONS);
        assertThat(booted(asItIs, OPTIONS)).doesNotContain("OK");
        assertThat(folders).hasSize(1);
    }

    @Test
    void aGuestIsNotForAnotherDrive() {
        booted(asItIs, OPTIONS);
        assertThat(booted(asItIs, OPTIONS.withDrive(DriveKind.FLOPPY))).contains("MINI OS");
        assertThat(folders).hasSize(2);
    }

    @Test
    void aGuestIsNotForAnotherBootSector() {
        booted(asItIs, OPTIONS);
        byte[] bytes = good.bytes();
        bytes[0x1BE] ^= 1;
        assertThat(booted(DiskImage.of(bytes), OPTIONS)).contains("MINI OS");
        assertThat(folders).hasSize(2);
    }

    @Test
    void aGuestIsNotForTwoAtATime() {
        guests.startAhead(() -> asItIs, OPTIONS, 1);
        Guest first = guests.take(asItIs, OPTIONS);
        Guest second = guests.take(asItIs, OPTIONS);
        assertThat(second).isNotSameAs(first);
        guests.giveBack(first, OPTIONS);
        guests.giveBack(second, OPTIONS);
        guests.startAhead(() -> asItIs, OPTIONS, 2);
        assertThat(folders).hasSize(2);
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        List<ProcessHandle> others = ProcessHandle.current().children().toList();
        guests.startAhead(() -> asItIs, OPTIONS, 2);
        Guest late = guests.take(asItIs, OPTIONS);
        guests.close();
        guests.giveBack(late, OPTIONS);
        guests.startAhead(() -> asItIs, OPTIONS, 1);
        assertThat(folders).isNotEmpty().allSatisfy(folder -> assertThat(folder).doesNotExist());
        for (ProcessHandle shell : ProcessHandle.current().children().toList()) {
            if (!others.contains(shell)) {
                shell.onExit().get(20, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void oneThatCannotStartAheadDoesNotStandInTheWayOfATest() throws Exception {
        try (QemuTester tester = QemuTester.located()) {
            tester.standBy(
                    () -> {
                        throw new IOException("no image");
                    },
                    OPTIONS);
            Scenario go = new Scenario("go", List.of(new Step("go{Enter}", List.of("row \"OK\""))));
            Discrimination proof = tester.prove(good, good, List.of(go), List.of(), OPTIONS, () -> {});
            assertThat(proof.after().verdict()).isEqualTo(Verdict.PASS);
        }
    }

    private Guest atPrompt(DiskImage disk, TestOptions options) {
        Guest guest = guests.take(disk, options);
        guest.powerOn(disk);
        guest.awaitRest("the prompt");
        return guest;
    }

    /** What such a guest shows at its prompt; it is given back. */
    private String booted(DiskImage disk, TestOptions options) {
        Guest guest = atPrompt(disk, options);
        String shown = text(guest);
        guests.giveBack(guest, options);
        return shown;
    }

    private static Rest go(Guest guest) {
        return guest.type(new Step("go{Enter}", List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList());
    }

    private static String text(Guest guest) {
        return String.join("\n", guest.sight().screen().rows());
    }

    /** The same OS with another text, which is as long. */
    private DiskImage changed(String text, String other) {
        byte[] bytes = good.bytes();
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = all.lastIndexOf(text);
        assertThat(at).as("the text stands behind the boot sector").isGreaterThanOrEqualTo(512);
        IntStream.range(0, other.length()).forEach(i -> bytes[at + i] = (byte) other.charAt(i));
        return DiskImage.of(Arrays.copyOf(bytes, bytes.length));
    }
}
