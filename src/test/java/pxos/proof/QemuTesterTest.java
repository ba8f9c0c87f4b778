package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static pxos.proof.FakeEmulator.BREAKS_EMULATOR;
import static pxos.proof.FakeEmulator.GOES_ON;
import static pxos.proof.FakeEmulator.HALTS;
import static pxos.proof.FakeEmulator.HANGS;
import static pxos.proof.FakeEmulator.RESETS;
import static pxos.proof.FakeEmulator.TRIPLE_FAULTS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pxos.os.BootImage;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** How a test is judged, on a fake emulator. */
class QemuTesterTest {

    private static final TestOptions OPTIONS = new TestOptions(DriveKind.IDE, 2, Duration.ofMinutes(1));
    private static final Scenario GO = scenario("go", "go{Enter}", "row \"OK\"");
    private static final Scenario ECHO = scenario("echo", "abc", "row \"{prompt}abc\"");
    private static final Scenario FRESH = scenario("fresh", "", "rows \"{banner}\" \"{prompt}\"", "memory 0600 = 00");
    private static final BootImage IMAGE = image("");

    /** Prints OK where pxOS holds that text. */
    private final FakeEmulator emulator =
            FakeEmulator.printing((guest, line) -> line.equals("go") && guest.holds("OK") ? List.of("OK") : List.of());

    /** A pxOS with a banner, a prompt and some text. */
    private static BootImage image(String text) {
        return FakeOs.image(text, "> ", Map.of(0x7E00, "feature"));
    }

    private static Scenario scenario(String name, String keys, String... expect) {
        return new Scenario(name, List.of(new Step(keys, List.of(expect))));
    }

    private static TestReport test(FakeEmulator emulator, Scenario... scenarios) {
        TestReport report = new QemuTester(emulator).test(IMAGE, List.of(scenarios), OPTIONS);
        assertThat(emulator.open()).as("guests left").isZero();
        return report;
    }

    /** Why the line "go" fails, where it does so; a scenario behind it passes all the same. */
    private static String failure(FakeEmulator.Shell shell, String... expect) {
        TestReport report = test(new FakeEmulator(shell), scenario("go", "go{Enter}", expect), FRESH);
        assertThat(report.results())
                .extracting(ScenarioResult::verdict)
                .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.PASS);
        return report.results().get(2).because();
    }

    private Discrimination prove(BootImage before, BootImage after, List<Scenario> added, List<Scenario> earlier) {
        return new QemuTester(emulator).prove(before, after, Change.of(after, ""), added, earlier, OPTIONS);
    }

    @Test
    void provesAChangeThatDoesSomething() {
        Discrimination proof = prove(IMAGE, image("OK"), List.of(GO, ECHO), List.of(ECHO, FRESH));
        assertThat(proof.summary()).isEqualTo("PASS - 5 checks passed, 1 of 2 new ones fail without the change");
        assertThat(proof.discriminating()).containsExactly("go");
        assertThat(proof.showcase().orElseThrow().before().rows()).startsWith("BANNER", "> go", ">", "");
        assertThat(proof.showcase().orElseThrow().after().rows()).startsWith("BANNER", "> go", "OK", ">");
        assertThat(emulator.open()).isZero();
    }

    @Test
    void checksTheEchoOfTheChangedImageAlone() {
        Discrimination proof = prove(IMAGE, image("OK"), List.of(GO), List.of());
        assertThat(proof.before().results())
                .extracting(ScenarioResult::name)
                .containsExactly("base: boots to its prompt", "go");
        assertThat(proof.after().results())
                .extracting(ScenarioResult::name)
                .containsExactly("base: boots to its prompt", "base: echoes keys", "go");
    }

    @Test
    void provesNothingWhereTheOldImageDoesItToo() {
        assertThat(prove(image("OK"), image("OK"), List.of(GO), List.of()).summary())
                .isEqualTo("FAIL - nothing is proved: every new scenario passed without the change: 'go'");
    }

    @Test
    void seesThatAChangeBreaksWhatWorked() {
        Discrimination proof = prove(image("OK"), IMAGE, List.of(ECHO), List.of(GO));
        assertThat(proof.summary()).startsWith("FAIL - the change breaks 'go'; 'go': wanted the row \"OK\"");
    }

    @Test
    void passesNoOsThatShowsNoKeys() {
        TestReport report = test(new FakeEmulator().deaf(), FRESH);
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.results().get(1).because()).startsWith("wanted the keys pxos to show on the screen");
        assertThat(report.results().get(2).because()).isEqualTo("not run: the OS does not pass the base checks");
    }

    @Test
    void namesAFaultWhateverTheStepExpects() {
        assertThat(failure((guest, line) -> HANGS, "row \"OK\""))
                .isEqualTo("spin: computed without end; it runs around 7E00 at feature (bytes 00 00 00 00 00 00)");
        assertThat(failure((guest, line) -> TRIPLE_FAULTS, "reset")).startsWith("triple fault: CS:IP 0000:7E00");
        assertThat(failure((guest, line) -> RESETS, "row \"OK\"")).startsWith("unrequested reset: ");
        assertThat(failure((guest, line) -> RESETS, "halted")).startsWith("unrequested reset: ");
        assertThat(failure((guest, line) -> HALTS, "reset")).startsWith("halt with interrupts off: ");
    }

    @Test
    void namesWhatTheGuestDidThoughTheScreenIsRight() {
        assertThat(failure((guest, line) -> {
                    guest.execute(0x6000);
                    return GOES_ON;
                }))
                .startsWith("execution outside the zones: the processor executed 6000");
        assertThat(failure((guest, line) -> {
                    guest.execute(0x7FE0);
                    return HANGS;
                }))
                .startsWith("execution outside the zones: the processor executed 7FE0")
                .contains("then: spin: computed without end");
        assertThat(failure((guest, line) -> {
                    guest.poke(0x7C05, 0xEB);
                    return GOES_ON;
                }))
                .startsWith("boot sector changed in memory: 7C05")
                .endsWith("holds EB instead of 00");
    }

    @Test
    void takesAResetOrAHaltThatTheStepExpects() {
        Scenario resets = new Scenario(
                "resets",
                List.of(
                        new Step("go{Enter}", List.of("reset")),
                        new Step("abc", List.of("rows \"{banner}\" \"{prompt}abc\""))));
        assertThat(test(new FakeEmulator((guest, line) -> RESETS), resets).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(test(new FakeEmulator((guest, line) -> HALTS), scenario("halts", "go{Enter}", "halted"))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void aGuestThatStopsBeforeTheLastKeyIsAFault() {
        TestReport report = test(new FakeEmulator((guest, line) -> RESETS), scenario("early", "go{Enter}abc", "reset"));
        assertThat(report.results().get(2).because())
                .isEqualTo("unrequested reset: the machine asked for a reset with 3 keys still to type");
    }

    @Test
    void switchesOffAndOnInTheMiddleOfAStep() {
        assertThat(test(
                                new FakeEmulator(),
                                scenario("cycle", "abc{Boot}x", "row \"{prompt}x\"", "memory 0600 = 78 62 63"))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void usesNoGuestAgainThatWroteToItsDisk() {
        FakeEmulator writing = new FakeEmulator((guest, line) -> {
            guest.write(2560);
            return GOES_ON;
        });
        TestReport report = test(writing, scenario("writes", "go{Enter}"), FRESH);
        assertThat(report.results().get(2).because())
                .isEqualTo("disk write: the machine wrote to its disk, up to byte 2560 (sector 5, counted from 1)");
        assertThat(report.results().get(3).verdict()).isEqualTo(Verdict.PASS);
        assertThat(writing.started()).isEqualTo(2);
    }

    @Test
    void anEmulatorThatEndsIsAnErrorAndTheNextScenarioGetsANewGuest() {
        FakeEmulator breaking = new FakeEmulator((guest, line) -> BREAKS_EMULATOR);
        TestReport report = test(breaking, GO, FRESH);
        assertThat(report.results().get(2).verdict()).isEqualTo(Verdict.ERROR);
        assertThat(report.results().get(2).because()).isEqualTo("QEMU failed: it broke");
        assertThat(report.results().get(3).verdict()).isEqualTo(Verdict.PASS);
        assertThat(breaking.started()).isEqualTo(2);
    }

    @Test
    void isAnErrorWhereNoGuestStarts() {
        TestReport report = test(new FakeEmulator().missing(), GO);
        assertThat(report.summary())
                .startsWith("ERROR - 0 of 2 checks")
                .endsWith("'base: boots to its prompt': there is no emulator");
    }

    @Test
    void bootsAnotherPxosOnAGuestOfItsOwn() {
        FakeEmulator plain = new FakeEmulator();
        Scenario patched = new Scenario(
                "patched",
                List.of("patch 7E20 = 58"),
                List.of(new Step("", List.of("row \"XANNER\"", "absent \"BANNER\""))));
        assertThat(test(plain, FRESH, patched, FRESH).verdict()).isEqualTo(Verdict.PASS);
        assertThat(plain.started()).isEqualTo(2);
    }

    @Test
    void putsTheFilesOfAScenarioIntoTheDrive() {
        FakeEmulator files = FakeEmulator.printing(
                (guest, line) -> List.of(guest.disk().equals(DiskImage.of(IMAGE)) ? "none" : "some"));
        Scenario some =
                new Scenario("some", List.of("A.TXT \"a\""), List.of(new Step("dir{Enter}", List.of("row \"some\""))));
        assertThat(test(files, some, scenario("none", "dir{Enter}", "row \"none\""), some)
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(files.started()).isEqualTo(1);
    }

    @Test
    void isAnErrorWhereADiskCannotBeMade() {
        Scenario full = new Scenario(
                "full", List.of("A.BIN 1448960*\"x\"", "B.BIN \"x\""), List.of(new Step("", List.of("idle"))));
        TestReport report = test(new FakeEmulator(), full, FRESH);
        assertThat(report.results().get(2).because()).isEqualTo("the disk of 'full' cannot be made: no room for B.BIN");
        assertThat(report.results().get(3).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void runsNothingAfterTheDeadline() {
        TestReport report = new QemuTester(emulator).test(IMAGE, List.of(FRESH), OPTIONS.withDeadline(Duration.ZERO));
        assertThat(report.summary())
                .startsWith("ERROR - 2 of 3 checks")
                .endsWith("not run: the whole test took longer than 0 ms");
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void usesAsManyGuestsAsPayAndReportsInTheOrderOfTheScenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        IntStream.range(0, 12).forEach(i -> scenarios.add(scenario("number " + i, "{a*" + (i * 7 % 12 + 1) + "}")));
        CountDownLatch two = new CountDownLatch(2);
        Emulator together = new Emulator() {
            @Override
            public Guest guest(DiskImage disk, DriveKind drive) {
                two.countDown();
                assertThat(awaited(two)).as("another guest is asked for").isTrue();
                return emulator.guest(disk, drive);
            }

            @Override
            public void close() {
                emulator.close();
            }
        };
        TestReport report = new QemuTester(together).test(IMAGE, scenarios, OPTIONS);
        assertThat(report.results().stream().skip(2).map(ScenarioResult::name))
                .containsExactlyElementsOf(
                        scenarios.stream().map(Scenario::name).toList());
        assertThat(emulator.started()).isEqualTo(2);
        test(emulator, scenarios.subList(0, 11).toArray(Scenario[]::new));
        assertThat(emulator.started()).isEqualTo(3);
    }

    @Test
    void testsBothImagesAtTheSameTimeWhereThatPays() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        FakeEmulator meeting = new FakeEmulator((guest, line) -> {
            if (line.equals("meet " + (guest.holds("OK") ? "after" : "before"))) {
                both.countDown();
                return meets(both) ? GOES_ON : HANGS;
            }
            return GOES_ON;
        });
        Scenario before = scenario("before", "meet before{Enter}", "absent \"OK\"");
        Scenario after = scenario("after", "meet after{Enter}", "absent \"OK\"");
        List<Scenario> earlier = new ArrayList<>(List.of(after));
        IntStream.range(0, 9).forEach(i -> earlier.add(scenario("number " + i, "a")));
        Discrimination proof = new QemuTester(meeting)
                .prove(IMAGE, image("OK"), Change.of(image("OK"), ""), List.of(before), earlier, OPTIONS);
        assertThat(proof.before().verdict()).isEqualTo(Verdict.PASS);
        assertThat(proof.after().verdict()).isEqualTo(Verdict.PASS);
    }

    private static boolean meets(CountDownLatch both) {
        try {
            return both.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void beginsWithTheLongestScenario() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        FakeEmulator listening = new FakeEmulator((guest, line) -> {
            lines.add(line);
            return GOES_ON;
        });
        test(listening, scenario("short", "a{Enter}"), scenario("long", "abc{Enter}"), scenario("middle", "ab{Enter}"));
        assertThat(lines).containsExactly("abc", "ab", "a");
    }
}
