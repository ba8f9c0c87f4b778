package pxos.proof;

import java.util.stream.IntStream;
import pxos.os.TextScreen;

/**
 * What stands after the prompt and below it before anything is typed there, such as a frame around the screen.
 *
 * @param before the screen then
 */
record Background(TextScreen before) {

    /** A later screen without it, also where that has scrolled. */
    TextScreen takenFrom(TextScreen screen) {
        int scrolled = IntStream.range(0, TextScreen.ROWS)
                .filter(rows -> hasScrolled(screen, rows))
                .findFirst()
                .orElse(0);
        byte[] cells = screen.cells();
        byte[] old = before.cells();
        int shift = scrolled * TextScreen.COLUMNS;
        int prompt = before.cursorRow() * TextScreen.COLUMNS + before.cursorColumn();
        for (int cell = Math.max(0, prompt - shift); cell + shift < TextScreen.ROWS * TextScreen.COLUMNS; cell++) {
            if (cells[2 * cell] == old[2 * (cell + shift)]) {
                cells[2 * cell] = ' ';
            }
        }
        return new TextScreen(cells, screen.cursorRow(), screen.cursorColumn());
    }

    private boolean hasScrolled(TextScreen screen, int rows) {
        return IntStream.range(0, before.cursorRow() - rows)
                .allMatch(row -> screen.row(row).equals(before.row(row + rows)));
    }
}
