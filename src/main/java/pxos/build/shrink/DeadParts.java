package pxos.build.shrink;

import static pxos.build.shrink.Parts.AX;
import static pxos.build.shrink.Parts.FLAGS;
import static pxos.build.shrink.Parts.OTHERS;
import static pxos.build.shrink.Parts.WORDS;

import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Cell.Reference;
import pxos.build.shrink.Rule.Piece;
import pxos.build.shrink.Rule.Shorter;

/** Rules for registers and flags that nobody looks at any more. */
final class DeadParts {

    static final List<Rule> RULES = List.of(
            DeadParts::unwanted,
            DeadParts::exchange,
            DeadParts::zero,
            DeadParts::step,
            DeadParts::wholeStep,
            DeadParts::twice,
            DeadParts::storedZero,
            DeadParts::storedZeros,
            DeadParts::wideNumber);

    private DeadParts() {}

    /** An instruction of whose results nobody wants any. */
    private static Optional<Shorter> unwanted(Cell cell, Facts facts) {
        CodeEffect effect = facts.effect(cell);
        boolean nothing = effect.isPure() && !Effects.namesStack(effect) && facts.isDeadAfter(cell, effect.changes());
        return nothing ? Rule.instead(1) : Optional.empty();
    }

    /** {@code mov bx, ax} where AX is not wanted any more: {@code xchg ax, bx}. */
    private static Optional<Shorter> exchange(Cell cell, Facts facts) {
        int first = Rule.at(cell, 0);
        int second = Rule.at(cell, 1);
        if (cell.bytes().size() != 2 || first != 0x89 && first != 0x8B || second < 0xC0) {
            return Optional.empty();
        }
        int from = first == 0x89 ? second >> 3 & 7 : second & 7;
        int to = first == 0x89 ? second & 7 : second >> 3 & 7;
        boolean ax = (from == 0 || to == 0) && from != to && from != 4 && to != 4;
        return ax && facts.isDeadAfter(cell, Parts.word(from))
                ? Rule.instead(1, "xchg ax, " + WORDS[from | to], 0x90 | from | to)
                : Optional.empty();
    }

    private static Optional<Shorter> zero(Cell cell, Facts facts) {
        int register = Rule.at(cell, 0) - 0xB8;
        boolean sets = cell.bytes().size() == 3
                && register >= 0
                && register < 8
                && cell.references().isEmpty()
                && Rule.at(cell, 1) == 0
                && Rule.at(cell, 2) == 0;
        return sets && facts.isDeadAfter(cell, FLAGS)
                ? Rule.instead(1, "xor " + WORDS[register] + ", " + WORDS[register], 0x31, 0xC0 | register * 9)
                : Optional.empty();
    }

    /** One more or one less, where nobody asks for the carry. */
    private static Optional<Shorter> step(Cell cell, Facts facts) {
        boolean one = Rule.is(cell, 3, 0x83) && (Rule.at(cell, 2) == 1 || Rule.at(cell, 2) == 0xFF);
        int operation = one ? Rule.at(cell, 1) >> 3 : -1;
        if (operation != 0x18 && operation != 0x1D || !facts.isDeadAfter(cell, Parts.CARRY)) {
            return Optional.empty();
        }
        int register = Rule.at(cell, 1) & 7;
        boolean up = operation == 0x18 == (Rule.at(cell, 2) == 1);
        return Rule.instead(1, (up ? "inc " : "dec ") + WORDS[register], (up ? 0x40 : 0x48) + register);
    }

    /** {@code inc al} where AH is not wanted: {@code inc ax}. */
    private static Optional<Shorter> wholeStep(Cell cell, Facts facts) {
        int second = Rule.at(cell, 1);
        boolean low = Rule.is(cell, 2, 0xFE) && second >= 0xC0 && second < 0xD0 && (second & 7) < 4;
        if (!low || !facts.isDeadAfter(cell, Parts.half((second & 7) + 4) | OTHERS)) {
            return Optional.empty();
        }
        boolean up = second < 0xC8;
        return Rule.instead(1, (up ? "inc " : "dec ") + WORDS[second & 7], (up ? 0x40 : 0x48) + (second & 7));
    }

    /** Two more or two less. */
    private static Optional<Shorter> twice(Cell cell, Facts facts) {
        boolean two = Rule.is(cell, 3, 0x83) && Rule.at(cell, 2) == 2;
        int operation = two ? Rule.at(cell, 1) >> 3 : -1;
        if (operation != 0x18 && operation != 0x1D || !facts.isDeadAfter(cell, FLAGS)) {
            return Optional.empty();
        }
        boolean up = operation == 0x18;
        int register = Rule.at(cell, 1) & 7;
        Piece one = Rule.piece((up ? "inc " : "dec ") + WORDS[register], (up ? 0x40 : 0x48) + register);
        return Rule.instead(1, one, one);
    }

    /** {@code mov word [x], 0} by way of AX. */
    private static Optional<Shorter> storedZero(Cell cell, Facts facts) {
        boolean stores = Rule.is(cell, 6, 0xC7) && Rule.at(cell, 1) == 6 && isZero(cell, 4);
        return stores && facts.isDeadAfter(cell, AX | FLAGS)
                ? Rule.instead(1, Rule.piece("xor ax, ax", 0x31, 0xC0), store(cell, 2, 0))
                : Optional.empty();
    }

    /** {@code mov dword [x], 0} by way of AX, which may be 0 already. */
    private static Optional<Shorter> storedZeros(Cell cell, Facts facts) {
        boolean stores = Rule.is(cell, 9, 0x66) && Rule.at(cell, 1) == 0xC7 && Rule.at(cell, 2) == 6 && isZero(cell, 5);
        if (stores && facts.word(cell, 0) == 0) {
            return Rule.instead(1, store(cell, 3, 0), store(cell, 3, 2));
        }
        return stores && facts.isDeadAfter(cell, AX | FLAGS)
                ? Rule.instead(1, Rule.piece("xor ax, ax", 0x31, 0xC0), store(cell, 3, 0), store(cell, 3, 2))
                : Optional.empty();
    }

    private static boolean isZero(Cell cell, int from) {
        return cell.bytes().subList(from, cell.bytes().size()).stream().allMatch(value -> value == 0)
                && cell.references().stream().allMatch(reference -> reference.at() < from);
    }

    /** {@code mov [x], ax}, some bytes after the place that an instruction names at an index. */
    private static Piece store(Cell cell, int index, int behind) {
        int address = (Rule.at(cell, index) | Rule.at(cell, index + 1) << 8) + behind;
        List<Reference> moved = cell.references().stream()
                .map(reference -> new Reference(1, 2, false, reference.target() + behind))
                .toList();
        String text = cell.text().replaceFirst(",.*", ", ax").replaceFirst("(?i)\\bd?word ", "");
        return new Piece(
                behind == 0 ? text : text + " ; " + behind + " bytes on",
                List.of(0xA3, address & 0xFF, address >> 8 & 0xFF),
                moved);
    }

    /** {@code mov ebx, 10} half by half. */
    private static Optional<Shorter> wideNumber(Cell cell, Facts facts) {
        int register = Rule.at(cell, 1) - 0xB8;
        boolean small = Rule.is(cell, 6, 0x66)
                && register >= 0
                && register < 4
                && isZero(cell, 3)
                && cell.references().isEmpty()
                && facts.isDeadAfter(cell, FLAGS);
        String name = small ? WORDS[register] : "";
        return small
                ? Rule.instead(
                        1,
                        Rule.piece("xor e" + name + ", e" + name, 0x66, 0x31, 0xC0 | register * 9),
                        Rule.piece(
                                "mov " + name.charAt(0) + "l, " + Rule.at(cell, 2), 0xB0 + register, Rule.at(cell, 2)))
                : Optional.empty();
    }
}
