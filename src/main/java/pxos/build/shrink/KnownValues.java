package pxos.build.shrink;

import static pxos.build.shrink.Parts.HALVES;
import static pxos.build.shrink.Parts.WORDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Cell.Reference;
import pxos.build.shrink.Rule.Piece;
import pxos.build.shrink.Rule.Shorter;
import pxos.os.code.Encoding;

/** Rules for what a register is known to hold already. */
final class KnownValues {

    static final List<Rule> RULES =
            List.of(KnownValues::half, KnownValues::word, KnownValues::immediate, KnownValues::early);

    /** An operand byte: a fixed address. */
    private static final int DIRECT = 6;

    /** How many instructions a load may come later. */
    private static final int FAR = 4;

    private KnownValues() {}

    /** {@code mov al, 3} where AL is 3. */
    private static Optional<Shorter> half(Cell cell, Facts facts) {
        int first = Rule.at(cell, 0);
        boolean sets = cell.bytes().size() == 2 && first >= 0xB0 && first <= 0xB7;
        return sets && facts.half(cell, first - 0xB0) == Rule.at(cell, 1) ? Rule.instead(1) : Optional.empty();
    }

    /** {@code mov cx, 3} where CX, CH or another register is what it has to be. */
    private static Optional<Shorter> word(Cell cell, Facts facts) {
        int register = Rule.at(cell, 0) - 0xB8;
        if (cell.bytes().size() != 3
                || register < 0
                || register > 7
                || !cell.references().isEmpty()) {
            return Optional.empty();
        }
        int low = Rule.at(cell, 1);
        int high = Rule.at(cell, 2);
        int value = low | high << 8;
        if (facts.word(cell, register) == value) {
            return Rule.instead(1);
        }
        if (register < 4 && facts.half(cell, register + 4) == high) {
            return Rule.instead(1, String.format("mov %s, %d", HALVES[register], low), 0xB0 + register, low);
        }
        if (register < 4 && facts.half(cell, register) == low) {
            return Rule.instead(1, String.format("mov %s, %d", HALVES[register + 4], high), 0xB4 + register, high);
        }
        for (int other = 0; other < 8; other++) {
            if (other != 4 && facts.word(cell, other) == value) {
                return Rule.instead(
                        1, "mov " + WORDS[register] + ", " + WORDS[other], 0x89, 0xC0 | other << 3 | register);
            }
        }
        return Optional.empty();
    }

    /** {@code cmp byte [di], 0} and {@code mov word [counter], 0} where a register is 0. */
    private static Optional<Shorter> immediate(Cell cell, Facts facts) {
        int first = Rule.at(cell, 0);
        int form = Rule.at(cell, 1);
        boolean bytes = first == 0x80 || first == 0xC6;
        boolean words = first == 0x81 || first == 0x83 || first == 0xC7;
        Optional<Encoding> encoding = cell.encoding();
        if (!bytes && !words || encoding.isEmpty()) {
            return Optional.empty();
        }
        int valueAt = encoding.get().immediateAt();
        if (cell.references().stream().anyMatch(reference -> reference.at() >= valueAt)) {
            return Optional.empty();
        }
        int value = first == 0x83
                ? (byte) encoding.get().immediate() & 0xFFFF
                : encoding.get().immediate();
        for (int register = 0; register < 8; register++) {
            boolean stack = words && register == 4;
            int known = bytes ? facts.half(cell, register) : facts.word(cell, register);
            if (!stack && known == value) {
                return Optional.of(with(register, cell, bytes, first, form, valueAt));
            }
        }
        return Optional.empty();
    }

    /** {@code mov byte [x], 0} before {@code mov bh, 0}: the register is set first, and stored. */
    private static Optional<Shorter> early(Cell cell, Facts facts) {
        if (!Rule.is(cell, 5, 0xC6) || Rule.at(cell, 1) != DIRECT) {
            return Optional.empty();
        }
        List<Piece> between = new ArrayList<>();
        int used = 0;
        Cell next = facts.next(cell);
        while (next != null && facts.effect(next).isPure() && !facts.isTarget(next) && between.size() < FAR) {
            int register = Rule.at(next, 0) - 0xB0;
            boolean sets = next.bytes().size() == 2 && register >= 0 && register < 8;
            if (sets && Rule.at(next, 1) == Rule.at(cell, 4)) {
                return (used & Parts.half(register)) == 0
                        ? Optional.of(early(cell, next, register, between))
                        : Optional.empty();
            }
            between.add(Piece.of(next));
            used |= facts.effect(next).reads() | facts.effect(next).changes();
            next = facts.next(next);
        }
        return Optional.empty();
    }

    private static Shorter early(Cell store, Cell load, int register, List<Piece> between) {
        List<Piece> pieces = new ArrayList<>(List.of(Piece.of(load)));
        pieces.addAll(with(register, store, true, 0xC6, DIRECT, 4).pieces());
        pieces.addAll(between);
        return new Shorter(pieces.size(), pieces);
    }

    private static Shorter with(int register, Cell cell, boolean isByte, int first, int form, int valueAt) {
        int operation = first >= 0xC6 ? 0x88 : form & 0x38;
        List<Integer> bytes = new ArrayList<>();
        bytes.add(operation | (isByte ? 0 : 1));
        bytes.add(form & 0xC7 | register << 3);
        bytes.addAll(cell.bytes().subList(2, valueAt));
        String name = isByte ? HALVES[register] : WORDS[register];
        String text = cell.text().replaceFirst(",.*", ", " + name);
        List<Reference> references = cell.references();
        return new Shorter(1, List.of(new Piece(text, bytes, references)));
    }
}
