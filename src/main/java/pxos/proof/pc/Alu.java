package pxos.proof.pc;

/**
 * The flags, and the arithmetic that sets them (Intel SDM, volume 1, chapter 3.4.3, and volume 2, "Flags Affected").
 *
 * <p>Sizes are in bytes: 1, 2 or 4. A flag that an instruction leaves undefined gets some value and is remembered, so that
 * code whose way depends on it is found: processors and emulators differ there.
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

    private static final int RESULT = SF | ZF | PF;
    static final int ALL = CF | AF | OF | RESULT;
    /** By condition code without its last bit, which negates: O, B, Z, BE, S, P, L, LE. */
    private static final int[] CONDITION = {OF, CF, ZF, CF | ZF, SF, PF, SF | OF, ZF | SF | OF};

    /** The operation of {@link #arithmetic} that stores no result. */
    static final int CMP = 7;

    int flags;
    int undefined;

    static int mask(int size) {
        return size == 4 ? -1 : (1 << 8 * size) - 1;
    }

    static int sign(int size) {
        return 1 << 8 * size - 1;
    }

    /** The low {@code size} bytes of a value as a signed number. */
    static int signed(int value, int size) {
        return size == 1 ? (byte) value : size == 2 ? (short) value : value;
    }

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    void put(int flag, boolean value) {
        define(flag, value ? flag : 0);
    }

    private void define(int which, int values) {
        flags = flags & ~which | values;
        undefined &= ~which;
    }

    /** SAHF. */
    void setLow(int value) {
        define(SF | ZF | AF | PF | CF, value & (SF | ZF | AF | PF | CF));
    }

    void undefine(int which) {
        undefined |= which;
    }

    /** The carry as a number, for an instruction whose result depends on it. */
    int carry() {
        return uses(CF) ? 1 : 0;
    }

    /** Whether a flag is set, for an instruction whose result depends on it. */
    boolean uses(int flag) {
        if ((undefined & flag) != 0) {
            throw Stop.notModelled("the value of a flag (%03X) that an earlier instruction left undefined", flag);
        }
        return is(flag);
    }

    /** @param code the last four bits of a conditional jump's opcode */
    boolean condition(int code) {
        int needed = CONDITION[code >> 1];
        uses(needed);
        boolean holds = code < 12 ? (flags & needed) != 0 : is(SF) != is(OF) || code >= 14 && is(ZF);
        return holds != ((code & 1) != 0);
    }

    /** Zero, sign and parity. */
    void result(int value, int size) {
        define(RESULT, resultFlags(value, size));
    }

    private static int resultFlags(int value, int size) {
        int nibbles = (value ^ value >> 4) & 0xF;
        return ((value & mask(size)) == 0 ? ZF : 0)
                | ((value & sign(size)) != 0 ? SF : 0)
                // One bit for each nibble: whether its parity is even.
                | (0x9669 >> nibbles & 1) * PF;
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
        int result = (int) sum & mask(size);
        defineAll(sum >> 8 * size & 1, a ^ b ^ result, (a ^ result) & (b ^ result), result, size);
        return result;
    }

    int subtract(int a, int b, int borrow, int size) {
        long difference = Integer.toUnsignedLong(a) - Integer.toUnsignedLong(b) - borrow;
        int result = (int) difference & mask(size);
        defineAll(difference >> 8 * size & 1, a ^ b ^ result, (a ^ b) & (a ^ result), result, size);
        return result;
    }

    private void defineAll(long carry, int carries, int overflow, int result, int size) {
        define(
                ALL,
                (int) carry * CF | carries & AF | ((overflow & sign(size)) != 0 ? OF : 0) | resultFlags(result, size));
    }

    int logic(int result, int size) {
        define(ALL, resultFlags(result, size));
        undefine(AF);
        return result;
    }

    /** INC and DEC leave the carry. */
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

    /**
     * AX after DAA or DAS; AH is left.
     *
     * @param sign 1 to adjust after an addition, -1 after a subtraction
     */
    int decimalAdjust(int ax, int sign) {
        int al = ax & 0xFF;
        boolean low = (al & 0xF) > 9 | uses(AF);
        boolean high = uses(CF) || al > 0x99;
        int result = al + sign * ((low ? 6 : 0) + (high ? 0x60 : 0)) & 0xFF;
        boolean borrow = sign < 0 && low && al < 6;
        define(CF | AF, (high || borrow ? CF : 0) | (low ? AF : 0));
        result(result, 1);
        undefine(OF);
        return ax & 0xFF00 | result;
    }

    /** AX after AAA (sign 1) or AAS (sign -1), where the adjustment carries from AL into AH or does not. */
    int asciiAdjust(int ax, int sign, boolean carries) {
        boolean adjust = (ax & 0xF) > 9 | uses(AF);
        int result = ax;
        if (adjust) {
            int al = (ax & 0xFF) + sign * 6;
            int ah = (ax >> 8) + sign + (carries ? al >> 8 : 0);
            result = (ah & 0xFF) << 8 | al & 0xFF;
        }
        define(CF | AF, adjust ? CF | AF : 0);
        undefine(OF | RESULT);
        return result & 0xFF0F;
    }

    /** AL after AAM or AAD. */
    void asciiResult(int al) {
        result(al, 1);
        undefine(CF | AF | OF);
    }
}
