package pxos.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextScreenTest {

    private static TextScreen with(int row, int column, int character, int attribute) {
        byte[] cells = TextScreen.blank().cells();
        cells[(row * 80 + column) * 2] = (byte) character;
        cells[(row * 80 + column) * 2 + 1] = (byte) attribute;
        return new TextScreen(cells, row, column + 1);
    }

    @Test
    void showsRowsOfEightyCharacters() {
        TextScreen screen = with(3, 79, 'x', 7);
        assertThat(screen.row(3)).hasSize(80).endsWith("x");
        assertThat(screen.rows()).hasSize(25);
        assertThat(screen.rows().get(0)).isEmpty();
    }

    @Test
    void hidesWhatHasTheColourOfItsBackground() {
        TextScreen screen = with(0, 0, 'x', 0x44);
        assertThat(screen.isVisible(0, 0)).isFalse();
        assertThat(screen.row(0)).isBlank();
        assertThat(screen.storedRow(0)).startsWith("x");
        assertThat(with(0, 0, 'x', 0xC4).isVisible(0, 0))
                .as("bit 7 blinks, it is no colour")
                .isFalse();
        assertThat(with(0, 0, 'x', 0x4C).isVisible(0, 0)).isTrue();
    }

    @Test
    void readsCodePage437() {
        assertThat(with(0, 0, 0x01, 7).row(0)).startsWith("☺");
        assertThat(with(0, 0, 0x84, 7).row(0)).startsWith("ä");
        assertThat(with(0, 0, 0xDB, 7).row(0)).startsWith("█");
        assertThat(with(0, 0, 0xFE, 7).row(0)).startsWith("■");
        assertThat(with(0, 0, 0, 7).row(0)).isBlank();
    }

    @Test
    void rendersTheRowsInUseAndTheCursor() {
        assertThat(with(1, 0, '>', 7).toText()).isEqualToNormalizingNewlines(" 0|\n 1|>\ncursor 1 1");
    }

    @Test
    void survivesACursorOutsideTheScreen() {
        assertThat(new TextScreen(TextScreen.blank().cells(), 200, 200).toText())
                .endsWith("cursor 200 200");
    }

    @Test
    void refusesCellsOfAnotherSize() {
        assertThatThrownBy(() -> new TextScreen(new byte[10], 0, 0)).hasMessage("a text screen is 4000 bytes, not 10");
    }
}
