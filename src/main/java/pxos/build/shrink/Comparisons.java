package pxos.build.shrink;

import static pxos.build.shrink.Parts.CARRY;
import static pxos.build.shrink.Parts.FLAGS;
import static pxos.build.shrink.Parts.HALVES;
import static pxos.build.shrink.Parts.OTHERS;
import static pxos.build.shrink.Parts.WORDS;

import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Cell.Reference;
import pxos.build.shrink.Rule.Piece;
import pxos.build.shrink.Rule.Shorter;

/** Rules for comparisons, and for the jumps after them. */
final class Comparisons {

    static final List<Rule> RULES = List.of(
            Comparisons::known, Comparisons::withZero, Comparisons::withOne, Comparisons::jcxz, Comparisons::loop);

    private Comparisons() {}

    /** A comparison with 0 of what was just computed: the flags say it already, at least whether it is 0 or negative. */
    private static Optional<Shorter> known(Cell cell, Facts facts) {
        Cell before = facts.previous(cell);
        int tested = tested(cell);
        if (tested == 0 || before == null || !before.isCode() || facts.isTarget(cell)) {
            return Optional.empty();
        }
        CodeEffect effect = facts.effect(before);
        boolean same = computed(before) == tested && effect.isPure();
        boolean all = same && isLogical(before);
        boolean some = same
                && (effect.kills() & OTHERS) != 0
                && facts.isDeadAfter(cell, CARRY)
                && asksForZeroOrSign(facts.next(cell), facts);
        return all || some ? Rule.instead(1) : Optional.empty();
    }

    /** The register that is compared with 0; nothing for none. */
    private static int tested(Cell cell) {
        int second = Rule.at(cell, 1);
        boolean twice = cell.bytes().size() == 2 && second >= 0xC0 && (second & 7) == (second >> 3 & 7);
        int first = Rule.at(cell, 0);
        if (twice && List.of(0x84, 0x08, 0x20).contains(first)) {
            return Parts.half(second & 7);
        }
        return twice && List.of(0x85, 0x09, 0x21).contains(first) ? Parts.word(second & 7) : 0;
    }

    /** The register of which an instruction leaves in the flags what it is now. */
    private static int computed(Cell cell) {
        int first = Rule.at(cell, 0);
        int second = Rule.at(cell, 1);
        if (cell.bytes().size() == 1 && first >= 0x40 && first <= 0x4F) {
            return Parts.word(first & 7);
        }
        if (first < 0x38 && (first & 7) < 6) {
            boolean bytes = (first & 1) == 0;
            int number = (first & 7) >= 4 ? 0 : (first & 7) >= 2 ? second >> 3 & 7 : second & 7;
            boolean register = (first & 7) >= 2 || second >= 0xC0;
            return !register ? 0 : bytes ? Parts.half(number) : Parts.word(number);
        }
        boolean group = List.of(0x80, 0x81, 0x83, 0xFE).contains(first) && second >= 0xC0 && second < 0xF8;
        boolean bytes = (first & 1) == 0;
        return !group ? 0 : bytes ? Parts.half(second & 7) : Parts.word(second & 7);
    }

    /** AND, OR and XOR leave all flags as a comparison with 0 does. */
    private static boolean isLogical(Cell cell) {
        int first = Rule.at(cell, 0);
        int operation = first < 0x40 ? first >> 3 : first <= 0x83 && first >= 0x80 ? Rule.at(cell, 1) >> 3 & 7 : -1;
        return operation == 1 || operation == 4 || operation == 6;
    }

    private static boolean asksForZeroOrSign(Cell jump, Facts facts) {
        int first = jump != null && jump.isCode() ? jump.bytes().get(0) : -1;
        return List.of(0x74, 0x75, 0x78, 0x79).contains(first) && facts.isDeadAfter(jump, OTHERS);
    }

    /** A comparison with 0 is a TEST: carry and overflow are 0 after both. */
    private static Optional<Shorter> withZero(Cell cell, Facts facts) {
        boolean word = Rule.is(cell, 3, 0x83) && Rule.at(cell, 1) >= 0xF8 && Rule.at(cell, 2) == 0;
        boolean half = Rule.is(cell, 3, 0x80) && Rule.at(cell, 1) >= 0xF8 && Rule.at(cell, 2) == 0;
        boolean ax = cell.bytes().equals(List.of(0x3D, 0, 0));
        if (!word && !half && !ax) {
            return Optional.empty();
        }
        int register = ax ? 0 : Rule.at(cell, 1) & 7;
        String name = half ? HALVES[register] : WORDS[register];
        return Rule.instead(1, "test " + name + ", " + name, half ? 0x84 : 0x85, 0xC0 | register * 9);
    }

    /** {@code cmp bx, 1} where nobody wants BX any more: only the carry differs after {@code dec bx}. */
    private static Optional<Shorter> withOne(Cell cell, Facts facts) {
        int wide = Rule.at(cell, 0) == 0x66 ? 1 : 0;
        int value = Rule.at(cell, 2 + wide);
        boolean compares = cell.bytes().size() == 3 + wide
                && Rule.at(cell, wide) == 0x83
                && Rule.at(cell, 1 + wide) >= 0xF8
                && (value == 1 || value == 0xFF);
        int register = Rule.at(cell, 1 + wide) & 7;
        if (!compares
                || register == 4
                || !facts.isDeadAfter(cell, Parts.register(register, wide == 1 ? 4 : 2) | CARRY)) {
            return Optional.empty();
        }
        int opcode = (value == 1 ? 0x48 : 0x40) + register;
        String text = (value == 1 ? "dec " : "inc ") + (wide == 1 ? "e" : "") + WORDS[register];
        return wide == 1 ? Rule.instead(1, text, 0x66, opcode) : Rule.instead(1, text, opcode);
    }

    /** {@code test cx, cx} and {@code jz}: JCXZ, which asks no flags. */
    private static Optional<Shorter> jcxz(Cell cell, Facts facts) {
        Cell jump = facts.next(cell);
        return tested(cell) == Parts.CX && Rule.is(jump, 2, 0x74) && facts.isDeadAfter(jump, FLAGS)
                ? leading(jump, "jcxz", 0xE3)
                : Optional.empty();
    }

    /** {@code dec cx} and {@code jnz}: LOOP, which leaves the flags as they were. */
    private static Optional<Shorter> loop(Cell cell, Facts facts) {
        Cell jump = facts.next(cell);
        return Rule.is(cell, 1, 0x49) && Rule.is(jump, 2, 0x75) && facts.isDeadAfter(jump, OTHERS)
                ? leading(jump, "loop", 0xE2)
                : Optional.empty();
    }

    private static Optional<Shorter> leading(Cell jump, String name, int opcode) {
        String text = jump.text().replaceFirst("^\\s*\\S+", name);
        Reference reference = new Reference(1, 1, true, jump.target());
        return Rule.instead(2, new Piece(text, List.of(opcode, 0), List.of(reference)));
    }
}
