package pxos.pixel.picture;

import java.util.stream.Stream;
import pxos.pixel.picture.Palette.Ramp;

/** The four ways a run ends, each with a colour and a shape, so that they can be told apart without seeing colours. */
public enum Mark {
    PASS('P', "passed", Palette.PASS, new double[] {
        0.10, 0.54, 0.24, 0.40, 0.41, 0.58, 0.78, 0.18, 0.92, 0.32, 0.41, 0.85
    }),
    FAIL('F', "failed", Palette.FAIL, new double[] {
        0.14, 0.28, 0.28, 0.14, 0.50, 0.36, 0.72, 0.14, 0.86, 0.28, 0.64, 0.50, 0.86, 0.72, 0.72, 0.86, 0.50, 0.64,
        0.28, 0.86, 0.14, 0.72, 0.36, 0.50
    }),
    ERROR('E', "ended in an error", Palette.WARN, new double[] {
        0.50, 0.08, 0.98, 0.92, 0.02, 0.92, 0.50, 0.08, 0.56, 0.34, 0.54, 0.64, 0.46, 0.64, 0.44, 0.34, 0.56, 0.34,
        0.50, 0.08, 0.50, 0.08
    }),
    SKIPPED('S', "not tested", Palette.SKIP, new double[] {0.10, 0.42, 0.90, 0.42, 0.90, 0.58, 0.10, 0.58});

    private final char letter;

    /** The verdict in a word or two. */
    final String meaning;

    /** Its colour in {@link Palette}. */
    final int colour;

    /** A polygon: x, y pairs in a square of side 1. */
    private final double[] shape;

    Mark(char letter, String meaning, int colour, double[] shape) {
        this.letter = letter;
        this.meaning = meaning;
        this.colour = colour;
        this.shape = shape;
    }

    /** The mark of a verdict such as {@code FAIL - the reason}; anything unknown counts as an error. */
    public static Mark of(String verdict) {
        return Stream.of(values())
                .filter(mark -> verdict.startsWith(mark.name()))
                .findFirst()
                .orElse(ERROR);
    }

    /** The mark with that letter; anything unknown counts as an error. */
    public static Mark ofLetter(int letter) {
        return Stream.of(values())
                .filter(mark -> mark.letter == letter)
                .findFirst()
                .orElse(ERROR);
    }

    public char letter() {
        return letter;
    }

    /** Draws the shape into a square of {@code sizePx} pixels. */
    void draw(Canvas canvas, Ramp ramp, int x, int y, int sizePx) {
        double[] corners = new double[shape.length];
        for (int i = 0; i < shape.length; i++) {
            corners[i] = (i % 2 == 0 ? x : y) + shape[i] * sizePx;
        }
        canvas.polygon(ramp, x, y, sizePx, corners);
    }
}
