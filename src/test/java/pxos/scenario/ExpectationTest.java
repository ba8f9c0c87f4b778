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
        assertThat(unmet("no reset", SCREEN.resting(Rest.RESET)))
                .isEqualTo("wanted no reset, got a machine that asked for a reset");
        assertThat(unmet("idle", SCREEN.resting(Rest.HALTED))).startsWith("wanted a machine that waits for a key");
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
                "row \"a\\n\"|behind \\ only \" or \\ can stand, at character 8",
                "row \"a\" \"b\"|unexpected text behind the expectation, at character 9",
                "contains \"\"|the text must not be empty",
                "contains count 0 \"a\"|how many times is a number from 1 to 2000, not 0",
                "cursor 25 0|the cursor's row is a number from 0 to 24, not 25, at character 8",
                "cursor 1|its column is a number from 0 to 79",
                "attribute 107 of \"a\"|an attribute is a hexadecimal number from 0 to FF, not 107",
                "attribute 07 \"a\"|'of' is missing behind the attribute",
                "no idea|'no' is followed by 'reset'",
                "memory 0600 61|'=' is missing behind the address",
                "memory 100000 = 1|an address is a hexadecimal number from 0 to FFFFF, not 100000",
                "memory 0600 = 161|a byte is a hexadecimal number from 0 to FF, not 161",
                "memory FFFFF = 1 2|at most 512 bytes up to FFFFF can be compared",
                "idle now|unexpected text behind the expectation",
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
                    new pxos.os.TextScreen(cells, random.nextInt(256), random.nextInt(256)), Rest.NEVER);
            try {
                assertThat(Expectation.parse(text.toString()).check(noise)).isNotNull();
            } catch (Problem e) {
                assertThat(e).hasMessageContaining("at character");
            }
        }
    }
}
