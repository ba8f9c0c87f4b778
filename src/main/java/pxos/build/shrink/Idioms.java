package pxos.build.shrink;

import static pxos.build.shrink.Parts.FLAGS;
import static pxos.build.shrink.Parts.OTHERS;
import static pxos.build.shrink.Parts.WORDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Rule.Piece;
import pxos.build.shrink.Rule.Shorter;

/** Rules for several instructions that one instruction does. */
final class Idioms {

    static final List<Rule> RULES = List.of(Idioms::halves, Idioms::extended, Idioms::load, Idioms::store);

    private static final int INC_SI = 0x46;
    private static final int INC_DI = 0x47;

    private Idioms() {}

    /** Two halves of a register that are set one after the other are set at once. */
    private static Optional<Shorter> halves(Cell cell, Facts facts) {
        Cell next = facts.next(cell);
        if (!isHalf(cell) || next == null || !isHalf(next) || (Rule.at(cell, 0) ^ Rule.at(next, 0)) != 4) {
            return Optional.empty();
        }
        boolean lowFirst = Rule.at(cell, 0) < 0xB4;
        int low = Rule.at(lowFirst ? cell : next, 1);
        int high = Rule.at(lowFirst ? next : cell, 1);
        int register = Rule.at(lowFirst ? cell : next, 0) - 0xB0;
        return Rule.instead(
                2, String.format("mov %s, 0x%02X%02X", WORDS[register], high, low), 0xB8 + register, low, high);
    }

    private static boolean isHalf(Cell cell) {
        return cell.isCode()
                && cell.bytes().size() == 2
                && cell.bytes().get(0) >= 0xB0
                && cell.bytes().get(0) <= 0xB7;
    }

    /** {@code mov bl, [di]} and {@code mov bh, 0}, in any order: MOVZX, if the address does not need BH. */
    private static Optional<Shorter> extended(Cell cell, Facts facts) {
        Cell next = facts.next(cell);
        if (next == null || !next.isCode()) {
            return Optional.empty();
        }
        boolean loadsFirst = loads(cell) >= 0;
        Cell load = loadsFirst ? cell : next;
        Cell clear = loadsFirst ? next : cell;
        int register = loads(load);
        boolean flags = Rule.at(clear, 0) == 0x30;
        if (register < 0
                || register > 3
                || cleared(clear) != register + 4
                || load.bytes().size() > 3) {
            return Optional.empty();
        }
        boolean needsHigh = (facts.effect(load).reads() & Parts.half(register + 4)) != 0;
        if (needsHigh || flags && !facts.isDeadAfter(next, FLAGS)) {
            return Optional.empty();
        }
        List<Integer> bytes = new ArrayList<>(List.of(0x0F, 0xB6));
        boolean turned = Rule.at(load, 0) == 0x88;
        int form = Rule.at(load, 1);
        bytes.add(turned ? 0xC0 | (form & 7) << 3 | form >> 3 & 7 : form);
        bytes.addAll(load.bytes().subList(2, load.bytes().size()));
        String text = load.text().replaceFirst("(?i)\\bmov\\s+\\w+,", "movzx " + WORDS[register] + ",");
        return Rule.instead(2, new Piece(text, bytes, List.of()));
    }

    /** The byte register that is loaded from another one or from memory; -1 for none. */
    private static int loads(Cell cell) {
        int form = Rule.at(cell, 1);
        if (Rule.at(cell, 0) == 0x88 && form >= 0xC0) {
            return form & 7;
        }
        return Rule.at(cell, 0) == 0x8A && cell.references().isEmpty() ? form >> 3 & 7 : -1;
    }

    /** The byte register that becomes 0; -1 for none. */
    private static int cleared(Cell cell) {
        if (isHalf(cell) && Rule.at(cell, 1) == 0) {
            return Rule.at(cell, 0) - 0xB0;
        }
        int form = Rule.at(cell, 1);
        boolean clears = Rule.is(cell, 2, 0x30) && form >= 0xC0 && (form & 7) == (form >> 3 & 7);
        return clears ? form & 7 : -1;
    }

    /** {@code mov al, [si]} and {@code inc si}: LODSB. The direction flag is 0 in all of pxOS. */
    private static Optional<Shorter> load(Cell cell, Facts facts) {
        boolean word = cell.bytes().equals(List.of(0x8B, 0x04));
        boolean loads = word || cell.bytes().equals(List.of(0x8A, 0x04));
        return loads
                ? moving(cell, facts, INC_SI, 0xC6, word, word ? "lodsw" : "lodsb", word ? 0xAD : 0xAC)
                : Optional.empty();
    }

    /** {@code mov [di], al} and {@code inc di}: STOSB, as long as ES is what DS is. */
    private static Optional<Shorter> store(Cell cell, Facts facts) {
        boolean word = cell.bytes().equals(List.of(0x89, 0x05));
        boolean stores = word || cell.bytes().equals(List.of(0x88, 0x05));
        return stores
                ? moving(cell, facts, INC_DI, 0xC7, word, word ? "stosw" : "stosb", word ? 0xAB : 0xAA)
                : Optional.empty();
    }

    private static Optional<Shorter> moving(
            Cell cell, Facts facts, int inc, int add, boolean word, String text, int opcode) {
        Cell next = facts.next(cell);
        boolean once = Rule.is(next, 1, inc);
        boolean twice = once && Rule.is(facts.next(next), 1, inc);
        boolean added = Rule.is(next, 3, 0x83) && Rule.at(next, 1) == add && Rule.at(next, 2) == 2;
        int cells = !word && once ? 2 : word && twice ? 3 : word && added ? 2 : 0;
        if (cells == 0 || !facts.hasPlainSegments()) {
            return Optional.empty();
        }
        Cell last = cells == 3 ? facts.next(next) : next;
        return facts.isDeadAfter(last, added ? FLAGS : OTHERS) ? Rule.instead(cells, text, opcode) : Optional.empty();
    }
}
