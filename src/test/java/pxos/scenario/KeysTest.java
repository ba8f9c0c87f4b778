package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;

class KeysTest {

    private static final int SHIFT = 0xFFE1;

    private static List<List<Integer>> keys(String text) {
        return Keys.parse(text).stream()
                .map(input -> ((Input.KeyStroke) input).keys())
                .toList();
    }

    @Test
    void typesTextWithShiftWhereAUsKeyboardNeedsIt() {
        assertThat(keys("aZ1!_ \""))
                .containsExactly(
                        List.of((int) 'a'),
                        List.of(SHIFT, (int) 'z'),
                        List.of((int) '1'),
                        List.of(SHIFT, (int) '1'),
                        List.of(SHIFT, (int) '-'),
                        List.of((int) ' '),
                        List.of(SHIFT, (int) '\''));
    }

    @Test
    void typesEveryPrintableCharacter() {
        for (char c = ' '; c <= '~'; c++) {
            assertThat(keys(c == '{' ? "{{" : String.valueOf(c)))
                    .as("character %c", c)
                    .hasSize(1);
        }
    }

    @Test
    void waitsInTimerTicks() {
        assertThat(Keys.parse("a{Wait 20}b{wait 1000}"))
                .filteredOn(Input.Wait.class::isInstance)
                .containsExactly(new Input.Wait(20), new Input.Wait(1000));
        assertThat(Keys.parse("{Wait 7}")).extracting(Input::text).containsExactly("{Wait 7}");
        for (String wrong : List.of("{Wait}", "{Wait 0}", "{Wait 1001}", "{Wait 2s}")) {
            assertThatThrownBy(() -> Keys.parse(wrong))
                    .isInstanceOf(Problem.class)
                    .hasMessageStartingWith(
                            "{Wait N} lets N timer ticks pass, 18 a second; N is a number from 1 to 1000");
        }
    }

    @Test
    void readsSpecialKeysAndChordsWithoutRegardToCase() {
        assertThat(keys("{enter}{F12}{PageUp}{Ctrl+C}{Alt+x}{Ctrl+Alt+Delete}{Shift+a}"))
                .containsExactly(
                        List.of(0xFF0D),
                        List.of(0xFFC9),
                        List.of(0xFF55),
                        List.of(0xFFE3, SHIFT, (int) 'c'),
                        List.of(0xFFE9, (int) 'x'),
                        List.of(0xFFE3, 0xFFE9, 0xFFFF),
                        List.of(SHIFT, (int) 'a'));
    }

    @Test
    void repeatsAKey() {
        assertThat(Keys.parse("{a*79}{Backspace*12}{**2}")).hasSize(93);
        assertThat(keys("{**2}")).containsExactly(List.of(SHIFT, (int) '8'), List.of(SHIFT, (int) '8'));
    }

    @Test
    void readsALiteralBraceAndAPowerCycle() {
        assertThat(Keys.parse("{{}{Boot}")).extracting(Input::text).containsExactly("{{", "}", "{Boot}");
        assertThat(Keys.parse("{boot}")).containsExactly(new Input.PowerCycle());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ab{Entr}|unknown key 'Entr' in {Entr}; did you mean {Enter}?, at character 3 of: ab{Entr}",
                "{Strg+c}|unknown key 'Strg' in {Strg+c}; known are",
                "{Whatever}|known keys are Boot, Wait N, Backspace, Delete",
                "abc{Enter|a { is never closed (write {{ for a literal brace), at character 4",
                "{a*0}|the count in {a*0} must be a number from 1 to 1000",
                "{a*1001}|must be a number from 1 to 1000",
                "{a*-1}|must be a number from 1 to 1000",
                "{a*99999999999}|must be a number from 1 to 1000",
                "{}|a { is never closed",
                "é|a US keyboard has no key for 'é' (U+00E9), at character 1",
            })
    void refusesWhatCannotBeTyped(String keys, String message) {
        assertThatThrownBy(() -> Keys.parse(keys))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(message.replace("known are", "known keys are"));
    }

    @Test
    void saysHowALineBreakIsTyped() {
        assertThatThrownBy(() -> Keys.parse("help\n")).hasMessageContaining("a line break is typed as {Enter}");
    }

    @Test
    void refusesMoreKeysThanAStepMayType() {
        assertThatThrownBy(() -> Keys.parse("{a*1000}".repeat(6))).hasMessage("a step types at most 5000 keys");
    }

    @Test
    void endsForAnyText() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append("{}*+aE1 \"\\FnterCl\u00e9".charAt(random.nextInt(18)));
            }
            try {
                assertThat(Keys.parse(text.toString())).isNotNull();
            } catch (Problem e) {
                assertThat(e).hasMessageMatching("(?s).*(at character|at most).*");
            }
        }
    }
}
