package pxos.build.shrink;

import java.util.List;
import java.util.Optional;
import pxos.build.shrink.Cell.Reference;

/** Shorter instructions that do the same, as far as anybody looks at what they leave in the flags. */
final class Instructions {

    private static final String[] WORDS = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
    private static final String[] HALVES = {"al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"};

    private final Code code;
    private final Flags flags;
    private String done = "";

    Instructions(Code code) {
        this.code = code;
        this.flags = new Flags(code);
    }

    /** What was done to it, in words; empty where it is as short as it can be. */
    Optional<String> rewrite(Cell cell) {
        done = "";
        if (!halves(cell) && !zero(cell) && !compare(cell) && !step(cell)) {
            shorter(cell);
        }
        return Optional.of(done).filter(words -> !words.isEmpty());
    }

    private void become(Cell cell, String text, List<Integer> bytes, Reference... references) {
        done = String.format("%04X  %s -> %s", cell.old(), cell.text(), text);
        code.put(cell.become(text, bytes, references));
    }

    /** Two halves of a register that are set one after the other are set at once. */
    private boolean halves(Cell cell) {
        Cell next = code.next(cell);
        boolean both = next != null
                && isHalf(cell)
                && isHalf(next)
                && (cell.bytes().get(0) ^ next.bytes().get(0)) == 4
                && !code.targets().contains(next.old());
        if (!both) {
            return false;
        }
        boolean lowFirst = cell.bytes().get(0) < 0xB4;
        int low = (lowFirst ? cell : next).bytes().get(1);
        int high = (lowFirst ? next : cell).bytes().get(1);
        int register = (lowFirst ? cell : next).bytes().get(0) - 0xB0;
        become(
                cell,
                String.format("mov %s, 0x%02X%02X", WORDS[register], high, low),
                List.of(0xB8 + register, low, high));
        code.remove(next);
        return true;
    }

    private static boolean isHalf(Cell cell) {
        return cell.isCode()
                && cell.bytes().size() == 2
                && cell.bytes().get(0) >= 0xB0
                && cell.bytes().get(0) <= 0xB7;
    }

    private boolean zero(Cell cell) {
        int register = cell.bytes().get(0) - 0xB8;
        boolean sets = cell.bytes().size() == 3
                && register >= 0
                && register < 8
                && cell.references().isEmpty();
        if (sets && cell.bytes().get(1) == 0 && cell.bytes().get(2) == 0 && flags.areDeadAfter(cell)) {
            become(cell, "xor " + WORDS[register] + ", " + WORDS[register], List.of(0x31, 0xC0 | register * 9));
            return true;
        }
        return false;
    }

    /** A comparison with 0 is a TEST: carry and overflow are 0 behind both. */
    private boolean compare(Cell cell) {
        List<Integer> bytes = cell.bytes();
        boolean word = bytes.size() == 3 && bytes.get(0) == 0x83 && bytes.get(1) >= 0xF8 && bytes.get(2) == 0;
        boolean half = bytes.size() == 3 && bytes.get(0) == 0x80 && bytes.get(1) >= 0xF8 && bytes.get(2) == 0;
        boolean ax = bytes.equals(List.of(0x3D, 0, 0));
        if (!word && !half && !ax) {
            return false;
        }
        int register = ax ? 0 : bytes.get(1) & 7;
        String name = half ? HALVES[register] : WORDS[register];
        become(cell, "test " + name + ", " + name, List.of(half ? 0x84 : 0x85, 0xC0 | register * 9));
        return true;
    }

    /** One more or one less, where nobody asks for the carry. */
    private boolean step(Cell cell) {
        List<Integer> bytes = cell.bytes();
        boolean one = bytes.size() == 3 && bytes.get(0) == 0x83 && bytes.get(2) == 1;
        int operation = one ? bytes.get(1) >> 3 : -1;
        if (operation != 0x18 && operation != 0x1D || !flags.areDeadAfter(cell)) {
            return false;
        }
        int register = bytes.get(1) & 7;
        boolean up = operation == 0x18;
        become(cell, (up ? "inc " : "dec ") + WORDS[register], List.of((up ? 0x40 : 0x48) + register));
        return true;
    }

    /** The shorter of two encodings of the same instruction (Intel SDM volume 2). */
    private void shorter(Cell cell) {
        List<Integer> bytes = cell.bytes();
        int first = bytes.get(0);
        int second = bytes.size() > 1 ? bytes.get(1) : -1;
        if (first == 0x80 && bytes.size() == 3 && second >= 0xC0 && (second & 7) == 0) {
            become(cell, cell.text(), List.of((second & 0x38) | 4, bytes.get(2)));
        } else if (first == 0x81
                && bytes.size() == 4
                && second >= 0xC0
                && cell.references().isEmpty()) {
            int value = bytes.get(2) | bytes.get(3) << 8;
            if ((short) value == (byte) value) {
                become(cell, cell.text(), List.of(0x83, second, bytes.get(2)));
            } else if ((second & 7) == 0) {
                become(cell, cell.text(), List.of((second & 0x38) | 5, bytes.get(2), bytes.get(3)));
            }
        } else if ((first >= 0x88 && first <= 0x8B) && second == 6 && bytes.size() == 4) {
            int opcode = 0xA0 | first & 1 | (first < 0x8A ? 2 : 0);
            Reference[] moved = cell.references().stream()
                    .map(reference -> new Reference(1, 2, false, reference.target()))
                    .toArray(Reference[]::new);
            become(cell, cell.text(), List.of(opcode, bytes.get(2), bytes.get(3)), moved);
        } else if (first == 0xFF && bytes.size() == 2 && second >= 0xC0 && second < 0xD0) {
            become(cell, cell.text(), List.of((second < 0xC8 ? 0x40 : 0x48) + (second & 7)));
        } else if (first == 0x87
                && bytes.size() == 2
                && second >= 0xC0
                && ((second & 7) == 0 || (second >> 3 & 7) == 0)) {
            become(cell, cell.text(), List.of(0x90 + ((second & 7) | (second >> 3 & 7))));
        }
    }
}
