package pxos.proof.pc;

/** Shifts and rotations, bit by bit as the 8086 does them (Intel SDM, volume 2, "RCL/RCR/ROL/ROR", "SAL/SAR/SHL/SHR"). */
final class Shifter {

    private static final int SHL = 4;
    private static final int SAL = 6;
    private static final int SHR = 5;

    private final Alu alu;

    Shifter(Alu alu) {
        this.alu = alu;
    }

    /**
     * The shifted value.
     *
     * @param operation as in the opcode: ROL, ROR, RCL, RCR, SHL, SHR, SHL again, SAR
     * @param count bits, as many as the processor does not mask off
     */
    int shift(int operation, int value, int count, int size) {
        if (count == 0) {
            return value;
        }
        int carry = operation == 2 || operation == 3 ? alu.carry() : 0;
        int result = value;
        int before = value;
        for (int i = 0; i < count; i++) {
            before = result;
            int out = (operation & 1) == 0 ? top(result, size) : result & 1;
            result = once(operation, result, carry, out, size) & Alu.mask(size);
            carry = out;
        }
        alu.put(Alu.CF, carry != 0);
        alu.put(Alu.OF, overflow(operation, before, result, size));
        if (operation >= SHL) {
            alu.result(result, size);
            alu.undefine(Alu.AF);
        }
        if (count != 1) {
            alu.undefine(Alu.OF);
        }
        if (count >= 8 * size && (operation == SHL || operation == SHR || operation == SAL)) {
            alu.undefine(Alu.CF);
        }
        return result;
    }

    private static int top(int value, int size) {
        return value >>> 8 * size - 1 & 1;
    }

    private static int once(int operation, int value, int carry, int out, int size) {
        int high = 8 * size - 1;
        return switch (operation) {
            case 0 -> value << 1 | out;
            case 1 -> value >>> 1 | out << high;
            case 2 -> value << 1 | carry;
            case 3 -> value >>> 1 | carry << high;
            case SHR -> value >>> 1;
            case 7 -> value >>> 1 | value & 1 << high;
            default -> value << 1;
        };
    }

    /** Whether the last single step changed the sign; a right rotation compares the two highest bits of its result. */
    private static boolean overflow(int operation, int before, int result, int size) {
        return (top(before, size) ^ top(result, size)) != 0;
    }

    /**
     * SHLD and SHRD.
     *
     * @param fill where the bits come from
     * @param count bits, below 32
     */
    int shiftDouble(boolean left, int value, int fill, int count, int size) {
        int bits = 8 * size;
        if (count == 0) {
            return value;
        }
        if (count > bits) {
            throw Stop.notModelled("a double shift by more bits than the operand has");
        }
        long pair = left
                ? Integer.toUnsignedLong(value) << bits | Integer.toUnsignedLong(fill)
                : Integer.toUnsignedLong(fill) << bits | Integer.toUnsignedLong(value);
        int result = (int) (left ? pair >>> bits - count : pair >>> count) & Alu.mask(size);
        long out = left ? pair >>> 2 * bits - count : pair >>> count - 1;
        alu.result(result, size);
        alu.put(Alu.CF, (out & 1) != 0);
        alu.put(Alu.OF, top(value, size) != top(result, size));
        alu.undefine(Alu.AF | (count == 1 ? 0 : Alu.OF));
        return result;
    }
}
