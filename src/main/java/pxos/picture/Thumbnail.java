package pxos.picture;

import java.util.List;

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

    private Thumbnail() {}

    static void draw(Canvas canvas, int x, int y, List<String> screen) {
        canvas.fill(x, y, WIDTH, HEIGHT, Palette.SCREEN);
        int end = screen.size();
        while (end > 0 && screen.get(end - 1).isBlank()) {
            end--;
        }
        int start = Math.max(afterBios(screen, end), end - ROWS);
        for (int row = start; row < end; row++) {
            String text = screen.get(row);
            for (int column = 0; column < Math.min(COLUMNS, text.length()); column++) {
                int code = CodePage437.code(text.charAt(column));
                cell(canvas, x + BORDER + column * CELL_WIDTH, y + BORDER + (row - start) * CELL_HEIGHT, code);
            }
        }
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

    private static void cell(Canvas canvas, int x, int y, int code) {
        for (int row = 0; row < CELL_HEIGHT; row++) {
            int upper = VgaFont.row(code, 2 * row);
            int lower = VgaFont.row(code, 2 * row + 1);
            for (int column = 0; column < CELL_WIDTH; column++) {
                int shift = 6 - 2 * column;
                int lit = Integer.bitCount(upper >> shift & 3) + Integer.bitCount(lower >> shift & 3);
                if (lit > 0) {
                    canvas.set(x + column, y + row, Ramp.SCREEN.at(Math.min(15, 5 * lit)));
                }
            }
        }
    }
}
