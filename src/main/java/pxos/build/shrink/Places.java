package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.os.code.Encoding;

/** Moves pieces of code that nothing runs into: after a jump to them, which goes, or nearer to who leads to them. */
final class Places {

    private final Code code;

    Places(Code code) {
        this.code = code;
    }

    /** Moves one of them; what was done, in words. */
    Optional<String> move() {
        for (Cell jump : code.cells()) {
            if (!jump.isCode() || jump.references().isEmpty() || !leads(jump)) {
                continue;
            }
            List<Cell> piece = pieceAt(code.at(jump.target()));
            if (piece.isEmpty() || piece.contains(jump)) {
                continue;
            }
            Optional<String> done = jump.isJump()
                    ? after(jump, piece)
                    : jump.bytes().size() > 2 ? nearer(jump, piece) : Optional.empty();
            if (done.isPresent()) {
                return done;
            }
        }
        return Optional.empty();
    }

    private boolean leads(Cell cell) {
        boolean condition = cell.encoding().filter(Encoding::isConditionalJump).isPresent();
        return (cell.isJump() || condition) && code.isOwn(cell.target());
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

    private Optional<String> after(Cell jump, List<Cell> piece) {
        List<Integer> before = code.order();
        code.move(piece, jump);
        if (!code.reaches()) {
            code.restore(before);
            return Optional.empty();
        }
        code.remove(jump);
        return Optional.of(jump.inWords() + ": what it leads to follows");
    }

    /** So near that a condition takes a short jump. */
    private Optional<String> nearer(Cell jump, List<Cell> piece) {
        List<Integer> before = code.order();
        for (Cell end : code.cells()) {
            if (!end.isCode() || goesOn(end) || piece.contains(end)) {
                continue;
            }
            code.move(piece, end);
            int distance = code.distance(jump, 2, jump.target());
            if (code.reaches() && distance == (byte) distance) {
                return Optional.of(piece.get(0).inWords() + ": nearer");
            }
            code.restore(before);
        }
        return Optional.empty();
    }
}
