package pxos.picture;

import java.util.List;

/** The booted screen at a quarter of its size: 160 x 100 pixels for 80 columns and 25 rows. */
final class Thumbnail {
    static final int WIDTH = 160;
    static final int HEIGHT = 100;
    private static final int CELL_WIDTH = 2;
    private static final int CELL_HEIGHT = 4;
    private static final int ROWS = 25;
    private static final int COLUMNS = 80;

    private Thumbnail() {}

    static void draw(Canvas canvas, int x, int y, List<String> screen) {
        canvas.fill(x, y, WIDTH, HEIGHT, Palette.SCREEN);
        for (int row = 0; row < Math.min(ROWS, screen.size()); row++) {
            String text = screen.get(row);
            for (int column = 0; column < Math.min(COLUMNS, text.length()); column++) {
                cell(canvas, x + column * CELL_WIDTH, y + row * CELL_HEIGHT, CodePage437.code(text.charAt(column)));
            }
        }
    }

    private static void cell(Canvas canvas, int x, int y, int code) {
        for (int part = 0; part < CELL_WIDTH * CELL_HEIGHT; part++) {
            int nibbleShift = part % CELL_WIDTH == 0 ? 4 : 0;
            int lit = 0;
            for (int row = 0; row < 4; row++) {
                int bits = VgaFont.row(code, part / CELL_WIDTH * 4 + row) >> nibbleShift & 15;
                lit += Integer.bitCount(bits);
            }
            if (lit > 0) {
                int coverage = Math.min(15, lit * 2);
                canvas.set(x + part % CELL_WIDTH, y + part / CELL_WIDTH, Ramp.SCREEN.at(coverage));
            }
        }
    }
}
