package pxos.os;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The attributes of a text screen's cells, in few characters.
 *
 * <p>Runs of cells from the top left on, row by row, with a blank between them: the attribute in two hexadecimal
 * digits, and {@code *} and the number of cells where it is more than one, as in {@code 1F*160 4E 1F*1839}. The cells
 * after the last run are 07, light grey on black. The empty text is a screen without any other colour.
 */
public final class Attributes {

    private static final int CELLS = TextScreen.ROWS * TextScreen.COLUMNS;
    private static final byte PLAIN = 0x07;
    private static final Pattern RUN = Pattern.compile("([0-9A-Fa-f]{2})(?:\\*([0-9]{1,4}))?");

    private Attributes() {}

    /** The attributes of {@code screen}; empty where all of them are 07. */
    public static String text(TextScreen screen) {
        byte[] cells = screen.cells();
        int end = CELLS;
        while (end > 0 && cells[2 * end - 1] == PLAIN) {
            end--;
        }
        List<String> runs = new ArrayList<>();
        for (int cell = 0; cell < end; ) {
            int first = cell;
            byte attribute = cells[2 * first + 1];
            while (cell < end && cells[2 * cell + 1] == attribute) {
                cell++;
            }
            runs.add(String.format("%02X", attribute) + (cell - first > 1 ? "*" + (cell - first) : ""));
        }
        return String.join(" ", runs);
    }

    /**
     * The attribute of each cell, row by row: {@value TextScreen#ROWS} times {@value TextScreen#COLUMNS}. From the
     * first run on that is malformed or longer than the screen, the cells are 07.
     */
    public static byte[] cells(String text) {
        byte[] cells = new byte[CELLS];
        Arrays.fill(cells, PLAIN);
        int cell = 0;
        for (String part : text.split(" ", -1)) {
            Matcher run = RUN.matcher(part);
            if (!run.matches()) {
                break;
            }
            int count = run.group(2) == null ? 1 : Integer.parseInt(run.group(2));
            if (count < 1 || count > CELLS - cell) {
                break;
            }
            Arrays.fill(cells, cell, cell + count, (byte) Integer.parseInt(run.group(1), 16));
            cell += count;
        }
        return cells;
    }
}
