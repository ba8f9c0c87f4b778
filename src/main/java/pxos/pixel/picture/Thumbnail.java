package pxos.pixel.picture;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.os.Attributes;
import pxos.os.TextScreen;

/**
 * The part of the booted screen where something is written, at half its size: 44 columns of the last 12 rows in use.
 *
 * <p>The whole screen would have to shrink to a quarter, where nobody can read it.
 */
final class Thumbnail {
    static final int COLUMNS = 44;
    static final int ROWS = 12;
    static final int CELL_WIDTH = 4;
    static final int CELL_HEIGHT = 8;
    static final int BORDER = 4;
    static final int WIDTH = COLUMNS * CELL_WIDTH + 2 * BORDER;
    static final int HEIGHT = ROWS * CELL_HEIGHT + 2 * BORDER;

    /** What SeaBIOS writes last before it starts a boot sector. */
    private static final String BIOS_DONE = "Booting from ";

    private static final byte PLAIN = 0x07;
    private static final int[] PLAIN_TONES = {
        Palette.SCREEN, Ramp.SCREEN.at(5), Ramp.SCREEN.at(10), Ramp.SCREEN.at(15), Ramp.SCREEN.at(15)
    };

    private Thumbnail() {}

    static void draw(Canvas canvas, int x, int y, BootedScreen screen) {
        canvas.fill(x, y, WIDTH, HEIGHT, Palette.SCREEN);
        List<String> rows = screen.rows();
        int end = rows.size();
        while (end > 0 && rows.get(end - 1).isBlank()) {
            end--;
        }
        int start = Math.max(afterBios(rows, end), end - ROWS);
        if (!screen.attributes().isEmpty()) {
            drawColoured(canvas, x, y, screen, start);
            return;
        }
        for (int row = start; row < end; row++) {
            String text = rows.get(row);
            for (int column = 0; column < Math.min(COLUMNS, text.length()); column++) {
                int code = CodePage437.code(text.charAt(column));
                int top = y + BORDER + (row - start) * CELL_HEIGHT;
                cell(canvas, x + BORDER + column * CELL_WIDTH, top, code, PLAIN_TONES);
            }
        }
    }

    /** The same in the screen's colours, which blank cells have as well. */
    private static void drawColoured(Canvas canvas, int x, int y, BootedScreen screen, int start) {
        byte[] attributes = Attributes.cells(screen.attributes());
        Map<Byte, int[]> tones = new HashMap<>();
        for (int row = start; row < Math.min(start + ROWS, TextScreen.ROWS); row++) {
            String text = row < screen.rows().size() ? screen.rows().get(row) : "";
            for (int column = 0; column < COLUMNS; column++) {
                byte attribute = attributes[row * TextScreen.COLUMNS + column];
                cell(
                        canvas,
                        x + BORDER + column * CELL_WIDTH,
                        y + BORDER + (row - start) * CELL_HEIGHT,
                        column < text.length() ? CodePage437.code(text.charAt(column)) : ' ',
                        tones.computeIfAbsent(attribute, Thumbnail::tones));
            }
        }
    }

    /** Palette indices for none to four lit pixels out of four, which become one. */
    private static int[] tones(byte attribute) {
        if (attribute == PLAIN) {
            return PLAIN_TONES;
        }
        int paper = Palette.VGA + (attribute >> 4 & 15);
        int ink = Palette.VGA + (attribute & 15);
        int[] tones = {paper, 0, 0, ink, ink};
        for (int lit = 1; lit < 3; lit++) {
            tones[lit] = Palette.nearest(Palette.blend(Palette.rgb(paper), Palette.rgb(ink), lit, 3));
        }
        return tones;
    }

    /** The row behind the BIOS's last message, when the OS has written something there. */
    private static int afterBios(List<String> screen, int end) {
        for (int row = end - 2; row >= 0; row--) {
            if (screen.get(row).startsWith(BIOS_DONE)) {
                return row + 1;
            }
        }
        return 0;
    }

    private static void cell(Canvas canvas, int x, int y, int code, int[] tones) {
        for (int row = 0; row < CELL_HEIGHT; row++) {
            int upper = VgaFont.row(code, 2 * row);
            int lower = VgaFont.row(code, 2 * row + 1);
            for (int column = 0; column < CELL_WIDTH; column++) {
                int shift = 6 - 2 * column;
                int lit = Integer.bitCount(upper >> shift & 3) + Integer.bitCount(lower >> shift & 3);
                if (tones[lit] != Palette.SCREEN) {
                    canvas.set(x + column, y + row, tones[lit]);
                }
            }
        }
    }
}
