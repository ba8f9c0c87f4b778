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
record CodeEffect(int reads, int kills, int changes, boolean isPure) {

    /** Anything. */
    static final CodeEffect UNKNOWN = new CodeEffect(ALL, 0, ALL, false);

    /** Nothing that an analysis sees: interrupts on and off, the direction, HLT. */
    static final CodeEffect UNSEEN = new CodeEffect(0, 0, 0, false);

    static CodeEffect pure(int reads, int kills) {
        return new CodeEffect(reads, kills, kills, true);
    }

    static CodeEffect impure(int reads, int kills) {
        return new CodeEffect(reads, kills, kills, false);
    }

    CodeEffect reading(int more) {
        return new CodeEffect(reads | more, kills, changes, isPure);
    }

    CodeEffect ignoring(int unread) {
        return new CodeEffect(reads & ~unread, kills, changes, isPure);
    }

    /** The same, where it may be that nothing happens at all. */
    CodeEffect perhaps(int changed) {
        return new CodeEffect(reads, kills & ~changed, changes | changed, isPure);
    }

    CodeEffect withoutPurity() {
        return new CodeEffect(reads, kills, changes, false);
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
