package pxos.pixel.picture;

import pxos.os.TextScreen;

/**
 * Draws a VGA text screen as the monitor would show it: 720 x 400 pixels, 80 x 25 cells of 9 x 16.
 *
 * <p>As in VGA hardware, the ninth column is blank but for the line-drawing characters C0h-DFh, where it repeats the
 * eighth (IBM VGA technical reference, attribute controller, line graphics enable). Bit 7 of the attribute means a
 * bright background here, which a still picture can show and blinking is not.
 */
public final class VgaScreenshot {
    static final int WIDTH = TextScreen.COLUMNS * 9;
    static final int HEIGHT = TextScreen.ROWS * 16;

    /**
     * 256 glyphs of 8 x 16, a byte a row. Made from the console font by Dmitry Bolkhovityanov; its licence lies beside
     * the resource.
     */
    private static final byte[] FONT = Typeface.resource("vga-8x16.font");

    /** Cursor lines 13 and 14 of 0 to 15, as the BIOS sets them. */
    private static final int CURSOR_TOP = 13;

    private static final int CURSOR_ROWS = 2;

    private VgaScreenshot() {}

    /** A PNG of the screen; see {@link #draw}. */
    public static byte[] png(TextScreen screen) {
        return Png.encode(draw(screen));
    }

    /** Draws the screen, with its cursor if that is on it. */
    static Canvas draw(TextScreen screen) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        for (int row = 0; row < TextScreen.ROWS; row++) {
            for (int column = 0; column < TextScreen.COLUMNS; column++) {
                cell(canvas, screen, row, column);
            }
        }
        return canvas;
    }

    private static void cell(Canvas canvas, TextScreen screen, int row, int column) {
        int character = screen.character(row, column);
        int attribute = screen.attribute(row, column);
        int ink = Palette.VGA + (attribute & 15);
        int paper = Palette.VGA + (attribute >> 4);
        boolean line = character >= 0xC0 && character <= 0xDF;
        for (int y = 0; y < 16; y++) {
            int bits = glyphRow(character, y) << 1;
            bits |= line ? bits >> 1 & 1 : 0;
            for (int x = 0; x < 9; x++) {
                canvas.set(9 * column + x, 16 * row + y, (bits >> 8 - x & 1) != 0 ? ink : paper);
            }
        }
        if (row == screen.cursorRow() && column == screen.cursorColumn()) {
            canvas.fill(9 * column, 16 * row + CURSOR_TOP, 8, CURSOR_ROWS, ink);
        }
    }

    /** A row of a glyph, the leftmost pixel in bit 7; the characters are those of code page 437. */
    static int glyphRow(int character, int row) {
        return FONT[character * 16 + row] & 0xFF;
    }
}
