package pxos.pixel;

import pxos.pixel.picture.Mark;

/** The four ways a run ends, as the network shows them. */
enum Verdict {
    PASS('P', Mark.TICK),
    FAIL('F', Mark.CROSS),
    ERROR('E', Mark.TRIANGLE),
    SKIPPED('S', Mark.BAR);

    private final char letter;
    private final Mark mark;

    Verdict(char letter, Mark mark) {
        this.letter = letter;
        this.mark = mark;
    }

    char letter() {
        return letter;
    }

    Mark mark() {
        return mark;
    }

    /** The verdict a record's text begins with; anything unknown counts as an error. */
    static Verdict of(RunRecord run) {
        for (Verdict verdict : values()) {
            if (run.verdict().startsWith(verdict.name())) {
                return verdict;
            }
        }
        return ERROR;
    }

    static Verdict of(char letter) {
        for (Verdict verdict : values()) {
            if (verdict.letter == letter) {
                return verdict;
            }
        }
        return ERROR;
    }
}
