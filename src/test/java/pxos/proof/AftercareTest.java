package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static pxos.proof.FakeEmulator.GOES_ON;
import static pxos.proof.FakeEmulator.HANGS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.Vector;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** What comes behind a test that has passed, on a fake emulator. */
class AftercareTest {

    private static final TestOptions OPTIONS = new TestOptions(DriveKind.IDE, 1, Duration.ofMinutes(1));
    private static final BootImage BEFORE = image("", "> ");
    private static final BootImage AFTER = image("OK", "> ");
    private static final AddressRange OWN = new AddressRange(0x7E60, 0x7E6F);
    private static final Scenario GO = scenario("rows \"{prompt}go\" \"OK\" \"{prompt}\"");

    /** A pxOS with a banner, a prompt and the text that its line "go" prints. */
    private static BootImage image(String text, String prompt) {
        return FakeOs.image(text, prompt, Map.of());
    }

    private static Scenario scenario(String... expect) {
        return new Scenario("go", List.of(new Step("go{Enter}", List.of(expect))));
    }

    /** Prints OK for the line "go" where pxOS holds that text, and does something beside it. */
    private static FakeEmulator.Shell shell(BiConsumer<FakeEmulator.FakeGuest, String> beside) {
        return (guest, line) -> {
            if (guest.holds("OK")) {
                if (line.equals("go")) {
                    guest.printRow("OK");
                }
                beside.accept(guest, line);
            }
            return GOES_ON;
        };
    }

    private static String prove(FakeEmulator.Shell shell, BootImage after, String goal, Scenario scenario) {
        FakeEmulator emulator = new FakeEmulator(shell);
        Discrimination proof = new QemuTester(emulator)
                .prove(BEFORE, after, new Change(List.of(OWN), List.of(), goal), List.of(scenario), List.of(), OPTIONS);
        assertThat(emulator.open()).as("guests left").isZero();
        return proof.summary();
    }

    private static String prove(BiConsumer<FakeEmulator.FakeGuest, String> beside) {
        return prove(shell(beside), AFTER, "Add go", GO);
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(prove((guest, line) -> {})).startsWith("PASS");
        assertThat(prove((guest, line) -> guest.poke(OWN.last(), 1))).startsWith("PASS");
    }

    @Test
    void seesWhatAUseLeavesBehind() {
        assertThat(prove((guest, line) -> guest.poke(0x7E80, 1))).contains("other code changed in memory: 7E80");
        assertThat(prove((guest, line) -> guest.poke(0x25, 0x60))).contains("interrupt 09 is handled at 06000");
        assertThat(prove((guest, line) -> guest.poke(Vector.ON_LINE.address(), 0x60)))
                .contains("other code changed in memory: 7FE8");
        assertThat(prove((guest, line) -> guest.paint("00 00 00")))
                .contains("devices left changed: palette entry 7: 00 00 00 instead of 2A 2A 2A");
    }

    @Test
    void letsWhatWasThereBeforeKeepItsVariables() {
        BootImage before = new BootImage(BEFORE.bytes(), Map.of(0x7E80, "old.text", 0x7E84, "old.code"));

        assertThat(keeping(before, 0x7E82)).startsWith("PASS");
        assertThat(keeping(before, 0x7E84)).contains("other code changed in memory: 7E84");
    }

    /** What comes of a change where each other line is kept at 7E80 anyhow, and "go" changes an address. */
    private static String keeping(BootImage before, int address) {
        FakeEmulator.Shell shell = (guest, line) -> {
            if (!line.equals("go")) {
                guest.poke(0x7E80, line.length());
            } else if (guest.holds("OK")) {
                guest.printRow("OK");
                guest.poke(address, 1);
            }
            return GOES_ON;
        };
        return new QemuTester(new FakeEmulator(shell))
                .prove(before, AFTER, new Change(List.of(OWN), List.of(), "Add go"), List.of(GO), List.of(), OPTIONS)
                .summary();
    }

    @Test
    void letsAnotherFeatureThatIsUsedKeepItsVariables() {
        AddressRange code = new AddressRange(0x7E80, 0x7E87);
        Change change = new Change(
                List.of(OWN),
                List.of(),
                List.of(new Change.OtherFeature(List.of(new AddressRange(0x7E80, 0x7E8F)), List.of(code))),
                "Add go");

        assertThat(changing(change, 0x7E88, 0x7E80)).startsWith("PASS");
        assertThat(changing(change, 0x7E88, 0x7E90)).contains("other code changed in memory: 7E88");
        assertThat(changing(change, 0x7E87, 0x7E80)).contains("other code changed in memory: 7E87");
    }

    /** What comes of a change whose command changes one address and executes what stands at another. */
    private static String changing(Change change, int changed, int executed) {
        FakeEmulator.Shell shell = shell((guest, line) -> {
            if (line.equals("go")) {
                guest.execute(executed);
                guest.poke(changed, 1);
            }
        });
        return new QemuTester(new FakeEmulator(shell))
                .prove(BEFORE, AFTER, change, List.of(GO), List.of(), OPTIONS)
                .summary();
    }

    @Test
    void seesAScreenThatIsWiped() {
        BiConsumer<FakeEmulator.FakeGuest, String> wipes = (guest, line) -> {
            if (line.equals("go")) {
                guest.wipe();
                guest.printRow("OK");
            }
        };
        Scenario shows = scenario("contains \"OK\"");
        assertThat(prove(shell(wipes), AFTER, "Add go", shows))
                .contains("screen wiped: what stood on the screen has gone");
        assertThat(prove(shell(wipes), AFTER, "Add go, which clears the screen", shows))
                .startsWith("PASS");
    }

    @Test
    void allowsInterruptsAndVectorsThatLeadToTheFeatureItself() {
        assertThat(prove((guest, line) -> {
                    guest.poke(0x24, OWN.first());
                    guest.poke(0x25, OWN.first() >> 8);
                }))
                .startsWith("PASS");
    }

    @Test
    void usesItASecondTime() {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        assertThat(prove((guest, line) -> lines.add(line))).startsWith("PASS");
        assertThat(lines).containsSubsequence("go", "go", "qz", "go");
        FakeEmulator.Shell silent = (guest, line) -> {
            if (line.equals("go") && guest.holds("OK") && guest.memory(OWN.last(), 1)[0] == 0) {
                guest.printRow("OK");
                guest.poke(OWN.last(), 1);
            }
            return GOES_ON;
        };
        assertThat(prove(silent, AFTER, "Add go", GO)).contains("the same keys a second time: does not work each time");
    }

    @Test
    void typesSomethingElseAfterwards() {
        FakeEmulator.Shell hangs = (guest, line) -> {
            if (line.equals("go") && guest.holds("OK")) {
                guest.printRow("OK");
                guest.poke(OWN.first(), 1);
            }
            return line.equals("qz") && guest.memory(OWN.first(), 1)[0] == 1 ? HANGS : GOES_ON;
        };
        assertThat(prove(hangs, AFTER, "Add go", GO)).contains("an unknown command and a known one afterwards: spin");
    }

    @Test
    void typesOtherLinesWithoutTheChangeAndWithIt() {
        BiConsumer<FakeEmulator.FakeGuest, String> adds = (guest, line) -> {
            if (!line.equals("go")) {
                guest.print("huh ");
            }
        };
        assertThat(prove(adds))
                .contains("wanted the keys {Enter} to come to \"\" as without the change")
                .contains("got \"huh\"");
        assertThat(prove(shell(adds), AFTER, "Add go, and say huh to unknown lines", GO))
                .startsWith("PASS");
    }

    @Test
    void typesWhatIsNearlyTheKeysOfATest() {
        FakeEmulator.Shell beginsLikeIt = (guest, line) -> {
            if (guest.holds("OK") && line.startsWith("go")) {
                guest.printRow("OK");
            }
            return GOES_ON;
        };
        assertThat(prove(beginsLikeIt, AFTER, "Add go", GO)).contains("wanted the keys goqz{Enter} to come to");
    }

    @Test
    void seesWhatTheBiosKnowsOfTheMachine() {
        assertThat(prove((guest, line) -> guest.poke(0x413, 16)))
                .contains("what the BIOS knows of its memory in KB, at 0413: 10 instead of 00");
    }

    @Test
    void seesBytesBehindThePxosOfToday() {
        assertThat(prove((guest, line) -> guest.poke(0x9000, 1))).contains("other code changed in memory: 9000");
    }

    @Test
    void usesItUntilTheScreenIsFull() {
        FakeEmulator.Shell needsRoom = (guest, line) -> {
            if (line.equals("go") && guest.holds("OK") && guest.screen().cursorRow() < 24) {
                guest.printRow("OK");
            }
            return GOES_ON;
        };
        assertThat(prove(needsRoom, AFTER, "Add go", GO)).contains("'go': the same keys a 12th time");
        assertThat(prove(needsRoom, AFTER, "Add go, once for each screen", GO)).startsWith("PASS");
    }

    @Test
    void countsNoTestThatHoldsWhereNothingHappens() {
        Scenario weak = scenario("absent \"no\"", "contains \"go\"");
        FakeEmulator.Shell shell = (guest, line) -> {
            if (line.equals("go") && !guest.holds("OK")) {
                guest.printRow("no such line");
            }
            return GOES_ON;
        };
        assertThat(prove(shell, AFTER, "Add go", weak))
                .startsWith("FAIL - nothing is proved: the new scenario 'go' does not count, because all it expects");
    }

    @Test
    void refusesAnotherPromptUnlessTheGoalAsksForIt() {
        BootImage other = image("OK", "$ ");
        assertThat(prove(shell((guest, line) -> {}), other, "Add go", GO))
                .startsWith("FAIL - the change breaks 'base: does nothing that was not asked for'")
                .contains("wanted the prompt \"> \" as before, since the goal asks for no other, got \"$ \"");
        assertThat(prove(shell((guest, line) -> {}), other, "Add go and change the prompt", GO))
                .startsWith("PASS");
    }

    /** Proves with six new scenarios, of which the judge looks at three on its own. */
    private static String prove(FakeEmulator judge, FakeEmulator faster) {
        List<Scenario> added = IntStream.range(0, 6)
                .mapToObj(i ->
                        new Scenario("go" + i, List.of(new Step("go" + i + "{Enter}", List.of("contains \"OK\"")))))
                .toList();
        return new QemuTester(judge, faster)
                .prove(BEFORE, AFTER, new Change(List.of(OWN), List.of(), "Add go"), added, List.of(), OPTIONS)
                .summary();
    }

    private static FakeEmulator goes(String untidy) {
        return new FakeEmulator((guest, line) -> {
            if (guest.holds("OK") && line.startsWith("go")) {
                guest.printRow("OK");
                guest.poke(line.equals(untidy) ? 0x7E80 : OWN.first(), 1);
            }
            return GOES_ON;
        });
    }

    @Test
    void looksAtEveryScenarioOnTheFasterMachineAndLetsTheJudgeConfirm() {
        for (int i = 0; i < 6; i++) {
            assertThat(prove(goes("go" + i), goes("go" + i)))
                    .startsWith("FAIL")
                    .contains("'go" + i + "'", "other code changed in memory: 7E80");
        }
    }

    @Test
    void takesTheFasterMachineForNoJudge() {
        assertThat(prove(goes("nothing"), goes("go1"))).startsWith("PASS");
        assertThat(prove(goes("nothing"), new FakeEmulator((guest, line) -> HANGS)))
                .startsWith("PASS");
    }
}
