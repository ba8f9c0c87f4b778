package pxos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.json.Json;

class PrintableTest {

    /** ESC, BEL, CR, DEL, C1's CSI, bidi override and isolate, zero width space, line separator, lone surrogates, a tag. */
    static final String BAD =
            "\u001b\u0007\r\u007f\u009b\u202e\u2066\u200b\u2028\ud800\udc00".replace("\ud800\udc00", "\udc00\ud800")
                    + "\udb40\udc41";

    @Test
    void showsNothingThatMovesACursorHidesOrTurnsLettersRound() {
        assertThat(Printable.text("a" + BAD + "b")).matches("a\uFFFD{12}b");
        assertThat(Printable.line("a" + BAD + "b\n\tc")).isEqualTo("a b c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Grüße, 世界 🙂 👩‍🚀", "two\nlines\tand a tab", "┌─┐ … → ✓", ""})
    void leavesWhatPeopleWrite(String text) {
        assertThat(Printable.text(text)).isEqualTo(text);
    }

    @Test
    void escapesInJsonWhatMayNotBeShownAndKeepsWhatItMeans() {
        String json = Json.write(Json.object().put("a\u009b\u202e", "b" + BAD));
        assertThat(json).isEqualTo(Printable.text(json));
        assertThat(Json.read(json)).isEqualTo(Json.object().put("a\u009b\u202e", "b" + BAD));
    }
}
