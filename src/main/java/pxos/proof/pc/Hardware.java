package pxos.proof.pc;

import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import pxos.scenario.Observation.PortWrite;

/**
 * The chips around the processor, as far as they are modelled: interrupt controller, timer, clock, keyboard controller,
 * and the ports of the speaker and the screen (Ralf Brown's port list; where it leaves a choice, QEMU 7.2).
 *
 * <p>Time is the guest's, in microseconds: an instruction takes one, and a sleeping processor skips to the next timer tick.
 */
final class Hardware implements Cpu.Ports {

    private static final int TIMER = 1;
    private static final int KEYBOARD = 2;
    private static final int FIRST_VECTOR = 8;
    private static final long TIMER_HZ = 1_193_182;
    private static final long SECOND = 1_000_000;
    /** How long before each second the clock says that it is about to change (MC146818 data sheet). */
    private static final long UPDATE = 244;

    private final Cpu cpu;
    private final LocalDateTime start;
    private final Set<Integer> watched;
    private final List<PortWrite> writes = new ArrayList<>();
    private State s = new State();

    /** What the chips remember. */
    private static final class State implements Cloneable {
        private long slept;
        private long ticks;
        /** A bit for each interrupt line. */
        private int requested;

        private int served;
        private int masked = 0xB8;
        private boolean interrupts;
        private ArrayDeque<Integer> scanCodes = new ArrayDeque<>();
        private int lastScanCode = 0xFA;
        private int speaker;
        private int counterReads;
        private int clockIndex;
        private int screenIndex;
        private int beam;

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
    Hardware(Cpu cpu, LocalDateTime start, Set<Integer> watched) {
        this.cpu = cpu;
        this.start = start;
        this.watched = Set.copyOf(watched);
    }

    Object save() {
        return s.copy();
    }

    void restore(Object saved) {
        s = ((State) saved).copy();
        writes.clear();
    }

    void reset() {
        restore(new State());
    }

    List<PortWrite> writes() {
        return List.copyOf(writes);
    }

    /** Since the machine was switched on. */
    long now() {
        return s.slept + cpu.instructions;
    }

    /** What the BIOS makes of the time of day (SeaBIOS, src/clock.c). */
    int ticksSinceMidnight() {
        return (int) (start.toLocalTime().toSecondOfDay() * TIMER_HZ >> 16);
    }

    long slept() {
        return s.slept;
    }

    /** The count of instructions at which the next timer tick is due. */
    long tickAt() {
        return (s.ticks + 1 << 16) * SECOND / TIMER_HZ - s.slept;
    }

    void tick() {
        s.ticks++;
        request(TIMER);
    }

    /** Lets the processor sleep until the next timer tick, or until {@code limit} if that comes first. */
    void sleep(long limit) {
        s.slept += Math.max(1, Math.min(tickAt() + s.slept, limit) - now());
    }

    /** @param lines that ask for an interrupt, a bit for each */
    private void request(int lines) {
        s.requested |= lines;
        update();
    }

    private int first() {
        return Integer.lowestOneBit(s.requested & ~s.masked);
    }

    /** The lowest number goes first, and waits for none but lower ones. */
    private void update() {
        s.interrupts = first() != 0 && (s.served == 0 || first() < Integer.lowestOneBit(s.served));
    }

    boolean interrupts() {
        return s.interrupts;
    }

    /** The vector of the interrupt that is served from now on. */
    int acknowledge() {
        int line = first();
        s.requested &= ~line;
        s.served |= line;
        update();
        return FIRST_VECTOR + Integer.numberOfTrailingZeros(line);
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
        s.lastScanCode = hasScanCodes() ? s.scanCodes.poll() : s.lastScanCode;
        request(hasScanCodes() ? KEYBOARD : 0);
        return s.lastScanCode;
    }

    @Override
    public int in(int port) {
        return switch (port) {
            case 0x21 -> s.masked;
            case 0x40 -> counter();
            case 0x60 -> scanCode();
            // The tone itself, bit 5, is not modelled; it is high at rest.
            case 0x61 -> (s.speaker ^= 0x10) | 0x20;
            case 0x64 -> 0x1C | (hasScanCodes() ? 1 : 0);
            case 0x71 -> clock(s.clockIndex);
            // Each look sees the beam elsewhere: in the picture, or on its way back.
            case 0x3DA -> s.beam ^= 9;
            default -> throw Stop.notModelled("reading port %02X", port);
        };
    }

    /** Of timer 0: the low byte of the count, then the high byte. */
    private int counter() {
        int count = (int) -(now() * TIMER_HZ / SECOND);
        return (s.counterReads++ & 1) == 0 ? count & 0xFF : count >> 8 & 0xFF;
    }

    /** A register of the clock; its numbers have two decimal digits a byte. */
    int clock(int register) {
        LocalDateTime time = start.plusSeconds(now() / SECOND);
        int value = switch (register) {
            case 0x00 -> time.getSecond();
            case 0x02 -> time.getMinute();
            case 0x04 -> time.getHour();
            case 0x06 -> time.getDayOfWeek().getValue() % 7 + 1;
            case 0x07 -> time.getDayOfMonth();
            case 0x08 -> time.getMonthValue();
            case 0x09 -> time.getYear() % 100;
            case 0x32 -> time.getYear() / 100;
            // Status: 26 or A6, 02.
            case 0x0A -> now() % SECOND < SECOND - UPDATE ? 26 : 106;
            case 0x0B -> 2;
            default -> throw Stop.notModelled("reading register %02X of the clock", register);
        };
        return value / 10 << 4 | value % 10;
    }

    /** Keeps a write to a watched port. */
    void note(int port, int value) {
        if (watched.contains(port)) {
            writes.add(new PortWrite(port, value));
        }
    }

    @Override
    public void out(int port, int value) {
        note(port, value);
        if (port == 0x64 && (value & 0xF1) == 0xF0
                || port == 0x92 && (value & 1) != 0
                || port == 0xCF9 && (value & 4) != 0) {
            throw new Stop.Signal(Stop.Kind.RESET, String.format("%02X to port %02X", value, port));
        }
        boolean isModelled = true;
        switch (port) {
            case 0x20 -> {
                isModelled = value == 0x20;
                endOfInterrupt();
            }
            case 0x21 -> {
                s.masked = value;
                update();
            }
            // Latches the count of timer 0, or lets timer 2 make a tone.
            case 0x43 -> {
                isModelled = value == 0 || value >> 6 == 2;
                s.counterReads = 0;
            }
            case 0x61 -> s.speaker = s.speaker & 0x10 | value & 3;
            case 0x64 -> isModelled = value == 0xAE || value >= 0xF0;
            case 0x70 -> s.clockIndex = value & 0x7F;
            case 0x92 -> isModelled = (value & 2) != 0;
            case 0x3D4 -> s.screenIndex = value;
            // The shape and the place of the cursor, and what part of memory is shown.
            case 0x3D5 -> isModelled = s.screenIndex >= 0x0A && s.screenIndex <= 0x0F;
            // A tone, a delay, a colour: nothing that the processor sees.
            case 0x42, 0x80, 0xCF9, 0x3C0, 0x3C6, 0x3C8, 0x3C9 -> {}
            default -> isModelled = false;
        }
        if (!isModelled) {
            throw Stop.notModelled("writing %02X to port %02X", value, port);
        }
    }
}
