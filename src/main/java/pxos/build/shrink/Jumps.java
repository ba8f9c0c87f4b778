package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Cell.Reference;
import pxos.os.code.Encoding;

/** Rewrites of where the control goes. */
final class Jumps {

    private static final int LONG_CONDITION = 4;
    private static final int SHORT = 2;
    private static final int JCXZ = 0xE3;

    /** Jumps that lead in a circle have no end. */
    private static final int LONGEST_CHAIN = 8;

    private static final String[] CONDITIONS = {
        "jo", "jno", "jb", "jae", "je", "jne", "jbe", "ja", "js", "jns", "jp", "jnp", "jl", "jge", "jle", "jg"
    };

    private final Code code;

    Jumps(Code code) {
        this.code = code;
    }

    /** Makes one cell smaller; what was done, in words. */
    Optional<String> rewrite(Cell cell) {
        return tailCall(cell).or(() -> cell.isJump() ? jump(cell) : condition(cell));
    }

    private Optional<String> become(Cell cell, String text, List<Integer> bytes, Reference... references) {
        String done = cell.inWords() + " -> " + text;
        code.put(cell.become(text, bytes, references));
        return Optional.of(done);
    }

    /** {@code call x; ret} becomes {@code jmp x}; whoever leads to the return is led to another one that is near. */
    private Optional<String> tailCall(Cell cell) {
        Cell next = code.next(cell);
        if (!cell.isCall() || next == null || !next.isReturn() || !isSpared(next)) {
            return Optional.empty();
        }
        return become(
                cell,
                cell.text().replaceFirst("(?i)\\bcall\\b", "jmp"),
                List.of(Cell.JMP, 0, 0),
                new Reference(1, 2, true, cell.target()));
    }

    /** Removes a return, if nothing leads to it, or all that does reaches another one. */
    private boolean isSpared(Cell end) {
        if (!code.targets().contains(end.old())) {
            code.remove(end);
            return true;
        }
        return code.cells().stream().filter(other -> other.isReturn() && other != end).toList().stream()
                .anyMatch(other -> code.isReplaced(end, other));
    }

    /** A jump to the next instruction goes; one to a return is a return; one to a jump leads where that does. */
    private Optional<String> jump(Cell cell) {
        Cell target = code.at(cell.target());
        if (target != null && target == code.next(cell)) {
            code.remove(cell);
            return Optional.of(cell.inWords() + ": leads to what follows");
        }
        if (target != null && target.isReturn()) {
            return become(cell, "ret", List.of(Cell.RET));
        }
        if (cell.bytes().size() == 3 && code.isOwn(cell.target()) && isNear(cell)) {
            return become(cell, cell.text(), List.of(Cell.SHORT_JMP, 0), new Reference(1, 1, true, cell.target()));
        }
        return threaded(cell, target);
    }

    /** Where a jump leads to a jump of the feature, it may lead to where the last of them does. */
    private Optional<String> threaded(Cell cell, Cell target) {
        Cell end = target;
        for (int i = 0; i < LONGEST_CHAIN && isOwnJump(end); i++) {
            end = code.at(end.target());
        }
        if (end == null || end == target || end == cell || isOwnJump(end)) {
            return Optional.empty();
        }
        Reference old = cell.references().get(0);
        Reference led = new Reference(old.at(), old.size(), true, end.old());
        code.put(cell.become(cell.text(), cell.bytes(), led));
        if (code.reaches()) {
            return Optional.of(cell.inWords() + ": goes where " + target.text() + " goes");
        }
        code.put(cell);
        return Optional.empty();
    }

    private boolean isOwnJump(Cell cell) {
        return cell != null && cell.isJump() && code.isOwn(cell.target());
    }

    private Optional<String> condition(Cell cell) {
        Encoding encoding = cell.isCode() ? cell.encoding().orElse(null) : null;
        boolean asks = encoding != null && (encoding.isConditionalJump() || encoding.opcode() == JCXZ);
        if (asks && code.at(cell.target()) != null && code.at(cell.target()) == code.next(cell)) {
            code.remove(cell);
            return Optional.of(cell.inWords() + ": leads to what follows");
        }
        if (encoding == null || !encoding.isConditionalJump() || encoding.opcodeAt() > 1) {
            return Optional.empty();
        }
        int condition = encoding.opcode() & 0xF;
        boolean isLong = cell.bytes().size() == LONG_CONDITION;
        if (isLong && code.isOwn(cell.target()) && isNear(cell)) {
            return become(cell, cell.text(), List.of(0x70 | condition, 0), new Reference(1, 1, true, cell.target()));
        }
        return over(cell, condition).or(() -> threaded(cell, code.at(cell.target())));
    }

    /** {@code jz .over; jmp x; .over:} becomes {@code jnz x}. */
    private Optional<String> over(Cell cell, int condition) {
        Cell jump = code.next(cell);
        boolean skips = jump != null
                && jump.isJump()
                && code.isOwn(cell.target())
                && code.at(cell.target()) == code.next(jump)
                && code.at(cell.target()) != null
                && !code.targets().contains(jump.old());
        if (!skips) {
            return Optional.empty();
        }
        boolean near = code.isOwn(jump.target()) && isNear(jump.target(), cell);
        int other = condition ^ 1;
        if (!near && cell.bytes().size() + jump.bytes().size() <= LONG_CONDITION) {
            return Optional.empty();
        }
        code.remove(jump);
        String text = jump.text().replaceFirst("(?i)\\bjmp( short| near)?\\b", CONDITIONS[other]);
        return near
                ? become(cell, text, List.of(0x70 | other, 0), new Reference(1, 1, true, jump.target()))
                : become(cell, text, List.of(0x0F, 0x80 | other, 0, 0), new Reference(2, 2, true, jump.target()));
    }

    private boolean isNear(Cell cell) {
        return isNear(cell.target(), cell);
    }

    private boolean isNear(int target, Cell cell) {
        // The code after it moves with it: the distance shrinks at most by as much as the cell does.
        int distance = code.distance(cell, SHORT, target);
        return distance >= -128 && distance <= 127;
    }

    /** Removes what nothing leads to. */
    List<String> unreached(Facts facts) {
        List<String> done = new ArrayList<>();
        for (Cell cell : code.cells()) {
            if (cell.isCode() && !facts.isReached(cell) && !code.targets().contains(cell.old())) {
                code.remove(cell);
                done.add(cell.inWords() + ": nothing leads there");
            }
        }
        return done;
    }
}
