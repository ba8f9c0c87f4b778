package pxos.proof.pc;

/** The prefixes and the operands of the instruction that is being executed (Intel SDM, volume 2, chapter 2). */
final class Decoder {

    /** As many as can stand before the longest instruction: it has 10 bytes on a 286, 15 on a 386. */
    private static final int MOST_PREFIXES = 4;

    private static final int NONE = -1;

    private final Cpu cpu;

    /** Of a word operand, in bytes. */
    int size;
    /** F2 or F3, else 0. */
    int repeat;
    /** The field reg of the operand byte. */
    int reg;
    /** Of addresses and counts, in bytes. */
    int addressSize;
    /** Of a memory operand. */
    int offset;

    private int segment;
    private int override;
    private int register;

    Decoder(Cpu cpu) {
        this.cpu = cpu;
    }

    /** Reads prefixes; returns the first byte that is none. */
    int opcode() {
        size = 2;
        repeat = 0;
        addressSize = 2;
        override = NONE;
        while (true) {
            int code = cpu.fetch();
            if (!isPrefix(code)) {
                return code;
            }
            if (cpu.ip - cpu.start > MOST_PREFIXES && cpu.level != Level.I8086) {
                throw Stop.notModelled("more than four prefixes before an instruction");
            }
        }
    }

    private boolean isPrefix(int code) {
        switch (code) {
            case 0x26, 0x2E, 0x36, 0x3E -> override = code >> 3 & 3;
            case 0xF2, 0xF3 -> repeat = code;
            case 0xF0 -> {
                if (cpu.is(Level.I80386)) {
                    throw Stop.notModelled("a lock prefix");
                }
            }
            case 0x64, 0x65, 0x66, 0x67 -> {
                if (!cpu.is(Level.I80386)) {
                    return false;
                }
                size = code == 0x66 ? 4 : size;
                addressSize = code == 0x67 ? 4 : addressSize;
                override = code < 0x66 ? code - 0x60 : override;
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The segment of a memory operand that would be in {@code usual} without a prefix. */
    int segment(int usual) {
        return override == NONE ? usual : override;
    }

    /** Reads the operand byte and what belongs to it. */
    void operands() {
        int code = cpu.fetch();
        reg = code >> 3 & 7;
        register = NONE;
        if (code >= 0xC0) {
            register = code & 7;
        } else if (addressSize == 4) {
            address32(code >> 6, code & 7);
        } else {
            address16(code >> 6, code & 7);
        }
    }

    boolean isRegister() {
        return register != NONE;
    }

    private void address16(int mode, int form) {
        boolean direct = mode == 0 && form == 6;
        int base = direct ? 0 : base16(form);
        int displacement = mode == 1 ? (byte) cpu.fetch() : mode == 2 || direct ? cpu.fetch(2) : 0;
        offset = base + displacement & 0xFFFF;
        segment = segment(form == 2 || form == 3 || form == 6 && !direct ? Cpu.SS : Cpu.DS);
    }

    private int base16(int form) {
        return switch (form) {
            case 0 -> cpu.word(Cpu.BX) + cpu.word(Cpu.SI);
            case 1 -> cpu.word(Cpu.BX) + cpu.word(Cpu.DI);
            case 2 -> cpu.word(Cpu.BP) + cpu.word(Cpu.SI);
            case 3 -> cpu.word(Cpu.BP) + cpu.word(Cpu.DI);
            case 4 -> cpu.word(Cpu.SI);
            case 5 -> cpu.word(Cpu.DI);
            case 6 -> cpu.word(Cpu.BP);
            default -> cpu.word(Cpu.BX);
        };
    }

    private void address32(int mode, int form) {
        int scaled = 0;
        int base = form;
        if (form == 4) {
            int code = cpu.fetch();
            int index = code >> 3 & 7;
            scaled = index == 4 ? 0 : cpu.registers[index] << (code >> 6);
            base = code & 7;
        }
        boolean direct = mode == 0 && base == 5;
        int address = scaled + (direct ? 0 : cpu.registers[base]);
        address += mode == 1 ? (byte) cpu.fetch() : mode == 2 || direct ? cpu.fetch(4) : 0;
        segment = segment(!direct && (base == 4 || base == 5) ? Cpu.SS : Cpu.DS);
        offset = within(address);
    }

    /** An address of 32 bits that lies within a segment. */
    static int within(int address) {
        if (address >>> 16 != 0) {
            throw Stop.notModelled("the offset %08X lies beyond its segment", address);
        }
        return address;
    }

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

    /** The register of the field reg. */
    int getReg(int size) {
        return cpu.get(reg, size);
    }

    void setReg(int value, int size) {
        cpu.set(reg, value, size);
    }

    /** What lies behind the memory operand, as the segment in a far pointer. */
    int next(int distance, int size) {
        return cpu.read(segment, offset + distance & 0xFFFF, size);
    }

    /** The address in the instruction itself. */
    int direct() {
        return within(cpu.fetch(addressSize));
    }
}
