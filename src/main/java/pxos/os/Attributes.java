package pxos.os;

import java.util.Arrays;

/**
 * The attributes of a text screen's cells, in few characters.
 *
 * <p>Runs of cells from the top left on, row by row, with a blank between them: the attribute in two hexadecimal
 * digits, and {@code *} and the number of cells where it is more than one, as in {@code 1F*160 4E 1F*1839}. The cells
 * behind the last run are 07, light grey on black; so the empty text is a screen without any other colour.
 */
public final class Attributes {

    private static final int CELLS = TextScreen.ROWS * TextScreen.COLUMNS;
    private static final byte PLAIN = 0x07;

    private Attributes() {}

    /** The attributes of {@code screen}; empty where all of them are 07. */
    public static String text(TextScreen screen) {
        byte[] cells = screen.cells();
        int end = CELLS;
        while (end > 0 && cells[2 * end - 1] == PLAIN) {
            end--;
        }
        StringBuilder text = new StringBuilder();
        for (int cell = 0; cell < end; ) {
            int first = cell;
            byte attribute = cells[2 * first + 1];
            while (cell < end && cells[2 * cell + 1] == attribute) {
                cell++;
            }
            text.append(text.isEmpty() ? "" : " ")
                    .append(digit(attribute >> 4))
                    .append(digit(attribute))
                    .append(cell - first > 1 ? "*" + (cell - first) : "");
        }
        return text.toString();
    }

    private static char digit(int value) {
        return Character.toUpperCase(Character.forDigit(value & 15, 16));
    }

    /**
     * The attribute of each cell, row by row: {@value TextScreen#ROWS} times {@value TextScreen#COLUMNS}. From a run that
     * is none, or that is longer than the screen, cells are 07.
     */
    public static byte[] cells(String text) {
        byte[] cells = new byte[CELLS];
        Arrays.fill(cells, PLAIN);
        int cell = 0;
        for (int at = 0; at < text.length(); ) {
            int blank = text.indexOf(' ', at);
            int end = blank < 0 ? text.length() : blank;
            int attribute = number(text, at, Math.min(at + 2, end), 16);
            int count =
                    end - at == 2 ? 1 : end - at > 3 && text.charAt(at + 2) == '*' ? number(text, at + 3, end, 10) : -1;
            if (attribute < 0 || count < 1 || count > CELLS - cell) {
                break;
            }
            Arrays.fill(cells, cell, cell + count, (byte) attribute);
            cell += count;
            at = end + 1;
        }
        return cells;
    }

    /** The number that the characters are; -1 for none, or for more than four digits. */
    private static int number(String text, int from, int to, int radix) {
        int value = to > from && to - from <= 4 ? 0 : -1;
        for (int i = from; i < to && value >= 0; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            value = digit < 0 ? -1 : radix * value + digit;
        }
        return value;
    }
}
