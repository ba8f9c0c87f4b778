package pxos.pixel.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.os.TextScreen;

/**
 * The part of the booted screen where something is written, at half its size: 44 columns of the last 12 rows in use.
 *
 * <p>The whole screen would have to shrink to a quarter, where nobody can read it.
 */
final class Thumbnail {
    static final int CELL_WIDTH = 4;
    static final int CELL_HEIGHT = 8;
    static final int BORDER = 4;
    private static final int COLUMNS = 44;
    private static final int ROWS = 12;
    static final int WIDTH = COLUMNS * CELL_WIDTH + 2 * BORDER;
    static final int HEIGHT = ROWS * CELL_HEIGHT + 2 * BORDER;

    /** What SeaBIOS writes last before it starts a boot sector. */
    private static final String BIOS_DONE = "Booting from ";

    /** Light grey on black, drawn in the softer colours of the card. */
    private static final int PLAIN = 0x07;

    private Thumbnail() {}

    static void draw(Canvas canvas, int x, int y, BootedScreen booted) {
        canvas.fill(x, y, WIDTH, HEIGHT, Palette.SCREEN);
        TextScreen screen = booted.screen();
        Map<Integer, int[]> tones = new HashMap<>();
        int start = firstRow(booted.rows());
        for (int row = 0; row < Math.min(ROWS, TextScreen.ROWS - start); row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int[] cellTones = tones.computeIfAbsent(screen.attribute(start + row, column), Thumbnail::tones);
                int left = x + BORDER + column * CELL_WIDTH;
                cell(canvas, left, y + BORDER + row * CELL_HEIGHT, screen.character(start + row, column), cellTones);
            }
        }
    }

    /** The row behind the BIOS's last message, when the OS has written something there; else as late as needed. */
    private static int firstRow(List<String> rows) {
        int end = Math.min(rows.size(), TextScreen.ROWS);
        while (end > 0 && rows.get(end - 1).isBlank()) {
            end--;
        }
        int start = Math.max(0, end - ROWS);
        for (int row = start; row < end - 1; row++) {
            start = rows.get(row).startsWith(BIOS_DONE) ? row + 1 : start;
        }
        return start;
    }

    /** Palette indices for none to four lit pixels out of four, which become one. */
    private static int[] tones(int attribute) {
        if (attribute == PLAIN) {
            int ink = Ramp.SCREEN.at(15);
            return new int[] {Palette.SCREEN, Ramp.SCREEN.at(5), Ramp.SCREEN.at(10), ink, ink};
        }
        int paper = Palette.VGA + (attribute >> 4);
        int ink = Palette.VGA + (attribute & 15);
        return new int[] {paper, blend(paper, ink, 1), blend(paper, ink, 2), ink, ink};
    }

    private static int blend(int paper, int ink, int lit) {
        return Palette.nearest(Palette.blend(Palette.rgb(paper), Palette.rgb(ink), lit, 3));
    }

    private static void cell(Canvas canvas, int x, int y, int character, int[] tones) {
        for (int row = 0; row < CELL_HEIGHT; row++) {
            int upper = VgaScreenshot.glyphRow(character, 2 * row);
            int lower = VgaScreenshot.glyphRow(character, 2 * row + 1);
            for (int column = 0; column < CELL_WIDTH; column++) {
                int shift = 6 - 2 * column;
                int lit = Integer.bitCount(upper >> shift & 3) + Integer.bitCount(lower >> shift & 3);
                canvas.set(x + column, y + row, tones[lit]);
            }
        }
    }
}
