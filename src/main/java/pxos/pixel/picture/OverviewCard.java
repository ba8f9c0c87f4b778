package pxos.pixel.picture;

import java.util.Collections;
import java.util.List;
import pxos.pixel.picture.Palette.Ramp;

/**
 * All earlier runs at a glance: a cell each, by colour and shape.
 *
 * @param runs the verdicts, oldest first
 */
public record OverviewCard(List<Mark> runs) {
    private static final int LEFT = 12;
    private static final int GRID_WIDTH = 936;
    private static final int TITLE_HEIGHT = 34;
    private static final int BOTTOM = 12;
    private static final int MAX_GRID_HEIGHT = 560;

    public OverviewCard {
        runs = List.copyOf(runs);
    }

    /** Height of the card in pixels: up to about 600. */
    public int height() {
        int perRow = GRID_WIDTH / cell();
        return TITLE_HEIGHT + (runs.size() + perRow - 1) / perRow * cell() + BOTTOM;
    }

    /** Draws the card on the first {@link #height()} rows of a canvas 960 pixels wide. */
    public void draw(Canvas canvas) {
        title(canvas);
        int cell = cell();
        int perRow = GRID_WIDTH / cell;
        for (int i = 0; i < runs.size(); i++) {
            int x = LEFT + i % perRow * cell;
            int y = TITLE_HEIGHT + i / perRow * cell;
            cell(canvas, runs.get(i), x, y, cell - 1);
        }
    }

    private void title(Canvas canvas) {
        Typeface bold = Typeface.BOLD;
        int x = bold.draw(canvas, Ramp.PAGE_INK, LEFT, 22, runs.size() + " earlier runs") + 24;
        for (Mark mark : Mark.values()) {
            mark.draw(canvas, Ramp.of(mark.colour, Palette.PAGE), x, 12, 11);
            int count = Collections.frequency(runs, mark);
            x = Typeface.SANS.draw(canvas, Ramp.PAGE_MUTED, x + 16, 22, count + " " + mark.meaning) + 20;
        }
    }

    /** A full square for a pass; shapes that leave more and more of the square open for the others. */
    private static void cell(Canvas canvas, Mark mark, int x, int y, int size) {
        canvas.fill(x, y, size, size, mark.colour);
        int inner = Math.max(1, size / 3);
        switch (mark) {
            case PASS -> {}
            case FAIL -> canvas.fill(x + inner, y + inner, size - 2 * inner, size - 2 * inner, Palette.CARD);
            case ERROR -> {
                for (int row = 0; row < size - 1; row++) {
                    canvas.fill(x + row + 1, y + row, size - row - 1, 1, Palette.PAGE);
                }
            }
            case SKIPPED -> {
                canvas.fill(x, y, size, inner, Palette.PAGE);
                canvas.fill(x, y + size - inner, size, inner, Palette.PAGE);
            }
        }
    }

    /** The side of a cell with its gap, as large as the number of runs allows. */
    private int cell() {
        int cell = 9;
        while (cell > 2 && (long) (runs.size() / (GRID_WIDTH / cell) + 1) * cell > MAX_GRID_HEIGHT) {
            cell--;
        }
        return cell;
    }
}
