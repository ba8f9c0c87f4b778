package pxos.proof.pc;

/** Shifts and rotations, bit by bit as the 8086 does them (Intel SDM, volume 2, "RCL/RCR/ROL/ROR", "SAL/SAR/SHL/SHR"). */
final class Shifter {

    private static final int RCL = 2;
    private static final int RCR = 3;
    private static final int SHL = 4;
    private static final int SAR = 7;

    private final Alu alu;

    Shifter(Alu alu) {
        this.alu = alu;
    }

    /** @param operation as in the opcode: ROL, ROR, RCL, RCR, SHL, SHR, SHL again, SAR */
    int shift(int operation, int value, int count, int size) {
        if (count == 0) {
            return value;
        }
        int carry = operation == RCL || operation == RCR ? alu.carry() : 0;
        int result = value;
        int before = value;
        for (int i = 0; i < count; i++) {
            before = result;
            int out = (operation & 1) == 0 ? sign(before, size) : before & 1;
            result = once(operation, before, carry, out, 8 * size - 1) & Alu.mask(size);
            carry = out;
        }
        alu.put(Alu.CF, carry != 0);
        finish(before, result, count, size, operation >= SHL);
        alu.undefine(operation >= SHL && operation < SAR && count >= 8 * size ? Alu.CF : 0);
        return result;
    }

    private static int once(int operation, int value, int carry, int out, int last) {
        return switch (operation) {
            case 0 -> value << 1 | out;
            case 1 -> value >>> 1 | out << last;
            case RCL -> value << 1 | carry;
            case RCR -> value >>> 1 | carry << last;
            case 5 -> value >>> 1;
            case SAR -> value >>> 1 | value & 1 << last;
            default -> value << 1;
        };
    }

    private static int sign(int value, int size) {
        return value >>> 8 * size - 1 & 1;
    }

    /** An overflow is a step that changes the sign; behind more than one it is undefined. */
    private void finish(int before, int result, int count, int size, boolean isShift) {
        alu.put(Alu.OF, sign(before, size) != sign(result, size));
        alu.undefine(count == 1 ? 0 : Alu.OF);
        if (isShift) {
            alu.result(result, size);
            alu.undefine(Alu.AF);
        }
    }

    /** SHLD and SHRD, with the bits of {@code fill} coming in. */
    int shiftDouble(boolean left, int value, int fill, int count, int size) {
        int bits = 8 * size;
        if (count == 0) {
            return value;
        }
        if (count > bits) {
            throw Stop.notModelled("a double shift by more bits than the operand has");
        }
        long high = Integer.toUnsignedLong(left ? value : fill);
        long low = Integer.toUnsignedLong(left ? fill : value);
        long pair = high << bits | low;
        int result = (int) (pair >>> (left ? bits - count : count)) & Alu.mask(size);
        alu.put(Alu.CF, (pair >>> (left ? 2 * bits - count : count - 1) & 1) != 0);
        finish(value, result, count, size, true);
        return result;
    }
}
