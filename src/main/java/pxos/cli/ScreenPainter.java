package pxos.cli;

import java.io.PrintWriter;
import pxos.cli.KeyInput.Size;
import pxos.os.TextScreen;

/**
 * Shows the screen of a PC on a terminal, with a line below it that says how to leave. A terminal with fewer than 26 rows
 * shows those around the cursor.
 */
final class ScreenPainter {

    private static final String BEGIN = "\033[?1049h\033[2J";
    static final String END = "\033[0m\033[?25h\033[?1049l";
    private static final String CLEAR = "\033[0m\033[2J";
    private static final String CLEAR_TO_END = "\033[0m\033[K";
    private static final String REVERSE = "\033[0;7m";
    private static final String HIDE_CURSOR = "\033[?25l";
    private static final String SHOW_CURSOR = "\033[?25h";

    /** ANSI's number of each VGA colour: VGA counts blue first, ANSI red. */
    private static final int[] ANSI = {0, 4, 2, 6, 1, 5, 3, 7};

    private final PrintWriter out;
    private final String help;
    private Size size;
    private String[] shown = {};
    private TextScreen last;

    /** @param help how to leave */
    ScreenPainter(PrintWriter out, Size size, String help) {
        this.out = out;
        this.size = size;
        this.help = help;
        Door.control(out, BEGIN);
    }

    /** Takes note that the terminal has another size now. */
    void resize(Size now) {
        if (!now.equals(size)) {
            size = now;
            shown = new String[0];
            Door.control(out, CLEAR);
        }
    }

    /** Draws what differs from what is shown. */
    void paint(TextScreen screen) {
        if (screen.equals(last) && shown.length > 0) {
            return;
        }
        last = screen;
        int rows = Math.min(TextScreen.ROWS, size.rows() - 1);
        int columns = Math.min(TextScreen.COLUMNS, size.columns());
        int top = first(screen.cursorRow(), rows, TextScreen.ROWS);
        int left = first(screen.cursorColumn(), columns, TextScreen.COLUMNS);
        String[] now = new String[rows + 1];
        for (int row = 0; row < rows; row++) {
            now[row] = key(screen, top + row, left, columns);
        }
        String part = rows < TextScreen.ROWS ? ", rows " + (top + 1) + "-" + (top + rows) + " of 25" : "";
        now[rows] = Terminal.cut(" pxOS: " + help + part + " ", size.columns() - 1);
        Door.control(out, HIDE_CURSOR);
        for (int row = 0; row <= rows; row++) {
            if (row >= shown.length || !now[row].equals(shown[row])) {
                Door.control(out, "\033[" + (row + 1) + ";1H");
                if (row == rows) {
                    Door.control(out, REVERSE);
                    out.print(now[row]);
                } else {
                    draw(screen, top + row, left, columns);
                }
                Door.control(out, CLEAR_TO_END);
            }
        }
        shown = now;
        cursor(screen.cursorRow() - top, screen.cursorColumn() - left, rows, columns);
        out.flush();
    }

    /** The first of this many rows or columns that show the cursor. */
    private static int first(int cursor, int visible, int all) {
        return Math.max(0, Math.min(cursor - visible + 1, all - visible));
    }

    private void cursor(int row, int column, int rows, int columns) {
        if (row >= 0 && row < rows && column >= 0 && column < columns) {
            Door.control(out, "\033[" + (row + 1) + ";" + (column + 1) + "H" + SHOW_CURSOR);
        }
    }

    /** Equal for rows that look the same. */
    private static String key(TextScreen screen, int row, int left, int columns) {
        StringBuilder key = new StringBuilder(screen.row(row).substring(left, left + columns));
        for (int column = left; column < left + columns; column++) {
            key.append((char) screen.attribute(row, column));
        }
        return key.toString();
    }

    private void draw(TextScreen screen, int row, int left, int columns) {
        String text = screen.row(row);
        int end = left + columns;
        for (int from = left; from < end; ) {
            int to = from + 1;
            while (to < end && screen.attribute(row, to) == screen.attribute(row, from)) {
                to++;
            }
            Door.control(out, colours(screen.attribute(row, from)));
            out.print(text.substring(from, to));
            from = to;
        }
    }

    /** Light grey on black is what the terminal shows anyway. */
    private static String colours(int attribute) {
        if (attribute == 0x07) {
            return "\033[0m";
        }
        int ink = ANSI[attribute & 7] + ((attribute & 8) == 0 ? 30 : 90);
        int paper = ANSI[attribute >> 4 & 7] + 40;
        return "\033[0;" + ink + ";" + paper + "m";
    }

    /** Gives the terminal back as it was. */
    void end() {
        Door.control(out, END);
        out.flush();
    }
}
