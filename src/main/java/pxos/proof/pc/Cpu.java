package pxos.proof.pc;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A processor in real mode: its registers, its way to memory, its stack and its interrupts. */
final class Cpu {

    static final int AX = 0;
    static final int CX = 1;
    static final int DX = 2;
    static final int BX = 3;
    static final int SP = 4;
    static final int BP = 5;
    static final int SI = 6;
    static final int DI = 7;
    /** Of the registers of one byte: AL, CL, DL, BL, AH, CH, DH, BH. */
    static final int AH = 4;

    static final int ES = 0;
    static final int CS = 1;
    static final int SS = 2;
    static final int DS = 3;

    static final int DIVIDE_ERROR = 0;
    static final int INVALID_OPCODE = 6;

    /** How far the processor may have read ahead (Intel 80386 Hardware Reference Manual: 16 bytes). */
    private static final int PREFETCH_BYTES = 16;

    private static final int NOWHERE = -1;

    final Level level;
    final Memory memory;
    final Alu alu = new Alu();
    /** AX, CX, DX, BX, SP, BP, SI, DI as on a 386, with 32 bits. */
    final int[] registers = new int[8];
    /** ES, CS, SS, DS, FS, GS. */
    final int[] segments = new int[6];

    /** What IN and OUT reach. */
    Ports ports;

    int ip;
    /** Offset of the instruction that is being executed. */
    int start;

    boolean halted;
    /** No interrupt comes before the next instruction: STI, or SS has been loaded. */
    boolean shadow;
    /** Instructions since the machine was switched on, each repetition of a string instruction counted. */
    long instructions;

    /** Addresses of instructions that the processor does not know and met. */
    final Set<Integer> invalid = new HashSet<>();

    private final int wrap;
    private final Instructions behaviour;
    /** Linear address that was written so close behind the instruction that a processor may have read it before. */
    private int stale = NOWHERE;

    private int previous;

    Cpu(Level level, Memory memory) {
        this.level = level;
        this.memory = memory;
        this.wrap = !is(Level.I80286) ? 0xFFFFF : 0x1FFFFF;
        this.behaviour = new Instructions(this);
    }

    /** Executes one instruction. */
    void step() {
        start = ip;
        shadow = false;
        instructions++;
        int from = linear(CS, ip);
        if (from <= previous || from > previous + PREFETCH_BYTES) {
            // A jump makes the processor read again.
            stale = NOWHERE;
        }
        previous = from;
        behaviour.execute();
        if (ip > 0xFFFF) {
            requireWrap("the instruction at %04X reaches the end of its segment", start);
            ip &= 0xFFFF;
        }
    }

    /** Whether the processor is at least a {@code since}. */
    boolean is(Level since) {
        return level.compareTo(since) >= 0;
    }

    /** The same; raises an invalid opcode where it is not. */
    boolean knows(Level since) {
        if (!is(since)) {
            raise(INVALID_OPCODE);
        }
        return is(since);
    }

    /** For an opcode that no manual describes; emulators and processors differ there. */
    void undocumented(int opcode) {
        if (level == Level.NEWER) {
            throw Stop.notModelled("opcode %02X at %04X:%04X", opcode, segments[CS], start);
        }
        raise(INVALID_OPCODE);
    }

    /** An exception of the instruction that is being executed; a divide error of the 8086 and 80186 returns behind it. */
    void raise(int vector) {
        boolean behind = vector == DIVIDE_ERROR && !is(Level.I80286);
        if (!behind) {
            ip = start;
        }
        if (vector == INVALID_OPCODE) {
            invalid.add(linear(CS, start));
        }
        int handler = memory.word(vector * 4) + (memory.word(vector * 4 + 2) << 4);
        if (!behind && handler == Bios.RETURN) {
            throw new Stop.Signal(
                    Stop.Kind.SPINS,
                    String.format(
                            "%s at %04X:%04X again and again, since the BIOS returns to it",
                            vector == DIVIDE_ERROR ? "divide error" : "exception " + vector, segments[CS], start));
        }
        interrupt(vector);
    }

    /** Stores flags, CS and IP, and goes to where the vector points. */
    void interrupt(int vector) {
        push(flagsWord(), 2);
        push(segments[CS], 2);
        push(ip & 0xFFFF, 2);
        alu.flags &= ~(Alu.IF | Alu.TF);
        ip = memory.word(vector * 4);
        segments[CS] = memory.word(vector * 4 + 2);
        halted = false;
    }

    /** What PUSHF stores: bits 12 to 15 are ones on the 8086, zeros on the 286, partly real flags on the 386. */
    int flagsWord() {
        return alu.flags & storedFlags() | 2 | (!is(Level.I80286) ? 0xF000 : 0);
    }

    void setFlagsWord(int word) {
        if ((word & ~0xFFFF | word & Alu.TF) != 0) {
            throw Stop.notModelled("the flags %X: the trap flag, or flags beyond the first 16", word);
        }
        alu.flags = word & storedFlags();
        alu.undefined = 0;
    }

    void setInterrupts(boolean on) {
        shadow = on && !alu.is(Alu.IF);
        alu.put(Alu.IF, on);
    }

    /** Loads a segment register; behind one of SS comes no interrupt until SP can be loaded, too. */
    void load(int segment, int value) {
        segments[segment] = value & 0xFFFF;
        shadow = segment == SS;
    }

    private int storedFlags() {
        return !is(Level.I80386) ? 0x0FD5 : 0x7FD5;
    }

    /** The value of a register; those of one byte are AL, CL, DL, BL, AH, CH, DH, BH. */
    int get(int register, int size) {
        return switch (size) {
            case 1 -> registers[register & 3] >> (register & 4) * 2 & 0xFF;
            case 2 -> registers[register] & 0xFFFF;
            default -> registers[register];
        };
    }

    void set(int register, int value, int size) {
        switch (size) {
            case 1 -> {
                int shift = (register & 4) * 2;
                registers[register & 3] = registers[register & 3] & ~(0xFF << shift) | (value & 0xFF) << shift;
            }
            case 2 -> registers[register] = registers[register] & 0xFFFF0000 | value & 0xFFFF;
            default -> registers[register] = value;
        }
    }

    int word(int register) {
        return registers[register] & 0xFFFF;
    }

    int linear(int segment, int offset) {
        return (segments[segment] << 4) + offset & wrap;
    }

    int fetch() {
        int address = linear(CS, ip++ & 0xFFFF);
        if (address == stale) {
            throw Stop.notModelled("the code at %05X was changed after a processor may have fetched it", address);
        }
        return memory.read(address);
    }

    int fetch(int size) {
        int value = fetch();
        if (size > 1) {
            value |= fetch() << 8;
        }
        return size == 4 ? value | fetch(2) << 16 : value;
    }

    int read(int segment, int offset, int size) {
        checkLimit(offset, size);
        int value = memory.read(linear(segment, offset));
        if (size > 1) {
            value |= memory.read(linear(segment, offset + 1 & 0xFFFF)) << 8;
        }
        return size == 4 ? value | read(segment, offset + 2, 2) << 16 : value;
    }

    void write(int segment, int offset, int value, int size) {
        checkLimit(offset, size);
        int address = linear(segment, offset);
        int ahead = address - (segments[CS] << 4) - ip;
        if (ahead > -size && ahead < PREFETCH_BYTES && (stale == NOWHERE || address < stale)) {
            stale = ahead < 0 ? address - ahead : address;
        }
        memory.write(address, value);
        if (size > 1) {
            memory.write(linear(segment, offset + 1 & 0xFFFF), value >> 8);
        }
        if (size == 4) {
            write(segment, offset + 2, value >> 16, 2);
        }
    }

    private void checkLimit(int offset, int size) {
        if (offset + size > 0x10000) {
            requireWrap("an operand at offset %04X reaches beyond its segment", offset);
        }
    }

    /** The 8086 goes on at the start of the segment; later processors raise an exception, and emulators often do not. */
    private void requireWrap(String otherwise, int offset) {
        if (is(Level.I80286)) {
            throw Stop.notModelled(otherwise, offset);
        }
    }

    void push(int value, int size) {
        int sp = word(SP) - size & 0xFFFF;
        write(SS, sp, value, size);
        set(SP, sp, 2);
    }

    int pop(int size) {
        int value = read(SS, word(SP), size);
        set(SP, word(SP) + size, 2);
        return value;
    }

    /** Everything that a program could see of the processor. */
    int[] save() {
        int[] state = Arrays.copyOf(registers, 19);
        System.arraycopy(segments, 0, state, 8, segments.length);
        int[] rest = {ip, alu.flags, alu.undefined, halted ? 1 : 0, shadow ? 1 : 0};
        System.arraycopy(rest, 0, state, 14, rest.length);
        return state;
    }

    void restore(int[] state) {
        System.arraycopy(state, 0, registers, 0, registers.length);
        System.arraycopy(state, 8, segments, 0, segments.length);
        ip = state[14];
        alu.flags = state[15];
        alu.undefined = state[16];
        halted = state[17] != 0;
        shadow = state[18] != 0;
        stale = NOWHERE;
    }

    /** All registers zero, and interrupts on. */
    void clear() {
        restore(new int[19]);
        alu.flags = Alu.IF;
    }
}
