package pxos.os;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The VGA text screen at one moment: 25 rows of 80 cells, each a character and an attribute, and the cursor.
 *
 * <p>A cell whose foreground equals its background holds a character that nobody can see; {@link #row} shows it as a
 * blank, {@link #storedRow} shows it all the same.
 */
public final class TextScreen {

    public static final int ROWS = 25;
    public static final int COLUMNS = 80;
    /** Bytes of the text page: character and attribute alternate, row by row, as at physical address 0xB8000. */
    public static final int SIZE_BYTES = ROWS * COLUMNS * 2;

    private final byte[] cells;
    private final int cursorRow;
    private final int cursorColumn;

    /**
     * @param cells {@value #SIZE_BYTES} bytes in the order of video memory
     * @param cursorRow row of the cursor, 0 at the top
     * @param cursorColumn column of the cursor, 0 at the left
     */
    public TextScreen(byte[] cells, int cursorRow, int cursorColumn) {
        if (cells.length != SIZE_BYTES) {
            throw new IllegalArgumentException("a text screen is " + SIZE_BYTES + " bytes, not " + cells.length);
        }
        this.cells = cells.clone();
        this.cursorRow = cursorRow;
        this.cursorColumn = cursorColumn;
    }

    /** A screen of blanks in light grey on black, the cursor at the top left. */
    public static TextScreen blank() {
        byte[] cells = new byte[SIZE_BYTES];
        for (int i = 0; i < SIZE_BYTES; i += 2) {
            cells[i] = ' ';
            cells[i + 1] = 7;
        }
        return new TextScreen(cells, 0, 0);
    }

    /** A copy of the cells in the order of video memory. */
    public byte[] cells() {
        return cells.clone();
    }

    public int cursorRow() {
        return cursorRow;
    }

    public int cursorColumn() {
        return cursorColumn;
    }

    /** Code page 437 code of a cell, 0 to 255. */
    public int character(int row, int column) {
        return cells[offset(row, column)] & 0xFF;
    }

    /** Attribute of a cell: foreground in bits 0-3, background in bits 4-6, blink in bit 7. */
    public int attribute(int row, int column) {
        return cells[offset(row, column) + 1] & 0xFF;
    }

    /** False where foreground and background have the same colour. */
    public boolean isVisible(int row, int column) {
        return isVisible(attribute(row, column));
    }

    private static boolean isVisible(int attribute) {
        return (attribute & 0x0F) != (attribute >> 4 & 0x07);
    }

    /** The 80 characters of a row as a person sees them. */
    public String row(int row) {
        return text(row, false);
    }

    /** The 80 characters of a row, those in the colour of their background too. */
    public String storedRow(int row) {
        return text(row, true);
    }

    /** All rows as a person sees them, without trailing blanks. */
    public List<String> rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(this::row)
                .map(String::stripTrailing)
                .toList();
    }

    /** The rows down to the last one with text, one per line with its number, then the cursor's place. */
    public String toText() {
        int last = cursorRow;
        for (int row = 0; row < ROWS; row++) {
            last = row(row).isBlank() ? last : Math.max(last, row);
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row <= Math.min(last, ROWS - 1); row++) {
            text.append(String.format("%2d|%s%n", row, row(row).stripTrailing()));
        }
        return text.append(String.format("cursor %d %d", cursorRow, cursorColumn))
                .toString();
    }

    private String text(int row, boolean all) {
        char[] text = new char[COLUMNS];
        int at = offset(row, 0);
        for (int column = 0; column < COLUMNS; column++, at += 2) {
            boolean shown = all || isVisible(cells[at + 1]);
            text[column] = shown ? CodePage437.character(cells[at]) : ' ';
        }
        return new String(text);
    }

    private static int offset(int row, int column) {
        if (row < 0 || row >= ROWS || column < 0 || column >= COLUMNS) {
            throw new IndexOutOfBoundsException("no cell " + row + " " + column);
        }
        return (row * COLUMNS + column) * 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextScreen that
                && cursorRow == that.cursorRow
                && cursorColumn == that.cursorColumn
                && Arrays.equals(cells, that.cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells) * 31 + cursorRow * COLUMNS + cursorColumn;
    }
}
