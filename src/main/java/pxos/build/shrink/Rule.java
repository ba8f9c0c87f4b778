package pxos.build.shrink;

import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Cell.Reference;

/** A way to say the same in fewer bytes, where the facts allow it. */
@FunctionalInterface
interface Rule {

    /** What takes the place of a cell and of those after it; empty where the rule does not fit. */
    Optional<Shorter> on(Cell cell, Facts facts);

    /**
     * What takes the place of cells that stand one after the other, of which nothing leads to any but the first.
     *
     * @param cells how many go
     * @param pieces the instructions instead; none where they are not needed at all
     */
    record Shorter(int cells, List<Piece> pieces) {}

    /** An instruction. */
    record Piece(String text, List<Integer> bytes, List<Reference> references) {
        static Piece of(Cell cell) {
            return new Piece(cell.text(), cell.bytes(), cell.references());
        }
    }

    static Optional<Shorter> instead(int cells, Piece... pieces) {
        return Optional.of(new Shorter(cells, List.of(pieces)));
    }

    static Optional<Shorter> instead(int cells, String text, Integer... bytes) {
        return instead(cells, piece(text, bytes));
    }

    static Piece piece(String text, Integer... bytes) {
        return new Piece(text, List.of(bytes), List.of());
    }

    /** A cell's byte, or -1 after its end. */
    static int at(Cell cell, int index) {
        return index >= 0 && index < cell.bytes().size() ? cell.bytes().get(index) : -1;
    }

    /** Whether a cell has some bytes at its start, and how many it has in all. */
    static boolean is(Cell cell, int size, int first) {
        return cell != null
                && cell.isCode()
                && cell.bytes().size() == size
                && cell.bytes().get(0) == first;
    }
}
