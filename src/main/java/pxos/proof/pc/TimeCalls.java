package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import pxos.os.BiosMemory;

/** The BIOS calls about time: INT 08h, INT 15h AH=86h and INT 1Ah, as SeaBIOS does them (src/clock.c). */
final class TimeCalls {

    /** BIOS data area (Ralf Brown's list, memory 0040h:0040h and on). */
    private static final int MOTOR = 0x440;

    private static final int MIDNIGHTS = 0x470;
    private static final int USER_TICK = 0x1C;

    private final Cpu cpu;
    private final Memory memory;
    private final Hardware hardware;
    private final Bios bios;
    /** What a timer tick interrupted, while INT 1Ch is served. */
    private final Deque<int[]> interrupted = new ArrayDeque<>();
    /** When INT 15h AH=86h ends; 0 while nobody waits. */
    private long wakeUp;

    TimeCalls(Cpu cpu, Hardware hardware, Bios bios) {
        this.cpu = cpu;
        this.memory = cpu.memory;
        this.hardware = hardware;
        this.bios = bios;
    }

    /** Calls of INT 1Ch that have not returned. */
    List<int[]> pending() {
        return List.copyOf(interrupted);
    }

    void restore(List<int[]> pending) {
        interrupted.clear();
        interrupted.addAll(pending);
        wakeUp = 0;
    }

    /** When a wait ends, at the latest. */
    long wakeUp() {
        return wakeUp == 0 ? Long.MAX_VALUE : wakeUp;
    }

    void setTicks(int ticks) {
        memory.putDouble(BiosMemory.TICKS, ticks);
    }

    /**
     * INT 08h; returns whether it is done. Where somebody serves INT 1Ch, that is called first, with all registers zero.
     *
     * @param after offset in the BIOS to which it returns
     */
    boolean tick(int after) {
        int ticks = (memory.word(BiosMemory.TICKS) | memory.word(BiosMemory.TICKS + 2) << 16) + 1;
        boolean isMidnight = ticks >= BiosMemory.TICKS_PER_DAY;
        setTicks(isMidnight ? 0 : ticks);
        memory.write(MIDNIGHTS, memory.read(MIDNIGHTS) + (isMidnight ? 1 : 0));
        memory.write(MOTOR, Math.max(0, memory.read(MOTOR) - 1));
        if (memory.vector(USER_TICK) == Bios.RETURN) {
            hardware.endOfInterrupt();
            return true;
        }
        interrupted.push(cpu.save());
        int stack = cpu.segments[SS];
        int sp = cpu.registers[SP];
        cpu.clear();
        cpu.segments[SS] = stack;
        cpu.registers[SP] = sp;
        cpu.segments[CS] = Bios.SEGMENT;
        cpu.ip = after;
        cpu.alu.flags = Alu.IF;
        cpu.interrupt(USER_TICK);
        return false;
    }

    /** Ends INT 08h after INT 1Ch. */
    void afterTick() {
        if (interrupted.isEmpty()) {
            throw Stop.notModelled("a jump into INT 08h");
        }
        cpu.restore(interrupted.pop());
        hardware.endOfInterrupt();
    }

    /** Waits for CX:DX microseconds; returns whether they are over. */
    boolean pause() {
        if (wakeUp == 0) {
            wakeUp = hardware.now() + ((long) cpu.word(CX) << 16) + cpu.word(DX);
        }
        boolean over = hardware.now() >= wakeUp;
        if (over) {
            wakeUp = 0;
            bios.answer(Alu.CF, false);
        }
        return over;
    }

    /** INT 1Ah. */
    void call() {
        int function = cpu.get(AH, 1);
        switch (function) {
            case 0x00 -> {
                cpu.set(CX, memory.word(BiosMemory.TICKS + 2), 2);
                cpu.set(DX, memory.word(BiosMemory.TICKS), 2);
                cpu.set(AX, memory.read(MIDNIGHTS), 1);
                memory.write(MIDNIGHTS, 0);
            }
            case 0x01 -> {
                setTicks(cpu.word(CX) << 16 | cpu.word(DX));
                memory.write(MIDNIGHTS, 0);
                cpu.set(AH, 0, 1);
            }
            case 0x02 -> tell(4, 2, hardware.clock(0) << 8);
            case 0x04 -> tell(0x32, 9, hardware.clock(8) << 8 | hardware.clock(7));
            case 0x03, 0x05, 0x06, 0x07, 0xB1, 0xBB -> throw Stop.notModelled("INT 1Ah AH=%02X", function);
            default -> {}
        }
        bios.answer(Alu.CF, function > 0x07);
    }

    /** The hour or the century, the minute or the year, and two numbers more. */
    private void tell(int high, int low, int dx) {
        cpu.set(AX, hardware.clock(high), 2);
        cpu.set(CX, hardware.clock(high) << 8 | hardware.clock(low), 2);
        cpu.set(DX, dx, 2);
    }
}
