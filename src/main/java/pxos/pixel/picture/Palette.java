package pxos.pixel.picture;

import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The fixed 256 colours of every picture pxOS Orchestrator draws; written down in {@code pxvm/PIXEL_NETWORK.md}.
 *
 * <p>0-15 are the greys that carry data, 16-31 the colours of VGA text mode, 32 and on the colours of the cards,
 * then the blends that make text smooth ({@link Ramp}); the rest is black. Colours that are no longer used stay,
 * because a segment is recognised by its head, which holds the palette.
 */
public final class Palette {
    /** First of the 16 greys that carry a nibble each: value n is the grey 17 n. */
    public static final int DATA = 0;

    /** First of the 16 text-mode colours, in the order of the attribute byte. */
    public static final int VGA = 16;

    static final int PAGE = 32;
    static final int CARD = 33;
    static final int INK = 34;
    static final int MUTED = 35;
    static final int LINE = 36;
    static final int PASS = 37;
    static final int FAIL = 38;
    static final int WARN = 39;
    static final int SKIP = 40;
    static final int ACCENT = 41;
    static final int SCREEN = 42;
    static final int SCREEN_TEXT = 43;
    static final int ZONE = 44;
    static final int PASS_TINT = 45;
    static final int FAIL_TINT = 46;
    static final int WARN_TINT = 47;
    static final int FRAME = 48;
    private static final int FIRST_BLEND = 49;

    // Red, green and blue differ in brightness as well as in hue, so that they stay apart for the colour-blind.
    private static final int[] CARD_COLOURS = {
        0xEDF0F4, 0xFFFFFF, 0x18212C, 0x5B6776, 0xD3DAE2, 0x00795A, 0xB4271F, 0xA96400, 0x66717E, 0x1D5FA8, 0x0A0E13,
        0xC9D0D6, 0xE4E9EF, 0xDFF2EA, 0xFBE6E3, 0xFAEFD9, 0x39424E
    };

    // The default DAC values of VGA text mode, 2A = 2/3 and 15 = 1/3 of full brightness.
    private static final int[] VGA_COLOURS = {
        0x000000, 0x0000AA, 0x00AA00, 0x00AAAA, 0xAA0000, 0xAA00AA, 0xAA5500, 0xAAAAAA,
        0x555555, 0x5555FF, 0x55FF55, 0x55FFFF, 0xFF5555, 0xFF55FF, 0xFFFF55, 0xFFFFFF
    };

    private static final int[] COLOURS = build();

    /**
     * An ink on a paper, with the blends between them. Networks that exist hold this palette byte by byte: a ramp that nobody
     * draws with any more keeps its place.
     */
    enum Ramp {
        INK(Palette.INK, Palette.CARD),
        MUTED(Palette.MUTED, Palette.CARD),
        PASS(Palette.PASS, Palette.CARD),
        FAIL(Palette.FAIL, Palette.CARD),
        WARN(Palette.WARN, Palette.CARD),
        SKIP(Palette.SKIP, Palette.CARD),
        ACCENT(Palette.ACCENT, Palette.CARD),
        ON_PASS(Palette.CARD, Palette.PASS),
        ON_FAIL(Palette.CARD, Palette.FAIL),
        ON_WARN(Palette.CARD, Palette.WARN),
        ON_SKIP(Palette.CARD, Palette.SKIP),
        SCREEN(Palette.SCREEN_TEXT, Palette.SCREEN),
        PAGE_INK(Palette.INK, Palette.PAGE),
        PAGE_MUTED(Palette.MUTED, Palette.PAGE),
        PAGE_PASS(Palette.PASS, Palette.PAGE),
        PAGE_FAIL(Palette.FAIL, Palette.PAGE),
        PAGE_WARN(Palette.WARN, Palette.PAGE),
        PAGE_SKIP(Palette.SKIP, Palette.PAGE),
        TINT_PASS(Palette.PASS, Palette.PASS_TINT),
        TINT_FAIL(Palette.FAIL, Palette.FAIL_TINT),
        TINT_WARN(Palette.WARN, Palette.WARN_TINT),
        CORNER(Palette.CARD, Palette.PAGE);

        /** Colours between paper and ink. */
        static final int BLENDS = 2;

        private static final int FULL = 15;
        private final int ink;
        private final int paper;

        Ramp(int ink, int paper) {
            this.ink = ink;
            this.paper = paper;
        }

        static Ramp of(int ink, int paper) {
            return Stream.of(values())
                    .filter(ramp -> ramp.ink == ink && ramp.paper == paper)
                    .findFirst()
                    .orElseThrow();
        }

        private int firstBlend() {
            return FIRST_BLEND + ordinal() * BLENDS;
        }

        /** The palette index for a coverage of 0 (paper) to 15 (ink). */
        int at(int coverage) {
            int step = (coverage * (BLENDS + 1) + FULL / 2) / FULL;
            return step == 0 ? paper : step > BLENDS ? ink : firstBlend() + step - 1;
        }
    }

    private Palette() {}

    /** The colour of an index as 0xRRGGBB. */
    public static int rgb(int index) {
        return COLOURS[index];
    }

    /** The data of a PNG's PLTE chunk: 256 times red, green, blue. */
    static byte[] plte() {
        byte[] data = new byte[256 * 3];
        for (int i = 0; i < 256; i++) {
            data[3 * i] = (byte) (COLOURS[i] >> 16);
            data[3 * i + 1] = (byte) (COLOURS[i] >> 8);
            data[3 * i + 2] = (byte) COLOURS[i];
        }
        return data;
    }

    /** The index whose colour is nearest to 0xRRGGBB; the lowest of several. */
    public static int nearest(int rgb) {
        return IntStream.range(0, COLOURS.length)
                .boxed()
                .min(Comparator.comparingInt(index -> distance(COLOURS[index], rgb)))
                .orElseThrow();
    }

    private static int distance(int rgb, int other) {
        int red = (rgb >> 16) - (other >> 16);
        int green = (rgb >> 8 & 255) - (other >> 8 & 255);
        int blue = (rgb & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }

    private static int[] build() {
        int[] colours = new int[256];
        for (int value = 0; value < 16; value++) {
            colours[DATA + value] = value * 0x111111;
        }
        System.arraycopy(VGA_COLOURS, 0, colours, VGA, VGA_COLOURS.length);
        System.arraycopy(CARD_COLOURS, 0, colours, PAGE, CARD_COLOURS.length);
        for (Ramp ramp : Ramp.values()) {
            for (int step = 1; step <= Ramp.BLENDS; step++) {
                colours[ramp.firstBlend() + step - 1] =
                        blend(colours[ramp.paper], colours[ramp.ink], step, Ramp.BLENDS + 1);
            }
        }
        return colours;
    }

    /** The colour that is {@code step} of {@code steps} on the way from one to another. */
    static int blend(int paper, int ink, int step, int steps) {
        int rgb = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int from = paper >> shift & 255;
            int to = ink >> shift & 255;
            rgb |= (from + Math.floorDiv((to - from) * step * 2 + steps, 2 * steps)) << shift;
        }
        return rgb;
    }
}
