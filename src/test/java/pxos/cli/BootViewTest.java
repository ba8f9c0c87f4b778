package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.os.TextScreen;
import pxos.pixel.picture.VgaFilm.Frame;
import pxos.scenario.Input;

/** A person in front of a machine that writes each key into its last row. */
class BootViewTest {

    private static final int LAST_ROW = 24;

    private final StringWriter shown = new StringWriter();
    private final List<String> pressed = new ArrayList<>();
    private final Deque<List<String>> typed = new ArrayDeque<>();
    private KeyInput.Size size = new KeyInput.Size(24, 80);

    private final BootView.Guest guest = new BootView.Guest() {
        @Override
        public TextScreen screen() {
            byte[] cells = TextScreen.blank().cells();
            put(cells, 0, "first", 0x07);
            for (int i = 0; i < pressed.size(); i++) {
                put(cells, LAST_ROW * TextScreen.COLUMNS + i, pressed.get(i).substring(0, 1), 0x1E);
            }
            return new TextScreen(cells, pressed.isEmpty() ? 0 : LAST_ROW, pressed.size());
        }

        @Override
        public void press(Input.KeyStroke key) {
            pressed.add(key.text());
        }

        @Override
        public boolean isRunning() {
            return true;
        }
    };

    private final KeyInput keys = new KeyInput() {
        @Override
        public List<String> typed(long waitMillis) {
            return typed.isEmpty() ? List.of(TypedKeys.LEAVE) : typed.poll();
        }

        @Override
        public Size size() {
            return size;
        }
    };

    private static void put(byte[] cells, int cell, String text, int attribute) {
        for (int i = 0; i < text.length(); i++) {
            cells[2 * (cell + i)] = (byte) text.charAt(i);
            cells[2 * (cell + i) + 1] = (byte) attribute;
        }
    }

    /** @param rounds the key that is typed in each, empty for none */
    private List<Frame> run(String... rounds) {
        for (String key : rounds) {
            typed.add(key.isEmpty() ? List.of() : List.of(key));
        }
        return new BootView(guest, keys, new Door(shown), true).run();
    }

    @Test
    void givesTheTerminalBackWhenThePersonLeaves() {
        run("");
        assertThat(shown.toString())
                .startsWith("\033[?1049h")
                .endsWith("\033[?25h\033[?1049l")
                .contains("first");
    }

    @Test
    void saysAllTheTimeHowToLeave() {
        run("");
        assertThat(shown.toString()).contains("\033[24;1H\033[0;7m pxOS: Ctrl-C leaves, rows 1-23 of 25 ");
    }

    @Test
    void showsTheRowWithTheCursorInATerminalOfTwentyFourRows() {
        run("", "x");
        assertThat(pressed).containsExactly("x");
        assertThat(shown.toString())
                .as("row 25 in row 23")
                .contains("\033[23;1H\033[0;93;44mx")
                .contains("rows 3-25 of 25");
    }

    @Test
    void showsAllRowsWhereThereIsRoom() {
        size = new KeyInput.Size(40, 120);
        run("", "x");
        assertThat(shown.toString())
                .contains("\033[25;1H\033[0;93;44mx")
                .contains("\033[26;1H")
                .doesNotContain("of 25");
    }

    @Test
    void drawsOnlyWhatDiffers() {
        run("");
        int once = shown.toString().length();
        shown.getBuffer().setLength(0);
        pressed.clear();
        run("", "", "", "");
        assertThat(shown.toString()).hasSize(once);
    }

    @Test
    void keepsEveryScreenForAFilm() {
        List<Frame> film = run("", "a", "b", "");
        assertThat(film).hasSize(3);
        assertThat(film.get(2).screen().row(LAST_ROW)).startsWith("ab");
    }
}
