package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import pxos.proof.pc.Pc.Level;

/** The prefixes and the operands of the instruction being executed (Intel SDM, volume 2, chapter 2). Sizes are in bytes. */
final class Decoder {

    /** As many as can stand before the longest instruction: it has 10 bytes on a 286, 15 on a 386. */
    private static final int MOST_PREFIXES = 4;

    private static final int[] PREFIXES = {0x26, 0x2E, 0x36, 0x3E, 0xF0, 0xF2, 0xF3};
    private static final int[] PREFIXES_OF_386 = {0x64, 0x65, 0x66, 0x67};

    private static final int NONE = -1;

    private final Cpu cpu;
    /** By code. */
    private final boolean[] isPrefix = new boolean[0x100];

    /** Of a word operand. */
    int size;
    /** Of addresses and counts. */
    int addressSize;
    /** F2 or F3, else 0. */
    int repeat;
    /** The field reg of the operand byte. */
    int reg;
    /** Of a memory operand. */
    int offset;

    private int segment;
    private int override;
    private int register;

    Decoder(Cpu cpu) {
        this.cpu = cpu;
        for (int code : PREFIXES) {
            isPrefix[code] = true;
        }
        for (int code : PREFIXES_OF_386) {
            isPrefix[code] = cpu.isAtLeast(Level.I80386);
        }
    }

    /** Reads prefixes; returns the first byte that is none. */
    int opcode() {
        size = 2;
        addressSize = 2;
        repeat = 0;
        override = NONE;
        int code = cpu.fetch();
        for (int prefixes = 0; isPrefix[code]; prefixes++) {
            take(code);
            if (prefixes == MOST_PREFIXES && cpu.level != Level.I8086) {
                throw Stop.notModelled("more than four prefixes before an instruction");
            }
            code = cpu.fetch();
        }
        return code;
    }

    private void take(int prefix) {
        switch (prefix) {
            case 0x26, 0x2E, 0x36, 0x3E -> override = prefix >> 3 & 3;
            case 0x64, 0x65 -> override = prefix - 0x60;
            case 0x66 -> size = 4;
            case 0x67 -> addressSize = 4;
            case 0xF0 -> checkLock();
            default -> repeat = prefix;
        }
    }

    /** From the 386 on, it is an invalid opcode before most instructions. */
    private void checkLock() {
        if (cpu.isAtLeast(Level.I80386)) {
            throw Stop.notModelled("a lock prefix");
        }
    }

    /** The segment of a memory operand that is in {@code usual} without a prefix. */
    int segment(int usual) {
        return override == NONE ? usual : override;
    }

    /**
     * Reads the operand byte and what belongs to it.
     *
     * @param used whether memory is read or written there
     */
    void operands(boolean used) {
        int code = cpu.fetch();
        reg = code >> 3 & 7;
        register = code >= 0xC0 ? code & 7 : NONE;
        if (!isRegister()) {
            int address = addressSize == 4 ? address32(code >> 6, code & 7) : address16(code >> 6, code & 7);
            offset = used || addressSize == 2 ? within(address) : address;
        }
    }

    boolean isRegister() {
        return register != NONE;
    }

    private int address16(int mode, int form) {
        boolean direct = mode == 0 && form == 6;
        int base = direct
                ? 0
                : switch (form) {
                    case 0, 1 -> cpu.word(BX) + cpu.word(SI + form);
                    case 2, 3 -> cpu.word(BP) + cpu.word(SI + form - 2);
                    case 4, 5 -> cpu.word(SI + form - 4);
                    case 6 -> cpu.word(BP);
                    default -> cpu.word(BX);
                };
        segment = segment(form == 2 || form == 3 || form == 6 && !direct ? SS : DS);
        return base + displacement(mode, direct, 2);
    }

    private int address32(int mode, int form) {
        int scaled = 0;
        int base = form;
        if (form == 4) {
            int code = cpu.fetch();
            int index = code >> 3 & 7;
            scaled = index == 4 ? 0 : cpu.registers[index] << (code >> 6);
            base = code & 7;
        }
        boolean direct = mode == 0 && base == 5;
        segment = segment(!direct && (base == SP || base == BP) ? SS : DS);
        return scaled + (direct ? 0 : cpu.registers[base]) + displacement(mode, direct, 4);
    }

    private int displacement(int mode, boolean direct, int size) {
        return mode == 1 ? (byte) cpu.fetch() : mode == 2 || direct ? cpu.fetch(size) : 0;
    }

    /** The offset of an address, which may go round the segment only where it has 16 bits. */
    int within(int address) {
        return addressSize == 2 ? address & 0xFFFF : narrow(address);
    }

    /** An offset of 32 bits that lies within a segment. */
    static int narrow(int offset) {
        if (offset >>> 16 != 0) {
            throw Stop.notModelled("the offset %08X, beyond the end of a segment", offset);
        }
        return offset;
    }

    /** The operand that is a register or in memory. */
    int get(int size) {
        return isRegister() ? cpu.get(register, size) : cpu.read(segment, offset, size);
    }

    void set(int value, int size) {
        if (isRegister()) {
            cpu.set(register, value, size);
        } else {
            cpu.write(segment, offset, value, size);
        }
    }

    /** The operand in the register of the field reg. */
    int getReg(int size) {
        return cpu.get(reg, size);
    }

    void setReg(int value, int size) {
        cpu.set(reg, value, size);
    }

    /** What lies after the start of the memory operand, as the segment in a far pointer. */
    int next(int distance, int size) {
        return cpu.read(segment, offset + distance & 0xFFFF, size);
    }

    /** The address in the instruction itself. */
    int direct() {
        return within(cpu.fetch(addressSize));
    }
}
