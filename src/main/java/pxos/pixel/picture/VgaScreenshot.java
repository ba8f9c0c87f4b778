package pxos.pixel.picture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import pxos.os.TextScreen;
import pxos.pixel.picture.Palette.Ramp;

/**
 * Draws a VGA text screen as the monitor would show it: 720 x 400 pixels, 80 x 25 cells of 9 x 16.
 *
 * <p>As in VGA hardware, the ninth column is blank but for the line-drawing characters C0h-DFh, where it repeats the
 * eighth (IBM VGA technical reference, attribute controller, line graphics enable). Bit 7 of the attribute means a
 * bright background here, since a still picture cannot blink.
 */
public final class VgaScreenshot {
    static final int WIDTH = TextScreen.COLUMNS * 9;
    static final int HEIGHT = TextScreen.ROWS * 16;

    /**
     * 256 glyphs of 8 x 16, a byte a row. Made from the console font by Dmitry Bolkhovityanov; its licence lies beside
     * the resource.
     */
    private static final byte[] FONT = Typeface.resource("vga-8x16.font");

    static final int THUMBNAIL_BORDER = 4;
    private static final int THUMBNAIL_COLUMNS = 44;
    private static final int THUMBNAIL_ROWS = 12;
    static final int THUMBNAIL_WIDTH = THUMBNAIL_COLUMNS * 4 + 2 * THUMBNAIL_BORDER;
    static final int THUMBNAIL_HEIGHT = THUMBNAIL_ROWS * 8 + 2 * THUMBNAIL_BORDER;

    /** Light grey on black, which a thumbnail shows in the softer colours of the card. */
    private static final int PLAIN = 0x07;

    /** What SeaBIOS writes last before it starts a boot sector. */
    private static final String BIOS_DONE = "Booting from ";

    private VgaScreenshot() {}

    /** The glyphs of code page 437: 256 of 8 x 16, a byte a row, the leftmost pixel in bit 7. */
    public static byte[] font() {
        return FONT.clone();
    }

    /** Under what terms the glyphs may be used. */
    public static String fontLicence() {
        return new String(Typeface.resource("LICENCE-vga.txt"), StandardCharsets.UTF_8);
    }

    /** A PNG of the screen; see {@link #draw}. */
    public static byte[] png(TextScreen screen) {
        return Png.encode(draw(screen));
    }

    /** Draws the screen, with its cursor if that is on it. */
    static Canvas draw(TextScreen screen) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT);
        int ground = paper(screen.attribute(0, 0));
        canvas.fill(0, 0, WIDTH, HEIGHT, ground);
        for (int row = 0; row < TextScreen.ROWS; row++) {
            for (int column = 0; column < TextScreen.COLUMNS; column++) {
                cell(canvas, ground, screen, row, column);
            }
        }
        return canvas;
    }

    private static int paper(int attribute) {
        return Palette.VGA + (attribute >> 4);
    }

    /** Draws a cell on a ground of one colour: most cells have nothing else. */
    private static void cell(Canvas canvas, int ground, TextScreen screen, int row, int column) {
        int character = screen.character(row, column);
        int attribute = screen.attribute(row, column);
        int ink = Palette.VGA + (attribute & 15);
        if (paper(attribute) != ground) {
            canvas.fill(9 * column, 16 * row, 9, 16, paper(attribute));
        }
        boolean line = character >= 0xC0 && character <= 0xDF;
        for (int y = 0; y < 16; y++) {
            int bits = glyphRow(character, y) << 1;
            bits |= line ? bits >> 1 & 1 : 0;
            for (int x = 0; bits != 0; x++, bits = bits << 1 & 0x1FF) {
                if (bits > 0xFF) {
                    canvas.set(9 * column + x, 16 * row + y, ink);
                }
            }
        }
        if (row == screen.cursorRow() && column == screen.cursorColumn()) {
            // Lines 13 and 14, as the BIOS sets the cursor.
            canvas.fill(9 * column, 16 * row + 13, 8, 2, ink);
        }
    }

    /**
     * Draws the part of a screen where something is written, at half its size: 44 columns of the last 12 rows in use.
     * The whole screen would have to shrink to a quarter, where nobody can read it.
     */
    static void drawThumbnail(Canvas canvas, int x, int y, BootedScreen booted) {
        canvas.fill(x, y, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT, Palette.SCREEN);
        TextScreen screen = booted.screen();
        int start = firstRow(booted.rows());
        for (int row = 0; row < Math.min(THUMBNAIL_ROWS, TextScreen.ROWS - start); row++) {
            for (int column = 0; column < THUMBNAIL_COLUMNS; column++) {
                int[] tones = tones(screen.attribute(start + row, column));
                int left = x + THUMBNAIL_BORDER + column * 4;
                half(canvas, left, y + THUMBNAIL_BORDER + row * 8, screen.character(start + row, column), tones);
            }
        }
    }

    /** The first of the last rows in use, below the messages of the BIOS if the OS has written anything there. */
    private static int firstRow(List<String> rows) {
        int end = Math.min(rows.size(), TextScreen.ROWS);
        while (end > 0 && rows.get(end - 1).isBlank()) {
            end--;
        }
        int start = Math.max(0, end - THUMBNAIL_ROWS);
        for (int row = start; row < end - 1; row++) {
            start = rows.get(row).startsWith(BIOS_DONE) ? row + 1 : start;
        }
        return start;
    }

    /** The palette index of a pixel that stands for four of which 0 to 4 are lit. */
    private static int[] tones(int attribute) {
        if (attribute == PLAIN) {
            int ink = Ramp.SCREEN.at(15);
            return new int[] {Palette.SCREEN, Ramp.SCREEN.at(5), Ramp.SCREEN.at(10), ink, ink};
        }
        int paper = paper(attribute);
        int ink = Palette.VGA + (attribute & 15);
        return new int[] {paper, blend(paper, ink, 1), blend(paper, ink, 2), ink, ink};
    }

    private static int blend(int paper, int ink, int lit) {
        return Palette.nearest(Palette.blend(Palette.rgb(paper), Palette.rgb(ink), lit, 3));
    }

    /** Draws a glyph of 8 x 16 as 4 x 8: each pixel has the tone of four. */
    private static void half(Canvas canvas, int x, int y, int character, int[] tones) {
        for (int row = 0; row < 8; row++) {
            int upper = glyphRow(character, 2 * row);
            int lower = glyphRow(character, 2 * row + 1);
            for (int column = 0; column < 4; column++) {
                int shift = 6 - 2 * column;
                int lit = Integer.bitCount(upper >> shift & 3) + Integer.bitCount(lower >> shift & 3);
                canvas.set(x + column, y + row, tones[lit]);
            }
        }
    }

    /** A row of a glyph, the leftmost pixel in bit 7; the characters are those of code page 437. */
    private static int glyphRow(int character, int row) {
        return FONT[character * 16 + row] & 0xFF;
    }
}
