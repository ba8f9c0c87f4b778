package pxos.build.shrink;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import pxos.os.code.Encoding;

/**
 * Whether anybody still wants what an instruction left in the arithmetic flags (Intel SDM volume 1, appendix A). In doubt
 * somebody does: a caller behind a return, and whoever a jump out of the feature leads to.
 */
final class Flags {

    private static final List<Integer> READERS =
            List.of(0x9C, 0x9F, 0xCE, 0xE0, 0xE1, 0xF5, 0x27, 0x2F, 0x37, 0x3F, 0xD6, 0xCF, 0x9D);

    private final Code code;

    Flags(Code code) {
        this.code = code;
    }

    boolean areDeadAfter(Cell cell) {
        return isDead(code.next(cell), new HashSet<>());
    }

    private boolean isDead(Cell from, Set<Integer> seen) {
        Cell cell = from;
        while (cell != null) {
            if (!seen.add(cell.old())) {
                return true;
            }
            Encoding encoding = cell.isCode() ? cell.encoding().orElse(null) : null;
            if (encoding == null || reads(encoding)) {
                return false;
            }
            if (writesAll(encoding)) {
                return true;
            }
            if (cell.isJump()) {
                cell = code.at(cell.target());
                continue;
            }
            if (!encoding.goesOn()) {
                return false;
            }
            if (encoding.isRelative() && !follows(cell, seen)) {
                return false;
            }
            cell = code.next(cell);
        }
        return false;
    }

    /** A call or LOOP: its other way must not want them either. A service of pxOS takes nothing in flags. */
    private boolean follows(Cell cell, Set<Integer> seen) {
        return cell.isCall() && !code.isOwn(cell.target()) || isDead(code.at(cell.target()), seen);
    }

    private static boolean reads(Encoding code) {
        int opcode = code.opcode();
        boolean carry = opcode < 0x40 && (opcode & 7) < 6 && (opcode >> 3 == 2 || opcode >> 3 == 3)
                || (opcode == 0x80 || opcode == 0x81 || opcode == 0x83) && (code.reg() == 2 || code.reg() == 3)
                || (opcode == 0xD0
                                || opcode == 0xD1
                                || opcode == 0xD2
                                || opcode == 0xD3
                                || opcode == 0xC0
                                || opcode == 0xC1)
                        && (code.reg() == 2 || code.reg() == 3);
        return carry
                || code.isConditionalJump()
                || READERS.contains(opcode)
                || opcode >= 0x0F90 && opcode <= 0x0F9F
                // A repeated comparison of nothing leaves them as they are.
                || code.opcodeAt() > 0;
    }

    private static boolean writesAll(Encoding code) {
        int opcode = code.opcode();
        boolean arithmetic = opcode < 0x40 && (opcode & 7) < 6;
        boolean group = (opcode >= 0x80 && opcode <= 0x83);
        boolean negated = (opcode == 0xF6 || opcode == 0xF7) && code.reg() == 3;
        boolean test = opcode == 0x84
                || opcode == 0x85
                || opcode == 0xA8
                || opcode == 0xA9
                || (opcode == 0xF6 || opcode == 0xF7) && code.reg() < 2;
        return arithmetic || group || negated || test;
    }
}
