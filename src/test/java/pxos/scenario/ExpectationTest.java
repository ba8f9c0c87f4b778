package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Observation.Rest;

class ExpectationTest {

    private static final FakeObservation SCREEN =
            FakeObservation.showing("pxOS v1", "> help", "help clear", "say \"hi\" \\o/", "> ");

    private static String unmet(String expectation, Observation observation) {
        return Expectation.parse(expectation)
                .check(observation)
                .map(Unmet::toString)
                .orElse("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "row \"{banner}\"",
                "answer row \"help clear\"",
                "answer rows \"help clear\" \"say \\\"hi\\\" \\\\o/\"",
                "answer contains count 1 \"help\"",
                "answer absent \"pxOS\"",
                "answer absent \">\"",
                "answer attribute 07 of \"clear\"",
                "silent",
                "no sound",
                "row \"{prompt}help\"",
                "row \"> help   \"",
                "rows \"> help\" \"help clear\"",
                "contains \"elp cl\"",
                "contains count 2 \"help\"",
                "contains \"say \\\"hi\\\" \\\\o/\"",
                "absent \"reboot\"",
                "cursor 4 2",
                "cursor after \"{prompt}\"",
                "attribute 07 of \"help clear\"",
                "attribute 7 of \"{prompt}\"",
                "no reset",
                "idle",
                "memory 0610 = 10 11 12",
                "memory 0x610 = 0x10",
                "  row   \"\"  ",
            })
    void isSatisfied(String expectation) {
        assertThat(unmet(expectation, SCREEN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "row \"help\"|wanted the row \"help\", got row 2 \"help clear\"",
                "row \"xyz\"|wanted the row \"xyz\", got no such text; the last rows are \"help clear\", \"say",
                "rows \"> help\" \"say\"|wanted the rows \"> help\" above \"say\", got row 3 \"say",
                "rows \"help clear\" \"> help\"|got each of them, but not directly below each other",
                "contains \"reboot\"|wanted \"reboot\" on the screen, got no such text",
                "contains count 3 \"help\"|wanted 3 times \"help\" on the screen, got it 2 times",
                "absent \"clear\"|wanted no \"clear\" on the screen, got row 2 \"help clear\"",
                "cursor 3 2|wanted the cursor at 3 2, got it at 4 2",
                "cursor after \"> help\"|wanted the cursor at 1 6 after \"> help\", got it at 4 2",
                "cursor after \"nowhere\"|wanted the cursor after the row \"nowhere\", got no such text",
                "attribute 1F of \"help clear\"|wanted attribute 1F of \"help clear\", got 07 at row 2, column 0",
                "reset|wanted a machine that asked for a reset, got one that waits for a key in the BIOS",
                "halted|wanted a machine that is halted for good (HLT with interrupts off), got one that waits",
                "memory 0610 = 10 FF|wanted 10 FF at 0610, got 10 11",
            })
    void saysWhatWasWantedAndWhatWasThere(String expectation, String message) {
        assertThat(unmet(expectation, SCREEN)).contains(message);
    }

    @Test
    void tellsHowTheMachineCameToRest() {
        assertThat(unmet("reset", SCREEN.resting(Rest.RESET))).isEmpty();
        assertThat(unmet("halted", SCREEN.resting(Rest.HALTED))).isEmpty();
        assertThat(unmet("running", SCREEN.resting(Rest.RUNS))).isEmpty();
        assertThat(unmet("no reset", SCREEN.resting(Rest.RESET)))
                .isEqualTo("wanted no reset, got a machine that asked for a reset");
        assertThat(unmet("idle", SCREEN.resting(Rest.HALTED))).startsWith("wanted a machine that waits for a key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "row like \"##:##:##\"|",
                "row like \"09:##:0#\"|",
                "row \"09:15:07\"|",
                "contains like \"#:#\"|",
                "contains count 2 like \"#:#\"|",
                "cursor after like \"##:##:##\"|",
                "row like \"###:##\"|wanted the row \"###:##\", got no such text",
                "row \"##:##:##\"|wanted the row \"##:##:##\", got no such text",
                "absent like \"0#\"|wanted no \"0#\" on the screen, got row 0 \"09:15:07\"",
            })
    void aNumberSignOfAPatternIsAnyDigit(String expectation, String message) {
        String unmet = unmet(expectation, FakeObservation.showing("09:15:07"));
        assertThat(unmet).startsWith(message == null ? "" : message);
        assertThat(unmet.isEmpty()).isEqualTo(message == null);
    }

    @Test
    void aPatternInRowsHoldsForTheRowsBehindIt() {
        FakeObservation screen = FakeObservation.showing("dice #", "4", "17");
        assertThat(unmet("rows \"dice #\" like \"#\" \"##\"", screen)).isEmpty();
        assertThat(unmet("rows like \"#\" \"##\"", screen)).isEmpty();
        assertThat(unmet("rows \"dice #\" \"#\"", screen)).startsWith("wanted");
    }

    @Test
    void bannerAndPromptAreNoAnswer() {
        FakeObservation screen = FakeObservation.showing("Error: none", "> a: b", "1:2", "> ");
        assertThat(unmet("answer contains count 1 \":\"", screen)).isEmpty();
        assertThat(unmet("answer absent \"Error\"", screen)).isEmpty();
        assertThat(unmet("answer contains \"none\"", screen))
                .isEqualTo("wanted \"none\" on the screen, in the answer, got no such text; the last rows are \"1:2\"");
        assertThat(unmet("answer contains \"3\"", FakeObservation.showing("Error: none")))
                .startsWith("wanted");
    }

    @Test
    void hearsWhatTheSpeakerIsTold() {
        FakeObservation beep = SCREEN.writing(0x43, 0xB6).writing(0x42, 0xA9, 4).writing(0x61, 0x23);
        assertThat(unmet("sound", beep)).isEmpty();
        assertThat(unmet("port 42 = a9 04", beep)).isEmpty();
        assertThat(unmet("port 42 = A9", beep)).isEqualTo("wanted A9 written to port 42, got A9 04");
        assertThat(unmet("port 40 = 00", beep)).isEqualTo("wanted 00 written to port 40, got nothing written");
        assertThat(unmet("silent", beep)).isEqualTo("wanted a speaker that is off again, got one that is still on");
        assertThat(unmet("silent", beep.writing(0x61, 0x20))).isEmpty();
        assertThat(unmet("no sound", beep)).isEqualTo("wanted no sound, got a speaker that was switched on");
        assertThat(unmet("sound", SCREEN.writing(0x61, 0x22))).startsWith("wanted a sound, got a speaker that nobody");
    }

    @Test
    void takesTextInTheColourOfItsBackgroundForABlank() {
        FakeObservation black = FakeObservation.showing(0, "OK");
        assertThat(unmet("row \"OK\"", black))
                .isEqualTo("wanted the row \"OK\", got it in row 0, but with attribute 00, which nobody can see");
        assertThat(unmet("absent \"OK\"", black)).isEmpty();
        assertThat(unmet("attribute 00 of \"OK\"", black)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "line \"a\"|unknown expectation 'line'; an expectation starts with row, rows, contains, absent",
                "``|unknown expectation ''",
                "row a|a text in double quotes is missing, at character 5 of: row a",
                "row \"a|a text in double quotes is never closed, at character 5",
                "row \"a\\n\"|after \\ only \" or \\ can stand, at character 8",
                "row \"a\" \"b\"|unexpected text after the expectation, at character 9",
                "contains \"\"|the text must not be empty",
                "contains count 0 \"a\"|how many times is a number from 1 to 2000, not 0",
                "cursor 25 0|the cursor's row is a number from 0 to 24, not 25, at character 8",
                "cursor 1|its column is a number from 0 to 79",
                "attribute 107 of \"a\"|an attribute is a hexadecimal number from 0 to FF, not 107",
                "attribute 07 \"a\"|'of' is missing after the attribute",
                "no idea|'no' is followed by 'reset', 'sound' or 'file'",
                "answer idle|'answer' is followed by row, rows, contains, absent or attribute, at character 8",
                "port 60 = 1|only the ports of timer and speaker are seen: 40, 41, 42, 43 and 61",
                "port 42|'=' is missing after the address",
                "memory 0600 61|'=' is missing after the address",
                "memory 100000 = 1|an address is a hexadecimal number from 0 to FFFFF, not 100000",
                "memory 0600 = 161|a byte is a hexadecimal number from 0 to FF, not 161",
                "memory FFFFF = 1 2|at most 512 bytes up to FFFFF can be compared",
                "idle now|unexpected text after the expectation",
            })
    void refusesWhatIsNoExpectation(String text, String message) {
        assertThatThrownBy(() -> Expectation.parse(text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(message);
    }

    @Test
    void endsForAnyTextAndAnyScreen() {
        Random random = new Random(2);
        String[] words = {
            "row",
            "rows",
            "contains",
            "count",
            "cursor",
            "after",
            "memory",
            "=",
            "07",
            "\"",
            "\\",
            "of",
            "attribute",
            "no",
            "reset",
            "{prompt}",
            " ",
            "é",
            "9"
        };
        byte[] cells = new byte[4000];
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(8); length > 0; length--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            random.nextBytes(cells);
            Observation noise = new FakeObservation(
                    new pxos.os.TextScreen(cells, random.nextInt(256), random.nextInt(256)),
                    Rest.NEVER,
                    java.util.List.of());
            try {
                assertThat(Expectation.parse(text.toString()).check(noise)).isNotNull();
            } catch (Problem e) {
                assertThat(e).hasMessageContaining("at character");
            }
        }
    }
}
