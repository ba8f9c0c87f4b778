package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.os.TextScreen;

class BackgroundTest {

    private static TextScreen screen(int cursorRow, int cursorColumn, String... rows) {
        byte[] cells = TextScreen.blank().cells();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length(); column++) {
                cells[2 * (row * TextScreen.COLUMNS + column)] = (byte) rows[row].charAt(column);
            }
        }
        return new TextScreen(cells, cursorRow, cursorColumn);
    }

    private static List<String> shown(TextScreen screen, int rows) {
        return screen.rows().subList(0, rows);
    }

    @Test
    void aFrameAroundTheScreenIsTakenAway() {
        TextScreen before = screen(1, 2, "hello   |", ">       |", "        |");
        TextScreen after = screen(2, 2, "hello   |", "> qz    |", ">       |");

        assertThat(shown(new Background(before).takenFrom(after), 3)).containsExactly("hello   |", "> qz", ">");
    }

    @Test
    void alsoWhereItHasScrolled() {
        TextScreen before = screen(2, 2, "a       |", "b       |", ">       |", "        |");
        TextScreen after = screen(2, 2, "b       |", "> qz    |", "answer  |", ">        ");

        assertThat(shown(new Background(before).takenFrom(after), 4))
                .containsExactly("b       |", "> qz", "answer", ">");
    }

    @Test
    void whatIsWrittenLaterStays() {
        TextScreen before = screen(1, 2, "hello", "> ");
        TextScreen after = screen(2, 2, "hello", "> qz    |", "*");

        assertThat(shown(new Background(before).takenFrom(after), 3)).containsExactly("hello", "> qz    |", "*");
    }
}
