package pxos.build.shrink;

import static pxos.build.shrink.Parts.ALL;
import static pxos.build.shrink.Parts.CARRY;
import static pxos.build.shrink.Parts.FLAGS;
import static pxos.build.shrink.Parts.OTHERS;

/**
 * What an instruction does to the parts of the processor.
 *
 * @param reads what it may look at
 * @param kills what it overwrites whatever it was
 * @param changes what it may change
 * @param isPure whether this is all that it does: it writes no memory, no port, no stack and leads nowhere
 */
record Effect(int reads, int kills, int changes, boolean isPure) {

    /** Anything. */
    static final Effect UNKNOWN = new Effect(ALL, 0, ALL, false);

    /** Nothing that an analysis sees: interrupts on and off, the direction, HLT. */
    static final Effect UNSEEN = new Effect(0, 0, 0, false);

    static Effect pure(int reads, int kills) {
        return new Effect(reads, kills, kills, true);
    }

    static Effect impure(int reads, int kills) {
        return new Effect(reads, kills, kills, false);
    }

    Effect reading(int more) {
        return new Effect(reads | more, kills, changes, isPure);
    }

    Effect ignoring(int unread) {
        return new Effect(reads & ~unread, kills, changes, isPure);
    }

    /** The same, where it may be that nothing happens at all. */
    Effect perhaps(int changed) {
        return new Effect(reads, kills & ~changed, changes | changed, isPure);
    }

    Effect withoutPurity() {
        return new Effect(reads, kills, changes, false);
    }

    /** What a condition looks at, by the last four bits of its opcode. */
    static int condition(int opcode) {
        return switch (opcode & 0xE) {
            case 2 -> CARRY;
            case 6 -> FLAGS;
            default -> OTHERS;
        };
    }
}
