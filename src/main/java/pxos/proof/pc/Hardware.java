package pxos.proof.pc;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The chips around the processor, as far as they are modelled: interrupt controller, timer, clock, keyboard controller,
 * and the ports of the speaker and the screen (Ralf Brown's port list; where it leaves a choice, QEMU 7.2).
 *
 * <p>Time is the guest's: an instruction takes a microsecond, and a sleeping processor skips to the next timer tick.
 */
final class Hardware implements Ports {

    static final int TIMER = 0;
    static final int KEYBOARD = 1;

    private static final int FIRST_VECTOR = 8;
    private static final long TIMER_HZ = 1_193_182;
    private static final long TIMER_PERIOD = 0x10000;
    private static final long SECOND = 1_000_000;
    /** How long before each second the clock says that it is about to change (MC146818 data sheet). */
    private static final long UPDATE = 244;

    private final Cpu cpu;
    private final LocalDateTime start;
    private final BitSet watched;
    private final List<Pc.PortWrite> writes = new ArrayList<>();
    private State s = new State();

    /** What the chips remember. */
    private static final class State implements Cloneable {
        private long slept;
        private long ticks;
        /** Of the interrupt controllers, a bit for each IRQ. */
        private int requested;

        private int served;
        private int masked = 0x8EB8;
        private boolean interrupts;
        private ArrayDeque<Integer> scanCodes = new ArrayDeque<>();
        private int lastScanCode = 0xFA;
        private int speaker;
        private int counter;
        private int bytesRead;
        private int clockIndex;
        private int retrace;
        private int screenIndex = 0xF;
        private int cursor;

        private State copy() {
            try {
                State copy = (State) clone();
                copy.scanCodes = scanCodes.clone();
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** @param watched ports of which every write is kept */
    Hardware(Cpu cpu, LocalDateTime start, BitSet watched) {
        this.cpu = cpu;
        this.start = start;
        this.watched = watched;
    }

    Object save() {
        return s.copy();
    }

    void restore(Object saved) {
        s = ((State) saved).copy();
        writes.clear();
    }

    void reset() {
        s = new State();
        writes.clear();
    }

    List<Pc.PortWrite> writes() {
        return List.copyOf(writes);
    }

    /** Guest time since the machine was switched on, in microseconds. */
    long now() {
        return s.slept + cpu.instructions;
    }

    LocalDateTime time() {
        return start.plusSeconds(now() / SECOND);
    }

    long slept() {
        return s.slept;
    }

    /** Guest time of the next timer tick. */
    private long nextTick() {
        return (s.ticks + 1) * TIMER_PERIOD * SECOND / TIMER_HZ;
    }

    /** Lets the processor sleep until the next timer tick, or until {@code limit} if that comes first. */
    void sleep(long limit) {
        s.slept += Math.max(1, Math.min(nextTick(), limit) - now());
    }

    /** Instructions that the processor may have executed before the next timer tick is due. */
    long instructionsToTick() {
        return nextTick() - s.slept;
    }

    void tick() {
        s.ticks++;
        request(TIMER);
    }

    void request(int irq) {
        s.requested |= 1 << irq;
        update();
    }

    /** The lowest number goes first, and waits for none but lower ones. */
    private void update() {
        int first = Integer.lowestOneBit(s.requested & ~s.masked);
        s.interrupts = first != 0 && (s.served == 0 || first < Integer.lowestOneBit(s.served));
    }

    boolean interrupts() {
        return s.interrupts;
    }

    /** The vector of the interrupt that is served from now on. */
    int acknowledge() {
        int first = Integer.lowestOneBit(s.requested & ~s.masked);
        s.requested &= ~first;
        s.served |= first;
        update();
        return FIRST_VECTOR + Integer.numberOfTrailingZeros(first);
    }

    void endOfInterrupt() {
        s.served &= s.served - 1;
        update();
    }

    void type(int scanCode) {
        s.scanCodes.add(scanCode);
        request(KEYBOARD);
    }

    boolean hasScanCodes() {
        return !s.scanCodes.isEmpty();
    }

    /** The next scan code, or the last one again (QEMU, hw/input/ps2.c). */
    int scanCode() {
        s.lastScanCode = s.scanCodes.isEmpty() ? s.lastScanCode : s.scanCodes.poll();
        if (!s.scanCodes.isEmpty()) {
            request(KEYBOARD);
        }
        return s.lastScanCode;
    }

    /** @param cell of the text page, counted from its start */
    void placeCursor(int cell) {
        s.cursor = cell & 0xFFFF;
    }

    @Override
    public int in(int port) {
        return switch (port) {
            case 0x20 -> s.requested & 0xFF;
            case 0x21 -> s.masked & 0xFF;
            case 0xA1 -> s.masked >> 8;
            case 0x40 -> counter();
            case 0x60 -> scanCode();
            // Its bit 5 is the tone itself, which is not modelled; it is high at rest.
            case 0x61 -> (s.speaker ^= 0x10) & 0x13 | 0x20;
            case 0x64 -> 0x1C | (hasScanCodes() ? 1 : 0);
            case 0x71 -> clock(s.clockIndex);
            case 0x92 -> 2;
            case 0x3D4 -> s.screenIndex;
            case 0x3D5 -> cursorRegister();
            // Each look sees the beam elsewhere: in the picture, or on its way back.
            case 0x3DA -> s.retrace ^= 9;
            default -> throw Stop.notModelled("reading port %02X", port);
        };
    }

    private int counter() {
        if ((s.bytesRead++ & 1) == 0) {
            s.counter = (int) -(now() * TIMER_HZ / SECOND);
            return s.counter & 0xFF;
        }
        return s.counter >> 8 & 0xFF;
    }

    private int cursorRegister() {
        return switch (s.screenIndex) {
            case 0xE -> s.cursor >> 8;
            case 0xF -> s.cursor & 0xFF;
            default -> throw Stop.notModelled("reading register %02X of the screen", s.screenIndex);
        };
    }

    /** A register of the clock, its numbers with two decimal digits a byte. */
    int clock(int register) {
        LocalDateTime time = time();
        return switch (register) {
            case 0 -> decimal(time.getSecond());
            case 2 -> decimal(time.getMinute());
            case 4 -> decimal(time.getHour());
            case 6 -> time.getDayOfWeek().getValue() % 7 + 1;
            case 7 -> decimal(time.getDayOfMonth());
            case 8 -> decimal(time.getMonthValue());
            case 9 -> decimal(time.getYear() % 100);
            case 0x32 -> decimal(time.getYear() / 100);
            case 0xA -> 0x26 | (now() % SECOND >= SECOND - UPDATE ? 0x80 : 0);
            case 0xB -> 2;
            case 0xD -> 0x80;
            default -> throw Stop.notModelled("reading register %02X of the clock", register);
        };
    }

    private static int decimal(int number) {
        return number / 10 << 4 | number % 10;
    }

    @Override
    public void out(int port, int value) {
        note(port, value);
        boolean resets = port == 0x64 && (value & 0xF1) == 0xF0
                || port == 0x92 && (value & 1) != 0
                || port == 0xCF9 && (value & 4) != 0;
        if (resets) {
            throw new Stop.Signal(Stop.Kind.RESET, String.format("%02X to port %02X", value, port));
        }
        switch (port) {
            case 0x20 -> interruptCommand(value);
            case 0x21 -> mask(0xFF00, value);
            case 0xA1 -> mask(0x00FF, value << 8);
            case 0x43 -> timerCommand(value);
            case 0x61 -> s.speaker = s.speaker & 0x10 | value & 3;
            case 0x70 -> s.clockIndex = value & 0x7F;
            case 0x3D4 -> s.screenIndex = value & 0x1F;
            case 0x3D5 -> screenRegister(value);
            // The tone, a delay, colours and the like: nobody sees them in memory.
            case 0x42, 0x80, 0x3C0, 0x3C6, 0x3C7, 0x3C8, 0x3C9, 0xCF9 -> {}
            default -> {
                boolean harmless = port == 0xA0 && value == 0x20
                        || port == 0x92 && value == 2
                        || port == 0x64 && (value == 0xAE || value >= 0xF0);
                if (!harmless) {
                    throw Stop.notModelled("writing %02X to port %02X", value, port);
                }
            }
        }
    }

    /** Keeps a write to a watched port. */
    void note(int port, int value) {
        if (watched.get(port)) {
            writes.add(new Pc.PortWrite(port, value));
        }
    }

    private void interruptCommand(int value) {
        if (value == 0x20) {
            endOfInterrupt();
        } else if (value >> 3 == 0x60 >> 3) {
            s.served &= ~(1 << (value & 7));
            update();
        } else if (value != 0x0A) {
            throw Stop.notModelled("the command %02X to the interrupt controller", value);
        }
    }

    private void mask(int kept, int value) {
        s.masked = s.masked & kept | value;
        update();
    }

    /** Timer 2 makes the tone; of timer 0 the count can be latched, and it goes on as it is. */
    private void timerCommand(int value) {
        if (value == 0) {
            s.bytesRead = 0;
        } else if (value >> 6 != 2) {
            throw Stop.notModelled("the command %02X to the timer", value);
        }
    }

    private void screenRegister(int value) {
        switch (s.screenIndex) {
            case 0xA, 0xB, 0xC, 0xD -> {}
            case 0xE -> s.cursor = s.cursor & 0xFF | value << 8;
            case 0xF -> s.cursor = s.cursor & 0xFF00 | value;
            default -> throw Stop.notModelled("writing register %02X of the screen", s.screenIndex);
        }
    }
}
