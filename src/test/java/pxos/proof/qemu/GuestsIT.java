package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.os.BootImage;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Guest;
import pxos.proof.Images;
import pxos.proof.Outcome;
import pxos.proof.StartState;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Step;

/** Guests in a real QEMU. */
class GuestsIT {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Outcome WAITS = Outcome.at(Rest.WAITS_FOR_KEY);
    /** Where these systems keep the line that is typed. */
    private static final int LINE = 0x600;

    private final Path qemu = QemuBinary.locate(System.getenv());
    private final AtomicInteger started = new AtomicInteger();
    private final QemuEmulator emulator = emulator(LONG);
    private BootImage good;
    private DiskImage asItIs;

    private QemuEmulator emulator(Duration spinLimit) {
        return new QemuEmulator(qemu, spinLimit, LONG, command -> {
            started.incrementAndGet();
            return new ProcessBuilder(command);
        });
    }

    @BeforeEach
    void assemble() throws Exception {
        good = Images.assemble("good");
        asItIs = DiskImage.of(good);
    }

    @AfterEach
    void end() {
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneGuestBootsOneOsAfterAnother(DriveKind drive) {
        assertThat(booted(asItIs, drive)).contains("MINI OS");
        assertThat(booted(changed("MINI OS", "OTHER X"), drive))
                .contains("OTHER X")
                .doesNotContain("MINI OS");
        assertThat(booted(asItIs, drive)).contains("MINI OS").doesNotContain("OTHER X");
        assertThat(started).hasValue(1);
    }

    @Test
    void aGuestThatComputesWithoutEndBootsAgain() throws Exception {
        DiskImage spins = DiskImage.of(Images.assemble("spin"));
        try (QemuEmulator impatient = emulator(Duration.ofMillis(300))) {
            try (Guest guest = impatient.guest(spins, DriveKind.IDE)) {
                guest.powerOn();
                Outcome outcome = go(guest);
                assertThat(outcome.rest()).isEqualTo(Rest.NEVER);
                assertThat(outcome.fault().orElseThrow().toString()).startsWith("spin: computed for");
            }
            try (Guest guest = impatient.guest(spins, DriveKind.IDE)) {
                assertThat(guest.powerOn()).isEqualTo(WAITS);
                assertThat(text(guest)).contains("mini>");
            }
        }
        assertThat(started).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"reboot, RESET", "triple-fault, RESET", "halt, HALTED"})
    void aGuestThatStoppedForGoodBootsAgain(String image, Rest rest) throws Exception {
        DiskImage disk = DiskImage.of(Images.assemble(image));
        try (Guest guest = atPrompt(disk)) {
            assertThat(go(guest).rest()).isEqualTo(rest);
        }
        assertThat(booted(disk, DriveKind.IDE)).contains("mini>").doesNotContain("go");
        assertThat(started).hasValue(1);
    }

    @Test
    void tellsAResetFromATripleFault() throws Exception {
        try (Guest guest = atPrompt(DiskImage.of(Images.assemble("reboot")))) {
            assertThat(go(guest)).isEqualTo(Outcome.at(Rest.RESET));
        }
        try (Guest guest = atPrompt(DiskImage.of(Images.assemble("triple-fault")))) {
            assertThat(go(guest)).isEqualTo(Outcome.tripleFault());
        }
    }

    @Test
    void letsAsManyTicksPassAsItIsAsked() throws Exception {
        try (Guest guest = atPrompt(DiskImage.of(Images.assemble("tick")))) {
            go(guest);
            byte before = guest.memory(0x640, 1)[0];
            assertThat(guest.letPass(100)).isEqualTo(WAITS);
            assertThat(guest.memory(0x640, 1)[0] - before).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void timeStandsStillAtThePromptAndGoesOnWhereItIsToldTo(DriveKind drive) {
        try (Guest guest = atPrompt(asItIs, drive)) {
            int start = StartState.DEFAULT.ticksSinceMidnight(0);
            assertThat(ticks(guest)).isEqualTo(start);
            guest.keepPrompt();
            type(guest, "abc");
            assertThat(ticks(guest)).isEqualTo(start);
            guest.letPass(7);
            assertThat(ticks(guest)).isEqualTo(start + 7);
            guest.powerCycle();
            assertThat(ticks(guest)).isEqualTo(start + 7);
            guest.restorePrompt();
            assertThat(ticks(guest)).isEqualTo(start);
        }
    }

    @Test
    void aGuestThatSleepsForAMinuteSeesTheSameInEachRun() throws Exception {
        DiskImage sleeper = DiskImage.of(Images.assemble("sleep-ticks"));
        try (QemuEmulator impatient = new QemuEmulator(qemu);
                Guest guest = impatient.guest(sleeper, DriveKind.IDE)) {
            guest.powerOn();
            int start = ticks(guest);
            assertThat(go(guest)).isEqualTo(WAITS);
            assertThat(ticks(guest)).isEqualTo(start + 1000);
        }
    }

    @Test
    void aProgramThatRunsOnStandsWhereItsTimerLeftIt() throws Exception {
        try (Guest guest = atPrompt(DiskImage.of(Images.assemble("dots")))) {
            assertThat(guest.press(new Step("go{Enter}", List.of())
                            .inputs().stream().map(Input.KeyStroke.class::cast).toList()))
                    .isEqualTo(Outcome.at(Rest.RUNS));
            assertThat(guest.letPass(5)).isEqualTo(Outcome.at(Rest.RUNS));
            assertThat(text(guest)).contains("\n.....").doesNotContain("......");
            assertThat(type(guest, "x")).isEqualTo(WAITS);
            assertThat(text(guest)).contains("\nmini>");
        }
    }

    @Test
    void aTimerThatIsTooFastIsAFault() throws Exception {
        try (Guest guest = atPrompt(DiskImage.of(Images.assemble("fast-timer")))) {
            go(guest);
            assertThat(guest.letPass(5).fault().orElseThrow().toString()).startsWith("timer changed: ");
        }
    }

    @Test
    void freeMemoryHoldsNoise() {
        try (Guest guest = atPrompt(asItIs)) {
            byte[] noise = StartState.DEFAULT.memory();
            assertThat(guest.memory(0x680, 0x6000)).isEqualTo(Arrays.copyOfRange(noise, 0x680, 0x6680));
            assertThat(guest.memory(0x9F000, 0xC00)).isEqualTo(Arrays.copyOfRange(noise, 0x9F000, 0x9FC00));
        }
    }

    private static int ticks(Guest guest) {
        byte[] bytes = guest.memory(0x46C, 4);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8 | (bytes[2] & 0xFF) << 16;
    }

    @Test
    void saysThatAGuestDoesNotHearItsTimer() throws Exception {
        try (QemuEmulator impatient = new QemuEmulator(qemu, LONG, Duration.ofMillis(300));
                Guest guest = impatient.guest(DiskImage.of(Images.assemble("no-tick")), DriveKind.IDE)) {
            guest.powerOn();
            go(guest);
            assertThat(guest.letPass(1).fault().orElseThrow().detail())
                    .contains("the machine has masked the interrupt of its timer");
        }
    }

    @Test
    void saysHowManyKeysWereStillToBeTyped() throws Exception {
        try (Guest guest = atPrompt(DiskImage.of(Images.assemble("halt")))) {
            Outcome outcome = type(guest, "go{Enter}abc");
            assertThat(outcome.rest()).isEqualTo(Rest.NEVER);
            assertThat(outcome.fault().orElseThrow().detail()).endsWith("with 3 keys still to type");
        }
    }

    @Test
    void aGuestThatWroteToItsDiskGetsACleanOne() throws Exception {
        DiskImage writes = DiskImage.of(Images.assemble("disk-write"));
        try (Guest guest = atPrompt(writes)) {
            go(guest);
            assertThat(guest.highestByteWritten()).isEqualTo(2560);
        }
        try (Guest guest = atPrompt(writes)) {
            assertThat(guest.highestByteWritten()).isZero();
            assertThat(guest.diskNow()).isEqualTo(writes.shared());
            go(guest);
            assertThat(guest.highestByteWritten()).isEqualTo(2560);
            byte[] written = guest.diskNow();
            assertThat(written).isNotEqualTo(writes.shared());
            guest.powerCycle();
            assertThat(guest.diskNow()).isEqualTo(written);
        }
        assertThat(started).hasValue(1);
    }

    @Test
    void whatAVariableHeldIsThereAfterPowerWasOff() {
        try (Guest guest = atPrompt(asItIs)) {
            type(guest, "abc");
            guest.powerCycle();
            assertThat(guest.memory(LINE, 3)).isEqualTo("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(text(guest)).contains("MINI OS").doesNotContain("abc");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "reboot", "triple-fault", "halt"})
    void whatAnEarlierScenarioLeftIsGone(String image) throws Exception {
        try (Guest guest = atPrompt(DiskImage.of(Images.assemble(image)))) {
            guest.keepPrompt();
            String fresh = text(guest);
            byte[] line = guest.memory(LINE, 2);
            go(guest);
            assertThat(guest.memory(LINE, 2)).isEqualTo("go".getBytes(StandardCharsets.US_ASCII));
            assertThat(text(guest)).contains("mini> go");

            guest.restorePrompt();
            assertThat(guest.memory(LINE, 2)).isEqualTo(line);
            assertThat(text(guest)).isEqualTo(fresh);
            guest.powerCycle();
            assertThat(text(guest)).isEqualTo(fresh);

            go(guest);
            guest.restorePrompt();
            assertThat(guest.memory(LINE, 2)).isEqualTo(line);
            assertThat(text(guest)).isEqualTo(fresh);
            go(guest);
            assertThat(text(guest)).contains("mini> go");
        }
    }

    @Test
    void aGuestThatStoodStillIsRestoredRunning() {
        try (Guest guest = atPrompt(asItIs)) {
            guest.keepPrompt();
            go(guest);
        }
        try (Guest guest = atPrompt(asItIs)) {
            guest.keepPrompt();
            guest.restorePrompt();
            go(guest);
            guest.restorePrompt();
            go(guest);
            assertThat(text(guest)).contains("OK");
        }
        assertThat(booted(asItIs, DriveKind.IDE)).doesNotContain("OK");
        assertThat(started).hasValue(1);
    }

    @Test
    void aGuestThatIsOffOrGivenBackTakesNoKeys() {
        Guest guest = emulator.guest(asItIs, DriveKind.IDE);
        assertThatThrownBy(() -> type(guest, "a"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a guest that is OFF cannot become RUNNING");
        guest.powerOn();
        guest.close();
        assertThatThrownBy(() -> type(guest, "a")).hasMessage("a guest that is PAUSED cannot become RUNNING");
        assertThatThrownBy(guest::restorePrompt).hasMessage("a guest that is PAUSED cannot become AT_PROMPT");
    }

    @Test
    void aGuestBootsFromTheDiskThatWasPutIn() {
        try (Guest guest = atPrompt(asItIs)) {
            guest.insert(changed("MINI OS", "OTHER X"));
            assertThat(guest.powerCycle()).isEqualTo(WAITS);
            assertThat(text(guest)).contains("OTHER X");
        }
        assertThat(started).hasValue(1);
    }

    @Test
    void aGuestIsNotForAnotherDrive() {
        booted(asItIs, DriveKind.IDE);
        assertThat(booted(asItIs, DriveKind.FLOPPY)).contains("MINI OS");
        assertThat(started).hasValue(2);
    }

    @Test
    void aGuestIsNotForAnotherBootSector() {
        booted(asItIs, DriveKind.IDE);
        byte[] bytes = good.bytes();
        bytes[0x1BE] ^= 1;
        assertThat(booted(DiskImage.of(new BootImage(bytes, Map.of())), DriveKind.IDE))
                .contains("MINI OS");
        assertThat(started).hasValue(2);
    }

    @Test
    void aGuestIsNotForTwoAtATime() {
        try (Guest first = atPrompt(asItIs);
                Guest second = atPrompt(asItIs)) {
            assertThat(second).isNotSameAs(first);
        }
        try (Guest first = atPrompt(asItIs);
                Guest second = atPrompt(asItIs)) {
            assertThat(second).isNotSameAs(first);
        }
        assertThat(started).hasValue(2);
    }

    @Test
    void nothingIsLeftBehind() {
        List<ProcessHandle> others = ProcessHandle.current().children().toList();
        Guest late = atPrompt(asItIs);
        booted(asItIs, DriveKind.IDE);
        List<Path> folders = ProcessHandle.current()
                .children()
                .filter(shell -> !others.contains(shell))
                .map(shell -> Path.of(shell.info().arguments().orElseThrow()[3]))
                .toList();
        assertThat(folders).hasSize(2).allSatisfy(folder -> assertThat(folder).exists());
        emulator.close();
        late.close();
        assertThat(folders).allSatisfy(folder -> assertThat(folder).doesNotExist());
        assertThat(ProcessHandle.current().children().filter(shell -> !others.contains(shell)))
                .isEmpty();
    }

    private Guest atPrompt(DiskImage disk) {
        return atPrompt(disk, DriveKind.IDE);
    }

    private Guest atPrompt(DiskImage disk, DriveKind drive) {
        Guest guest = emulator.guest(disk, drive);
        assertThat(guest.powerOn()).isEqualTo(WAITS);
        return guest;
    }

    /** What such a guest shows at its prompt; it is given back. */
    private String booted(DiskImage disk, DriveKind drive) {
        try (Guest guest = atPrompt(disk, drive)) {
            return text(guest);
        }
    }

    private static Outcome go(Guest guest) {
        return type(guest, "go{Enter}");
    }

    private static Outcome type(Guest guest, String keys) {
        return guest.type(new Step(keys, List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList());
    }

    private static String text(Guest guest) {
        return String.join("\n", guest.screen().rows());
    }

    /** The same OS with another text, which is as long. */
    private DiskImage changed(String text, String other) {
        byte[] bytes = good.bytes();
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = all.lastIndexOf(text);
        assertThat(at).as("the text stands behind the boot sector").isGreaterThanOrEqualTo(512);
        IntStream.range(0, other.length()).forEach(i -> bytes[at + i] = (byte) other.charAt(i));
        return DiskImage.of(new BootImage(bytes, Map.of()));
    }
}
