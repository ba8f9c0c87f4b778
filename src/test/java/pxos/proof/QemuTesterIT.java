package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.os.BootImage;
import pxos.proof.qemu.QemuBinary;
import pxos.proof.qemu.QemuEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class QemuTesterIT {

    private static final TestOptions OPTIONS = TestOptions.on(DriveKind.IDE);
    private static final QemuTester TESTER = new QemuTester(
            new QemuEmulator(QemuBinary.locate(System.getenv()), Duration.ofMillis(600), Duration.ofSeconds(2)));

    @AfterAll
    static void endQemu() {
        TESTER.close();
    }

    private static Scenario scenario(String name, Object... keysAndExpectations) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < keysAndExpectations.length; i += 2) {
            steps.add(new Step(
                    (String) keysAndExpectations[i], List.of(((String) keysAndExpectations[i + 1]).split(" *; *"))));
        }
        return new Scenario(name, steps);
    }

    private static Scenario go(String expect) {
        return scenario("go", "go{Enter}", expect);
    }

    private static TestReport test(String image, Scenario... scenarios) throws Exception {
        return TESTER.test(Images.assemble(image), List.of(scenarios), OPTIONS);
    }

    private static void assertPass(TestReport report) {
        assertThat(report.verdict()).as(ReportTable.of(report, true)).isEqualTo(Verdict.PASS);
    }

    @ParameterizedTest
    @EnumSource
    void seesWhatAFeatureShows(DriveKind drive) throws Exception {
        TestReport report = TESTER.test(
                Images.assemble("good"),
                List.of(
                        go(
                                "rows \"{prompt}go\" \"OK\" \"{prompt}\"; cursor after \"{prompt}\"; attribute 07 of \"OK\""),
                        scenario("erases", "abcd{Backspace}", "row \"{prompt}abc\"; memory 0600 = 61 62 63"),
                        scenario("other keys do nothing", "{F1}{Up}{Esc}{Tab}{Ctrl+C}{Alt+x}", "row \"{prompt}\""),
                        scenario("fresh", "", "contains count 1 \"{prompt}\"; row \"{banner}\"; absent \"OK\"")),
                TestOptions.on(drive));
        assertPass(report);
        assertThat(report.bootScreen().orElseThrow().rows()).startsWith("MINI OS", "mini>");
    }

    @Test
    void typesNoFasterThanTheMachineReads() throws Exception {
        String alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
        assertPass(test("slow", scenario("all of them", alphabet, "row \"{prompt}" + alphabet + "\"")));
    }

    @Test
    void typesEveryCharacterOfAUsKeyboard() throws Exception {
        assertPass(test("good", typed(' ', 'N'), typed('O', '~')));
    }

    private static Scenario typed(char first, char last) {
        StringBuilder keys = new StringBuilder();
        StringBuilder codes = new StringBuilder();
        for (char c = first; c <= last; c++) {
            keys.append(c == '{' ? "{{" : c);
            codes.append(String.format(" %02X", (int) c));
        }
        return scenario("from " + first, keys.toString(), "memory 0600 =" + codes);
    }

    @Test
    void typesEveryKeyThatHasNoCharacter() throws Exception {
        // Words in the keyboard ring of the BIOS: low byte E0 for a prefixed key, high byte its scan code.
        assertPass(test(
                "good",
                scenario(
                        "keys",
                        "{F1}{F10}{F11}{F12}{Home}{Up}{PageUp}{Left}{Right}{End}{Down}{PageDown}{Insert}{Delete}",
                        "memory 041E = 00 3B 00 44 00 85 00 86 E0 47 E0 48 E0 49 E0 4B E0 4D E0 4F E0 50 E0 51 E0 52 E0 53"),
                scenario(
                        "chords",
                        "{Shift+F1}{Ctrl+F1}{Alt+F1}{Ctrl+a}{Alt+a}{Esc}{Tab}",
                        "memory 041E = 00 54 00 5E 00 68 01 1E 00 1E 1B 01 09 0F")));
    }

    @Test
    void losesNoKeyOfTwoHundredTypedFast() throws Exception {
        assertPass(test(
                "good",
                scenario(
                        "long lines",
                        ("aB3{Space}" + "xyz".repeat(20) + "{Enter}").repeat(3),
                        "contains count 3 \"aB3 " + "xyz".repeat(20) + "\""),
                scenario("79 at most", "{a*79}bcd", "rows \"{prompt}" + "a".repeat(74) + "\" \"aaaaa\"; cursor 2 5"),
                scenario("across the wrap", "{a*79}{Backspace*79}", "row \"{prompt}\"; cursor after \"{prompt}\""),
                scenario("keys that say nothing", "{F12*9}{Up*9}{Esc*9}a{Alt+x*9}b", "row \"{prompt}ab\""),
                scenario("scrolls", "{Enter*40}", "cursor 24 6; contains count 25 \"{prompt}\"")));
    }

    @Test
    void takesAResetThatWasAskedForAndGoesOn() throws Exception {
        assertPass(test(
                "reboot",
                scenario(
                        "reboots",
                        "go{Enter}",
                        "reset",
                        "",
                        "row \"{banner}\"; cursor 1 6",
                        "abc{Boot}x",
                        "row \"{prompt}x\"; absent \"abc\"",
                        "{Enter}go{Enter}",
                        "reset")));
        assertPass(test("reset-cf9", go("reset"), go("reset")));
        assertPass(test("jump-to-reset", go("reset"), go("reset")));
        assertPass(test("halt", go("halted"), go("halted; no reset")));
    }

    @Test
    void seesAProgramThatRunsOnUntilAKey() throws Exception {
        assertPass(test(
                "dots",
                scenario(
                        "dots",
                        "go{Enter}{Wait 5}",
                        "running; row \".....\"",
                        "{Wait 3}",
                        "running; row \"........\"",
                        "x{Wait 1}",
                        "idle; rows \"........\" \"{prompt}\"")));
        TestReport report = test("dots", scenario("not at rest", "go{Enter}", "row \"OK\""));
        assertThat(report.results().get(2).because()).startsWith("timeout: awaited the end of typing for");
        report = test("good", go("running"));
        assertThat(report.results().get(2).because())
                .isEqualTo("wanted a machine that runs on, got one that waits for a key in the BIOS");
    }

    @Test
    void hearsTheSpeaker() throws Exception {
        assertPass(test(
                "tone",
                go("sound; silent; port 42 = A9 04; port 43 = B6"),
                scenario(
                        "nothing else does",
                        "x{Enter}",
                        "no sound; silent",
                        "go{Enter}",
                        "sound",
                        "{Enter}",
                        "no sound")));
        TestReport report = test("tone", go("port 42 = A9 05; no sound"), scenario("quiet", "x{Enter}", "sound"));
        assertThat(report.results().get(2).because()).startsWith("wanted A9 05 written to port 42, got A9 04");
        assertThat(report.results().get(3).because())
                .isEqualTo("wanted a sound, got a speaker that nobody switched on");
    }

    @Test
    void isNotFooledByAWaitInTheBios() throws Exception {
        assertPass(test("bios-wait", go("row \"OK\"")));
        assertPass(test("press-key", scenario("press", "go{Enter}", "absent \"OK\"; idle", "x", "row \"OK\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "triple-fault|triple fault: CS:IP 0000:7E14, 7E14 at feature+5 (bytes CD 03",
                "jump-to-reset|unrequested reset",
                "spin|spin: computed for",
                "spin|it runs around 7E0F at feature.loop",
                "sleep|timeout: awaited the end of typing",
                "divide-error|raises an exception there again and again (divide error)",
                "invalid-opcode|again and again (invalid opcode)",
                "halt|halt with interrupts off: CS:IP 0000:7E11, HLT just before 7E11 at feature+2",
                "reboot|unrequested reset: the machine asked for a reset that the step does not expect",
                "reset-cf9|unrequested reset",
                "newer|instruction of a later processor: the processor executed 7E11 at feature+2 (bytes 0F 44 C3",
                "disk-write|disk write: the machine wrote to its disk, up to byte 2560",
                "boot-sector|boot sector changed in memory: 7DF0",
                "outside|execution outside the zones: the processor executed 6000",
                "runaway|execution outside the zones: the processor executed 3000",
                "black-on-black|with attribute 00, which nobody can see",
                "wrong-text|wanted the row \"OK\", got no such text; the last rows are \"mini> go\", \"K0\", \"mini>\"",
                "nothing|wanted the row \"OK\"",
                "press-key|wanted the row \"OK\"",
            })
    void namesWhatIsWrongWithAFeature(String image, String because) throws Exception {
        TestReport report = TESTER.test(Images.assemble(image), List.of(go("row \"OK\"")), OPTIONS);
        ScenarioResult result = report.results().get(2);
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.because()).contains(because);
        assertThat(result.evidence().orElseThrow().toText()).contains("keys typed: go{Enter}", "screen:", "EAX=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "triple-fault|reset|triple fault",
                "halt|reset|halt with interrupts off",
                "reboot|halted|unrequested reset",
                "good|reset|wanted a machine that asked for a reset, got one that waits for a key",
                "good|halted|wanted a machine that is halted for good",
            })
    void tellsOneEndFromAnother(String image, String expect, String because) throws Exception {
        TestReport report = test(image, go(expect));
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.results().get(2).because()).startsWith(because);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dead-boot|base: boots to its prompt|spin: computed for",
                "invisible-prompt|base: boots to its prompt|attribute 00, which nobody can see",
                "deaf|base: echoes keys|wanted the keys pxos to show on the screen",
            })
    void passesNoOsThatFailsTheBaseChecks(String image, String check, String because) throws Exception {
        TestReport report = test(image, go("idle"));
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.failures().get(0).name()).isEqualTo(check);
        assertThat(report.failures().get(0).because()).contains(because);
        assertThat(report.failures().get(1).because()).isEqualTo("not run: the OS does not pass the base checks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk-write", "write-and-halt", "triple-fault", "halt", "boot-sector", "reboot", "outside"})
    void startsEachScenarioFromTheFreshPromptWhateverHappenedBefore(String image) throws Exception {
        Scenario fresh = scenario("fresh", "abc", "rows \"{banner}\" \"{prompt}abc\"; memory 0600 = 61 62 63");
        TestReport report = test(image, go("row \"OK\""), fresh, go("row \"OK\""), fresh);
        assertThat(report.results())
                .extracting(ScenarioResult::verdict)
                .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.PASS, Verdict.FAIL, Verdict.PASS);
        assertThat(report.results().get(4).because())
                .isEqualTo(report.results().get(2).because());
    }

    @Test
    void provesAChangeRedThenGreen() throws Exception {
        BootImage before = Images.assemble("nothing");
        BootImage after = Images.assemble("good");
        Scenario same = scenario("echo", "abc", "row \"{prompt}abc\"");
        Discrimination proof = TESTER.prove(
                before, after, Change.of(after, ""), List.of(go("row \"OK\""), same), List.of(same), OPTIONS);
        assertThat(proof.summary()).startsWith("PASS - 4 checks passed, 1 of 2 new ones fail without the change");
        assertThat(TESTER.prove(after, after, Change.of(after, ""), List.of(go("row \"OK\"")), List.of(), OPTIONS)
                        .summary())
                .isEqualTo("FAIL - nothing is proved: every new scenario passed without the change: 'go'");
        assertThat(TESTER.prove(after, before, Change.of(before, ""), List.of(same), List.of(go("row \"OK\"")), OPTIONS)
                        .summary())
                .startsWith("FAIL - the change breaks 'go'");
    }

    @Test
    void givesTheSameVerdictsEachTime() throws Exception {
        BootImage image = Images.assemble("good");
        List<Scenario> scenarios = new ArrayList<>();
        IntStream.range(0, 20)
                .forEach(i -> scenarios.add(scenario(
                        "scenario " + i,
                        "go{Enter}{a*" + (i * 3 + 1) + "}",
                        i % 2 == 0 ? "row \"OK\"" : "row \"KO\"")));
        List<Verdict> first = verdicts(image, scenarios);
        for (int i = 0; i < 5; i++) {
            assertThat(verdicts(image, scenarios)).isEqualTo(first);
        }
    }

    private static List<Verdict> verdicts(BootImage image, List<Scenario> scenarios) {
        return TESTER.test(image, scenarios, OPTIONS).results().stream()
                .map(ScenarioResult::verdict)
                .toList();
    }

    @Test
    void bootsADiskThatHoldsMoreThanPxos() throws Exception {
        BootImage image = Images.assemble("good");
        byte[] disk = java.util.Arrays.copyOf(image.bytes(), DiskImage.FLOPPY_BYTES);
        disk[DiskImage.FLOPPY_BYTES - 1] = 1;
        assertPass(TESTER.test(image, DiskImage.ofBytes(disk), List.of(go("row \"OK\"")), OPTIONS));
    }

    @Test
    void runsNothingAfterTheDeadline() throws Exception {
        TestReport report =
                TESTER.test(Images.assemble("good"), List.of(go("idle")), OPTIONS.withDeadline(Duration.ZERO));
        assertThat(report.summary()).startsWith("ERROR - 2 of 3 checks").contains("the whole test took longer");
    }
}
