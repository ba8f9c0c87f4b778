package pxos.pixel.picture;

import java.util.Arrays;
import pxos.os.Attributes;

/**
 * Draws a VGA text screen as the monitor would show it: 720 x 400 pixels, 80 x 25 cells of 9 x 16.
 *
 * <p>As in VGA hardware, the ninth column is blank but for the line-drawing characters C0h-DFh, where it repeats the
 * eighth (IBM VGA technical reference, attribute controller, line graphics enable). Bit 7 of the attribute means a
 * bright background here, which a still picture can show and blinking is not.
 */
public final class VgaScreenshot {
    public static final int COLUMNS = 80;
    public static final int ROWS = 25;
    public static final int WIDTH = COLUMNS * 9;
    public static final int HEIGHT = ROWS * VgaFont.HEIGHT;

    /** Cursor lines 13 and 14 of 0 to 15, as the BIOS sets them. */
    private static final int CURSOR_TOP = 13;

    private static final int CURSOR_ROWS = 2;

    private VgaScreenshot() {}

    /** A PNG of the screen; see {@link #draw}. */
    public static byte[] png(byte[] memory, int cursorRow, int cursorColumn) {
        return Png.encode(draw(memory, cursorRow, cursorColumn));
    }

    /**
     * Draws the screen.
     *
     * @param memory 4,000 bytes from B8000h on: character and attribute of each cell, row by row
     * @param cursorRow row of the cursor from 0; outside the screen where none is shown
     * @param cursorColumn column of the cursor from 0
     */
    public static Canvas draw(byte[] memory, int cursorRow, int cursorColumn) {
        if (memory.length < 2 * COLUMNS * ROWS) {
            throw new IllegalArgumentException("a text screen has 4000 bytes, not " + memory.length);
        }
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            int corner = cell / COLUMNS * VgaFont.HEIGHT * WIDTH + cell % COLUMNS * 9;
            cell(canvas.pixels(), corner, memory[2 * cell] & 0xFF, memory[2 * cell + 1] & 0xFF);
        }
        if (cursorRow >= 0 && cursorRow < ROWS && cursorColumn >= 0 && cursorColumn < COLUMNS) {
            int attribute = memory[2 * (cursorRow * COLUMNS + cursorColumn) + 1] & 15;
            canvas.fill(
                    cursorColumn * 9, cursorRow * VgaFont.HEIGHT + CURSOR_TOP, 8, CURSOR_ROWS, Palette.VGA + attribute);
        }
        return canvas;
    }

    private static void cell(byte[] pixels, int corner, int character, int attribute) {
        byte ink = (byte) (Palette.VGA + (attribute & 15));
        byte paper = (byte) (Palette.VGA + (attribute >> 4));
        boolean line = character >= 0xC0 && character <= 0xDF;
        for (int row = 0; row < VgaFont.HEIGHT; row++) {
            int bits = VgaFont.row(character, row) << 1;
            bits |= line ? bits >> 1 & 1 : 0;
            int at = corner + row * WIDTH;
            if (bits == 0) {
                Arrays.fill(pixels, at, at + 9, paper);
            } else {
                for (int column = 0; column < 9; column++) {
                    pixels[at + column] = (bits >> 8 - column & 1) != 0 ? ink : paper;
                }
            }
        }
    }

    /** The memory of a screen of which the rows' texts and the colours are known. */
    static byte[] memory(BootedScreen screen) {
        java.util.List<String> rows = screen.rows();
        byte[] attributes = Attributes.cells(screen.attributes());
        byte[] memory = new byte[2 * COLUMNS * ROWS];
        for (int cell = 0; cell < COLUMNS * ROWS; cell++) {
            String row = cell / COLUMNS < rows.size() ? rows.get(cell / COLUMNS) : "";
            int column = cell % COLUMNS;
            memory[2 * cell] = (byte) (column < row.length() ? CodePage437.code(row.charAt(column)) : ' ');
            memory[2 * cell + 1] = attributes[cell];
        }
        return memory;
    }
}
