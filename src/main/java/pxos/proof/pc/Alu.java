package pxos.proof.pc;

/**
 * The flags, and the arithmetic that sets them (Intel SDM, volume 2, "Flags Affected"). Sizes are in bytes: 1, 2 or 4.
 *
 * <p>A flag that an instruction leaves undefined gets some value and is remembered, so that code whose way depends on it
 * is found: processors and emulators differ there. A flag that was stored and loaded again counts as defined.
 */
final class Alu {

    static final int CF = 0x001;
    static final int PF = 0x004;
    static final int AF = 0x010;
    static final int ZF = 0x040;
    static final int SF = 0x080;
    static final int TF = 0x100;
    static final int IF = 0x200;
    static final int DF = 0x400;
    static final int OF = 0x800;
    static final int RESULT = SF | ZF | PF;
    static final int ALL = CF | AF | OF | RESULT;

    /** By condition code without its last bit, which negates: O, B, Z, BE, S, P, L, LE. */
    private static final int[] CONDITION = {OF, CF, ZF, CF | ZF, SF, PF, SF | OF, ZF | SF | OF};
    /** A bit for each number of four bits: whether it has an even number of ones. */
    private static final int EVEN = 0x9669;

    /** The operation of {@link #arithmetic} that stores no result. */
    static final int CMP = 7;

    /** Operations of {@link #shift}, of which 6 is a second SHL. */
    private static final int RCL = 2;

    private static final int RCR = 3;
    private static final int SHL = 4;
    private static final int SHR = 5;
    private static final int SAR = 7;

    int flags;
    int undefined;

    static int mask(int size) {
        return -1 >>> 32 - 8 * size;
    }

    static int signed(int value, int size) {
        return size == 1 ? (byte) value : size == 2 ? (short) value : value;
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    /** Whether a flag is set, for an instruction whose result depends on it. */
    boolean uses(int flag) {
        if ((undefined & flag) != 0) {
            throw Stop.notModelled("the value of a flag (%03X) that an earlier instruction left undefined", flag);
        }
        return is(flag);
    }

    int carry() {
        return uses(CF) ? 1 : 0;
    }

    /** @param code the last four bits of a conditional jump's opcode */
    boolean condition(int code) {
        int needed = CONDITION[code >> 1];
        boolean any = uses(needed);
        boolean holds = code < 12 ? any : is(SF) != is(OF) || code >= 14 && is(ZF);
        return holds != ((code & 1) != 0);
    }

    void define(int which, int values) {
        flags = flags & ~which | values & which;
        undefined &= ~which;
    }

    void put(int flag, boolean value) {
        define(flag, value ? flag : 0);
    }

    void undefine(int which) {
        undefined |= which;
    }

    private static int resultFlags(int value, int size) {
        int upper = value << 32 - 8 * size;
        int parity = EVEN >> ((value ^ value >> 4) & 0xF) & 1;
        return (upper == 0 ? ZF : 0) | upper >>> 24 & SF | parity * PF;
    }

    /** Sets zero, sign and parity. */
    void result(int value, int size) {
        define(RESULT, resultFlags(value, size));
    }

    /** The operations in the order of the opcodes: ADD, OR, ADC, SBB, AND, SUB, XOR, CMP. */
    int arithmetic(int operation, int a, int b, int size) {
        return switch (operation) {
            case 0 -> add(a, b, 0, size);
            case 1 -> logic(a | b, size);
            case 2 -> add(a, b, carry(), size);
            case 3 -> subtract(a, b, carry(), size);
            case 4 -> logic(a & b, size);
            case 6 -> logic(a ^ b, size);
            default -> subtract(a, b, 0, size);
        };
    }

    int add(int a, int b, int carry, int size) {
        long sum = Integer.toUnsignedLong(a) + Integer.toUnsignedLong(b) + carry;
        return sum(a, b, sum, ((int) sum ^ a) & ((int) sum ^ b), size);
    }

    int subtract(int a, int b, int borrow, int size) {
        long difference = Integer.toUnsignedLong(a) - Integer.toUnsignedLong(b) - borrow;
        return sum(a, b, difference, (a ^ b) & (a ^ (int) difference), size);
    }

    /** @param overflow its highest bit tells whether the result has the wrong sign */
    private int sum(int a, int b, long exact, int overflow, int size) {
        int result = (int) exact & mask(size);
        int carry = (int) (exact >> 8 * size) & 1;
        int wrongSign = overflow << 32 - 8 * size >>> 20 & OF;
        define(ALL, carry | (a ^ b ^ result) & AF | wrongSign | resultFlags(result, size));
        return result;
    }

    int logic(int result, int size) {
        define(ALL, resultFlags(result, size));
        undefine(AF);
        return result;
    }

    /** INC and DEC, which leave the carry. */
    int step(int value, boolean up, int size) {
        int carry = flags & CF;
        int open = undefined & CF;
        int result = up ? add(value, 1, 0, size) : subtract(value, 1, 0, size);
        define(CF, carry);
        undefine(open);
        return result;
    }

    /** What MUL and IMUL say about their product. */
    void product(boolean needsHighHalf) {
        define(CF | OF, needsHighHalf ? CF | OF : 0);
        undefine(RESULT | AF);
    }

    /** AX after DAA (sign 1) or DAS (sign -1). */
    int decimalAdjust(int ax, int sign) {
        int al = ax & 0xFF;
        boolean low = (al & 0xF) > 9 | uses(AF);
        boolean high = uses(CF) || al > 0x99;
        int result = al + sign * ((low ? 6 : 0) + (high ? 0x60 : 0)) & 0xFF;
        put(CF, high || sign < 0 && low && al < 6);
        put(AF, low);
        result(result, 1);
        undefine(OF);
        return ax & 0xFF00 | result;
    }

    /** AX after AAA (sign 1) or AAS (sign -1), where the adjustment carries from AL into AH or does not. */
    int asciiAdjust(int ax, int sign, boolean carries) {
        boolean adjusts = (ax & 0xF) > 9 | uses(AF);
        int al = (ax & 0xFF) + sign * 6;
        int ah = (ax >> 8) + sign + (carries ? al >> 8 : 0);
        define(CF | AF, adjusts ? CF | AF : 0);
        undefine(OF | RESULT);
        return (adjusts ? ah << 8 & 0xFF00 | al & 0xFF : ax) & 0xFF0F;
    }

    /**
     * Shifts or rotates bit by bit, as the 8086 does it.
     *
     * @param operation in the order of the opcodes: ROL, ROR, RCL, RCR, SHL, SHR, SHL again, SAR
     */
    int shift(int operation, int value, int count, int size) {
        if (count == 0) {
            return value;
        }
        int carry = operation == RCL || operation == RCR ? carry() : 0;
        int result = value;
        int before = value;
        for (int i = 0; i < count; i++) {
            before = result;
            int out = (operation & 1) == 0 ? sign(before, size) : before & 1;
            result = once(operation, before, carry, out, 8 * size - 1) & mask(size);
            carry = out;
        }
        put(CF, carry != 0);
        finish(before, result, count, size, operation >= SHL);
        undefine(operation >= SHL && operation < SAR && count >= 8 * size ? CF : 0);
        return result;
    }

    private static int once(int operation, int value, int carry, int out, int last) {
        return switch (operation) {
            case 0 -> value << 1 | out;
            case 1 -> value >>> 1 | out << last;
            case RCL -> value << 1 | carry;
            case RCR -> value >>> 1 | carry << last;
            case SHR -> value >>> 1;
            case SAR -> value >>> 1 | value & 1 << last;
            default -> value << 1;
        };
    }

    private static int sign(int value, int size) {
        return value >>> 8 * size - 1 & 1;
    }

    /** An overflow is a step that changes the sign; after more than one it is undefined. */
    private void finish(int before, int result, int count, int size, boolean isShift) {
        put(OF, sign(before, size) != sign(result, size));
        undefine(count == 1 ? 0 : OF);
        if (isShift) {
            result(result, size);
            undefine(AF);
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
        int result = (int) (pair >>> (left ? bits - count : count)) & mask(size);
        put(CF, (pair >>> (left ? 2 * bits - count : count - 1) & 1) != 0);
        finish(value, result, count, size, true);
        return result;
    }
}
