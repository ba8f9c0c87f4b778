package pxos.build.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Cell.Reference;
import pxos.build.shrink.Rule.Piece;
import pxos.build.shrink.Rule.Shorter;

/** Rules for an instruction that has a shorter encoding (Intel SDM volume 2). */
final class Encodings {

    static final List<Rule> RULES = List.of(
            Encodings::accumulator, Encodings::signed, Encodings::direct, Encodings::counting, Encodings::exchange);

    private Encodings() {}

    private static Optional<Shorter> same(Cell cell, Integer... bytes) {
        return Rule.instead(1, cell.text(), bytes);
    }

    /** {@code and al, 5} has an opcode of its own. */
    private static Optional<Shorter> accumulator(Cell cell, Facts facts) {
        int second = Rule.at(cell, 1);
        if (Rule.is(cell, 3, 0x80) && second >= 0xC0 && (second & 7) == 0) {
            return same(cell, second & 0x38 | 4, Rule.at(cell, 2));
        }
        boolean word = Rule.is(cell, 4, 0x81) && second >= 0xC0 && (second & 7) == 0;
        return word && cell.references().isEmpty() && !isSmall(cell)
                ? same(cell, second & 0x38 | 5, Rule.at(cell, 2), Rule.at(cell, 3))
                : Optional.empty();
    }

    /** A number of one byte, with its sign. */
    private static Optional<Shorter> signed(Cell cell, Facts facts) {
        boolean word = Rule.is(cell, 4, 0x81)
                && Rule.at(cell, 1) >= 0xC0
                && cell.references().isEmpty();
        if (word && isSmall(cell)) {
            return same(cell, 0x83, Rule.at(cell, 1), Rule.at(cell, 2));
        }
        int size = cell.bytes().size();
        boolean memory = Rule.at(cell, 0) == 0x81
                && Rule.at(cell, 1) < 0xC0
                && cell.encoding()
                        .filter(code -> code.immediateAt() == size - 2)
                        .isPresent()
                && cell.references().stream().noneMatch(reference -> reference.at() == size - 2);
        int value = Rule.at(cell, size - 2) | Rule.at(cell, size - 1) << 8;
        if (!memory || (short) value != (byte) value) {
            return Optional.empty();
        }
        List<Integer> bytes = new ArrayList<>(cell.bytes().subList(0, size - 1));
        bytes.set(0, 0x83);
        return Rule.instead(1, new Piece(cell.text(), bytes, cell.references()));
    }

    private static boolean isSmall(Cell cell) {
        int value = Rule.at(cell, 2) | Rule.at(cell, 3) << 8;
        return (short) value == (byte) value;
    }

    /** AL and AX at a fixed address. */
    private static Optional<Shorter> direct(Cell cell, Facts facts) {
        int first = Rule.at(cell, 0);
        if (first < 0x88
                || first > 0x8B
                || Rule.at(cell, 1) != 6
                || cell.bytes().size() != 4) {
            return Optional.empty();
        }
        int opcode = 0xA0 | first & 1 | (first < 0x8A ? 2 : 0);
        List<Reference> moved = cell.references().stream()
                .map(reference -> new Reference(1, 2, false, reference.target()))
                .toList();
        return Rule.instead(1, new Piece(cell.text(), List.of(opcode, Rule.at(cell, 2), Rule.at(cell, 3)), moved));
    }

    private static Optional<Shorter> counting(Cell cell, Facts facts) {
        int second = Rule.at(cell, 1);
        boolean counts = Rule.is(cell, 2, 0xFF) && second >= 0xC0 && second < 0xD0;
        return counts ? same(cell, (second < 0xC8 ? 0x40 : 0x48) + (second & 7)) : Optional.empty();
    }

    private static Optional<Shorter> exchange(Cell cell, Facts facts) {
        int second = Rule.at(cell, 1);
        boolean ax = Rule.is(cell, 2, 0x87) && second >= 0xC0 && ((second & 7) == 0 || (second >> 3 & 7) == 0);
        return ax ? same(cell, 0x90 | second & 7 | second >> 3 & 7) : Optional.empty();
    }
}
