package pxos.build.shrink;

/** The parts of the processor that an analysis tells apart, one bit each. Segments and the direction flag are none of them. */
final class Parts {

    static final String[] WORDS = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
    static final String[] HALVES = {"al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"};

    static final int AX = word(0);
    static final int CX = word(1);
    static final int DX = word(2);
    static final int BX = word(3);
    static final int SP = word(4);
    static final int BP = word(5);
    static final int SI = word(6);
    static final int DI = word(7);
    static final int AL = half(0);
    static final int AH = half(4);

    /** The upper halves of the eight registers of 32 bits. */
    static final int UPPER = 0xFF << 12;

    static final int CARRY = 1 << 20;
    /** Zero, sign, parity, overflow and adjust: nobody reads one of them without being taken to read all. */
    static final int OTHERS = 1 << 21;

    static final int FLAGS = CARRY | OTHERS;
    static final int ALL = (1 << 22) - 1;

    private Parts() {}

    /** A byte register, as the operand byte numbers them: AL is 0, BH is 7. */
    static int half(int number) {
        return 1 << number;
    }

    /** A word register, as the operand byte numbers them: AX is 0, DI is 7. */
    static int word(int number) {
        return number < 4 ? half(number) | half(number + 4) : 1 << (4 + number);
    }

    /** A register of a size in bytes: 1, 2 or 4. */
    static int register(int number, int size) {
        return size == 1 ? half(number) : size == 2 ? word(number) : word(number) | 1 << (12 + number);
    }
}
