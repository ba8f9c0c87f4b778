package pxos.proof.pc;

import java.util.HashSet;
import java.util.Set;
import pxos.proof.pc.Pc.Level;

/** A processor in real mode: its way to memory, its stack and its interrupts. */
final class Cpu extends Registers {

    static final int DIVIDE_ERROR = 0;
    static final int INVALID_OPCODE = 6;

    /** How far a processor may have read ahead (80386 Hardware Reference Manual). */
    private static final int PREFETCH_BYTES = 16;

    private static final int NOWHERE = -1;

    /** What IN and OUT reach, byte by byte. */
    interface Ports {
        int in(int port);

        void out(int port, int value);
    }

    final Level level;
    final Memory memory;
    /** Addresses of instructions that were to be executed and that the processor does not know. */
    final Set<Integer> invalid = new HashSet<>();

    Ports ports;
    /** Executed since the machine was switched on, each repetition of a string instruction counted. */
    long instructions;

    private final Instructions behaviour;
    private final int wrap;
    /** Where the RAM ends that no address goes round. */
    private final int ramEnd;

    private int start;
    private int previous;
    /** Address that was written so close after the instruction that a processor may have read it before. */
    private int stale = NOWHERE;

    Cpu(Level level, Memory memory) {
        this.level = level;
        this.memory = memory;
        this.wrap = isAtLeast(Level.I80286) ? 0x1FFFFF : 0xFFFFF;
        this.ramEnd = Math.min(memory.ramBytes, wrap + 1);
        this.behaviour = new Instructions(this);
    }

    /** Executes one instruction. */
    void step() {
        start = ip;
        shadow = false;
        instructions++;
        int from = address();
        if (stale != NOWHERE && (from <= previous || from > previous + PREFETCH_BYTES)) {
            // A jump makes the processor read again.
            stale = NOWHERE;
        }
        previous = from;
        behaviour.execute();
        if (ip >> 16 != 0) {
            checkLimit(start, ip + 1 - start);
            ip &= 0xFFFF;
        }
    }

    /** Of the next instruction. */
    int address() {
        return linear(CS, ip);
    }

    boolean isAtLeast(Level other) {
        return level.ordinal() >= other.ordinal();
    }

    /** Whether the processor is at least a {@code since}; raises an invalid opcode where it is not. */
    boolean knows(Level since) {
        if (!isAtLeast(since)) {
            raise(INVALID_OPCODE);
        }
        return isAtLeast(since);
    }

    /** For an opcode that no manual describes: processors and emulators differ there. */
    void undocumented(int opcode) {
        if (level == Level.NEWER) {
            throw Stop.notModelled("the opcode %02X", opcode);
        }
        raise(INVALID_OPCODE);
    }

    /** An exception of the instruction being executed, which is repeated; up to the 80186 a divide error goes on after it. */
    void raise(int vector) {
        boolean repeats = vector != DIVIDE_ERROR || isAtLeast(Level.I80286);
        ip = repeats ? start : ip;
        if (vector == INVALID_OPCODE) {
            invalid.add(linear(CS, start));
        }
        if (repeats && memory.vector(vector) == Bios.RETURN) {
            String what = vector == DIVIDE_ERROR ? "divide error" : "exception " + vector;
            throw new Stop.Signal(Stop.Kind.SPINS, what + " again and again: the BIOS returns to the instruction");
        }
        interrupt(vector);
    }

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
        return alu.flags & storedFlags() | 2 | (isAtLeast(Level.I80286) ? 0 : 0xF000);
    }

    void setFlagsWord(int word) {
        if ((word & (~0xFFFF | Alu.TF)) != 0) {
            throw Stop.notModelled("the flags %X: the trap flag, or flags beyond the first 16", word);
        }
        alu.flags = word & storedFlags();
        alu.undefined = 0;
    }

    private int storedFlags() {
        return isAtLeast(Level.I80386) ? 0x7FD5 : 0x0FD5;
    }

    void setInterrupts(boolean on) {
        shadow = on && !alu.is(Alu.IF);
        alu.put(Alu.IF, on);
    }

    void load(int segment, int value) {
        segments[segment] = value & 0xFFFF;
        shadow = segment == SS;
    }

    int linear(int segment, int offset) {
        return (segments[segment] << 4) + offset & wrap;
    }

    int fetch() {
        return memory.read(unchanged(linear(CS, ip++ & 0xFFFF)));
    }

    private int unchanged(int address) {
        return address == stale ? changed(address) : address;
    }

    private static int changed(int address) {
        throw Stop.notModelled("the code at %05X was changed when a processor may have fetched it already", address);
    }

    int fetch(int size) {
        int offset = ip & 0xFFFF;
        if (stale == NOWHERE && areTogether(CS, offset, size)) {
            ip += size;
            return memory.value(linear(CS, offset), size);
        }
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= fetch() << 8 * i;
        }
        return value;
    }

    /** Whether these bytes follow each other in RAM: they go round neither their segment nor the end of memory. */
    private boolean areTogether(int segment, int offset, int size) {
        return offset + size <= 0x10000 && linear(segment, offset) + size <= ramEnd;
    }

    int read(int segment, int offset, int size) {
        if (areTogether(segment, offset, size)) {
            return memory.value(linear(segment, offset), size);
        }
        checkLimit(offset, size);
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= memory.read(linear(segment, offset + i & 0xFFFF)) << 8 * i;
        }
        return value;
    }

    void write(int segment, int offset, int value, int size) {
        checkLimit(offset, size);
        int ahead = linear(segment, offset) - (segments[CS] << 4) - ip;
        if (ahead > -size && ahead < PREFETCH_BYTES) {
            int first = linear(CS, ip + Math.max(0, ahead));
            stale = stale == NOWHERE ? first : Math.min(stale, first);
        }
        if (areTogether(segment, offset, size)) {
            memory.put(linear(segment, offset), value, size);
            return;
        }
        for (int i = 0; i < size; i++) {
            memory.write(linear(segment, offset + i & 0xFFFF), value >> 8 * i);
        }
    }

    int in(int port, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value |= ports.in(port + i & 0xFFFF) << 8 * i;
        }
        return value;
    }

    void out(int port, int value, int size) {
        for (int i = 0; i < size; i++) {
            ports.out(port + i & 0xFFFF, value >> 8 * i & 0xFF);
        }
    }

    /** The 8086 goes on at the start of the segment; later processors raise an exception, and emulators often do not. */
    private void checkLimit(int offset, int size) {
        if (offset + size > 0x10000 && isAtLeast(Level.I80286)) {
            throw Stop.notModelled("%d bytes at offset %04X, beyond the end of a segment", size, offset);
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

    @Override
    void restore(int[] state) {
        super.restore(state);
        stale = NOWHERE;
    }
}
