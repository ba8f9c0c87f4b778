package pxos.pixel.picture;

/** An ink on a paper, with the blends between them. */
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

    int ink() {
        return ink;
    }

    int paper() {
        return paper;
    }

    /** The palette index for a coverage of 0 (paper) to 15 (ink). */
    int at(int coverage) {
        int step = (coverage * (BLENDS + 1) + FULL / 2) / FULL;
        return step == 0 ? paper : step > BLENDS ? ink : Palette.firstBlend(this) + step - 1;
    }
}
