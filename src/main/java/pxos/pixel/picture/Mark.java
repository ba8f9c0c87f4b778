package pxos.pixel.picture;

import java.util.stream.Stream;

/** The four ways a run ends, each with a colour and a shape, so that they can be told apart without seeing colours. */
public enum Mark {
    PASS('P', Ramp.PASS, Ramp.ON_PASS, Ramp.PAGE_PASS, Palette.PASS, new double[] {
        0.10, 0.54, 0.24, 0.40, 0.41, 0.58, 0.78, 0.18, 0.92, 0.32, 0.41, 0.85
    }),
    FAIL('F', Ramp.FAIL, Ramp.ON_FAIL, Ramp.PAGE_FAIL, Palette.FAIL, new double[] {
        0.14, 0.28, 0.28, 0.14, 0.50, 0.36, 0.72, 0.14, 0.86, 0.28, 0.64, 0.50, 0.86, 0.72, 0.72, 0.86, 0.50, 0.64,
        0.28, 0.86, 0.14, 0.72, 0.36, 0.50
    }),
    ERROR('E', Ramp.WARN, Ramp.ON_WARN, Ramp.PAGE_WARN, Palette.WARN, new double[] {
        0.50, 0.08, 0.98, 0.92, 0.02, 0.92, 0.50, 0.08, 0.56, 0.34, 0.54, 0.64, 0.46, 0.64, 0.44, 0.34, 0.56, 0.34,
        0.50, 0.08, 0.50, 0.08
    }),
    SKIPPED('S', Ramp.SKIP, Ramp.ON_SKIP, Ramp.PAGE_SKIP, Palette.SKIP, new double[] {
        0.10, 0.42, 0.90, 0.42, 0.90, 0.58, 0.10, 0.58
    });

    private final char letter;
    private final Ramp ink;
    private final Ramp reversed;
    private final Ramp onPage;
    private final int colour;
    private final double[] shape;

    Mark(char letter, Ramp ink, Ramp reversed, Ramp onPage, int colour, double[] shape) {
        this.letter = letter;
        this.ink = ink;
        this.reversed = reversed;
        this.onPage = onPage;
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

    /** The verdict's colour on a card. */
    Ramp ink() {
        return ink;
    }

    /** White on the verdict's colour. */
    Ramp reversed() {
        return reversed;
    }

    /** The verdict in a word. */
    String meaning() {
        return switch (this) {
            case PASS -> "passed";
            case FAIL -> "failed";
            case ERROR -> "ended in an error";
            case SKIPPED -> "not tested";
        };
    }

    Ramp onPage() {
        return onPage;
    }

    int colour() {
        return colour;
    }

    /** Draws the shape into a square of {@code sizePx} pixels. */
    void draw(Canvas canvas, Ramp ramp, int x, int y, int sizePx) {
        double[] corners = new double[shape.length];
        for (int i = 0; i < shape.length; i++) {
            corners[i] = (i % 2 == 0 ? x : y) + shape[i] * sizePx;
        }
        canvas.polygon(ramp, corners);
    }
}
