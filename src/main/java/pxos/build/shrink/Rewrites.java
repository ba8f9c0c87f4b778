package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pxos.build.shrink.Cell.Reference;
import pxos.os.code.Encoding;

/** Smaller ways to say the same. Each is done wherever it fits, until none fits any more. */
final class Rewrites {

    private static final int SMALLEST_TAIL = 3;

    private final Code code;
    private final Instructions instructions;
    private final List<String> done = new ArrayList<>();

    Rewrites(Code code) {
        this.code = code;
        this.instructions = new Instructions(code);
    }

    /** Makes the code as small as it can, and says how: one line for each change. */
    List<String> run() {
        boolean smaller = true;
        while (smaller) {
            int before = done.size();
            for (Cell cell : code.cells()) {
                if (cell.isCode() && code.at(cell.old()) == cell) {
                    rewrite(cell);
                }
            }
            shareTails();
            fallThrough();
            smaller = done.size() > before;
        }
        return List.copyOf(done);
    }

    private void rewrite(Cell cell) {
        if (!tailCall(cell) && !jumps(cell)) {
            instructions.rewrite(cell).ifPresent(done::add);
        }
    }

    private void become(Cell cell, String text, List<Integer> bytes, Reference... references) {
        done.add(String.format("%04X  %s -> %s", cell.old(), cell.text(), text));
        code.put(cell.become(text, bytes, references));
    }

    /** {@code call x; ret} becomes {@code jmp x}; whoever leads to the return is led to another one that is near. */
    private boolean tailCall(Cell cell) {
        Cell next = code.next(cell);
        if (!cell.isCall() || next == null || !next.isReturn() || !isSpared(next)) {
            return false;
        }
        become(
                cell,
                cell.text().replaceFirst("(?i)\\bcall\\b", "jmp"),
                List.of(Cell.JMP, 0, 0),
                new Reference(1, 2, true, cell.target()));
        return true;
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

    /** A jump to the next instruction goes; one to a return is a return; one that is near takes a byte less. */
    private boolean jumps(Cell cell) {
        if (cell.isJump()) {
            Cell target = code.at(cell.target());
            if (target != null && target == code.next(cell)) {
                done.add(String.format("%04X  %s: leads to what follows", cell.old(), cell.text()));
                code.remove(cell);
                return true;
            }
            if (target != null && target.isReturn()) {
                become(cell, "ret", List.of(Cell.RET));
                return true;
            }
            if (cell.bytes().size() == 3 && code.isOwn(cell.target()) && isNear(cell, 2)) {
                become(cell, cell.text(), List.of(Cell.SHORT_JMP, 0), new Reference(1, 1, true, cell.target()));
                return true;
            }
        }
        boolean longCondition = cell.bytes().size() == 4
                && cell.bytes().get(0) == 0x0F
                && cell.opcode() >= 0x0F80
                && cell.opcode() <= 0x0F8F;
        if (longCondition && code.isOwn(cell.target()) && isNear(cell, 2)) {
            become(cell, cell.text(), List.of(0x70 | cell.opcode() & 0xF, 0), new Reference(1, 1, true, cell.target()));
            return true;
        }
        return false;
    }

    private boolean isNear(Cell cell, int size) {
        // What stands behind moves with it: the distance can only get smaller by as much as the cell does.
        int distance = code.distance(cell, size, cell.target());
        return distance >= -128 && distance <= 127;
    }

    /** Two ends that do the same are one: the second jumps to the first, or the other way round. */
    private void shareTails() {
        List<Cell> ends = new ArrayList<>();
        for (Cell cell : code.cells()) {
            if (cell.isCode() && (cell.isReturn() || cell.isJump() && !code.isOwn(cell.target()))) {
                ends.add(cell);
            }
        }
        for (Cell end : ends) {
            for (Cell other : ends) {
                if (end != other && code.at(end.old()) == end && code.at(other.old()) == other && share(end, other)) {
                    return;
                }
            }
        }
    }

    /** A piece of code that is only jumped to moves behind one of the jumps to it, which goes. */
    private void fallThrough() {
        for (Cell jump : code.cells()) {
            if (code.at(jump.old()) == jump && jump.isJump() && code.isOwn(jump.target())) {
                List<Cell> piece = pieceAt(code.at(jump.target()));
                if (!piece.isEmpty() && !piece.contains(jump)) {
                    moveBehind(jump, piece);
                }
            }
        }
    }

    /** From a cell to the end of what runs on from it; empty where something else runs into it. */
    private List<Cell> pieceAt(Cell first) {
        Cell before = first == null ? null : code.previous(first);
        boolean entered = first == null || before != null && before.isCode() && goesOn(before);
        List<Cell> piece = new ArrayList<>();
        for (Cell cell = first; !entered && cell != null && cell.isCode(); cell = code.next(cell)) {
            piece.add(cell);
            if (!goesOn(cell)) {
                return piece;
            }
        }
        return List.of();
    }

    private static boolean goesOn(Cell cell) {
        return cell.encoding().map(Encoding::goesOn).orElse(true);
    }

    private void moveBehind(Cell jump, List<Cell> piece) {
        List<Integer> before = code.order();
        code.move(piece, jump);
        if (code.reaches()) {
            done.add(String.format("%04X  %s: what it leads to follows", jump.old(), jump.text()));
            code.remove(jump);
        } else {
            code.restore(before);
        }
    }

    private boolean share(Cell kept, Cell given) {
        Set<Integer> targets = code.targets();
        List<Cell> mine = new ArrayList<>();
        Cell from = kept;
        Cell other = given;
        Cell tail = null;
        int size = 0;
        while (from != null && other != null && from != given && other != kept && from.equalsElsewhere(other)) {
            size += other.bytes().size();
            mine.add(other);
            tail = from;
            if (targets.contains(other.old())) {
                break;
            }
            from = code.previous(from);
            other = code.previous(other);
        }
        if (tail == null || size < SMALLEST_TAIL) {
            return false;
        }
        Cell first = mine.get(mine.size() - 1);
        int distance = code.distance(first, 2, tail.old());
        if (distance < -128 + size || distance > 127 - size) {
            return false;
        }
        mine.subList(0, mine.size() - 1).forEach(code::remove);
        become(
                first,
                "jmp to where the same stands: " + tail.text(),
                List.of(Cell.SHORT_JMP, 0),
                new Reference(1, 1, true, tail.old()));
        return true;
    }
}
