package pxos.proof.qemu;

import java.time.LocalDateTime;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.os.BiosMemory;
import pxos.proof.StartState;

/**
 * The timer and the clock of a guest. They stand still, and go on when we say so: then a guest sees the same time in each
 * run, however fast or slow this computer is.
 *
 * <p>Channel 0 of the 8254 raises the timer tick. Loaded with a count in mode 0, it raises one and no other (Intel 8254 data
 * sheet). The clock does not run while bit 7 of its register B is set (MC146818 data sheet).
 */
final class GuestClock {

    private static final int TIMER_CONTROL = 0x43;
    private static final int TIMER_CHANNEL_0 = 0x40;
    /** Channel 0, low byte, mode 0: one tick at the end of each count that is loaded. */
    private static final int ONE_TICK = 0x10;
    /** Lets channel 0 tell its mode, in the bits of a control word. */
    private static final int READ_MODE = 0xE2;

    private static final int MODE_BITS = 0x3F;

    /** A guest misses ticks while its interrupts are off. */
    private static final int MOST_MISSED_TICKS = 36;

    private static final int CLOCK_INDEX = 0x70;
    private static final int CLOCK_DATA = 0x71;
    private static final int CLOCK_STATUS_B = 0x0B;
    /** Stands still, 24 hours. */
    private static final int STANDS_STILL = 0x82;

    /** What QEMU prints about the first interrupt controller, such as {@code pic0: irr=00 imr=b8 isr=00 hprio=0}. */
    private static final Pattern CONTROLLER =
            Pattern.compile("(?s).*pic0: irr=(\\p{XDigit}+) imr=(\\p{XDigit}+) isr=(\\p{XDigit}+).*");

    private final QemuMachine machine;
    private final StartState start;
    private long elapsed;
    /** What its registers hold; null where that is unknown. */
    private LocalDateTime shown;

    GuestClock(QemuMachine machine, StartState start) {
        this.machine = machine;
        this.start = start;
        this.shown = start.clock();
    }

    /** How many ticks have passed since the guest was switched on. */
    long elapsed() {
        return elapsed;
    }

    /** The ticks since midnight that the BIOS has counted. */
    long counted() {
        return machine.word(BiosMemory.TICKS) | (long) machine.word(BiosMemory.TICKS + 2) << 16;
    }

    /** Whether the guest has left the hours, the minutes and the count of ticks as they go by themselves. */
    boolean isRight() {
        LocalDateTime now = shown == null ? start.after(elapsed) : shown;
        long behind = start.ticksSinceMidnight(elapsed) - counted();
        return Math.abs(behind) <= MOST_MISSED_TICKS
                && read(CLOCK_STATUS_B) == STANDS_STILL
                && read(0x02) == decimal(now.getMinute())
                && read(0x04) == decimal(now.getHour())
                && read(0x07) == decimal(now.getDayOfMonth());
    }

    int read(int register) {
        return machine.ports().in(CLOCK_INDEX, register, CLOCK_DATA);
    }

    private static int decimal(int value) {
        return value / 10 << 4 | value % 10;
    }

    /** Stops the timer, which may tick once more. The guest must run. */
    void stopTimer() {
        machine.ports().out(TIMER_CONTROL, ONE_TICK);
        machine.ports().out(TIMER_CHANNEL_0, 1);
    }

    /** Sets the time of a guest that stands still and does not use its clock, and stops its clock. */
    void set(long ticks) {
        elapsed = ticks;
        write(CLOCK_STATUS_B, STANDS_STILL);
        shown = null;
        show();
        int count = start.ticksSinceMidnight(ticks);
        machine.setMemory(
                BiosMemory.TICKS,
                new byte[] {(byte) count, (byte) (count >> 8), (byte) (count >> 16), (byte) (count >> 24)});
    }

    /** Takes note that the guest was set back to a moment so many ticks after it was switched on. */
    void wasSetBack(long ticks) {
        elapsed = ticks;
        shown = start.after(ticks);
    }

    /** Lets the timer tick once. */
    void tick() {
        machine.ports().out(TIMER_CHANNEL_0, 1);
        elapsed++;
    }

    /** Whether the clock has fallen behind the timer's ticks, by a second or more. */
    boolean isBehind() {
        return shown != null && start.after(elapsed).getSecond() != shown.getSecond();
    }

    /** Whether the guest has left the timer to us. */
    boolean isOurs() {
        return (machine.ports().in(TIMER_CONTROL, READ_MODE, TIMER_CHANNEL_0) & MODE_BITS) == ONE_TICK;
    }

    /** What became of the last tick. */
    Heard heard() {
        String printed = machine.qmp().monitor("info pic");
        Matcher found = CONTROLLER.matcher(printed);
        if (!found.matches()) {
            throw QemuTrouble.of("QEMU printed no interrupt controller: " + printed, null);
        }
        if ((Integer.parseInt(found.group(2), 16) & 1) != 0) {
            return Heard.MASKED;
        }
        int pending = Integer.parseInt(found.group(1), 16) | Integer.parseInt(found.group(3), 16);
        return (pending & 1) != 0 ? Heard.NOT_YET : Heard.YES;
    }

    /** Whether the guest has served a tick: not while its interrupt is requested or in service. */
    enum Heard {
        YES,
        NOT_YET,
        MASKED
    }

    /**
     * Shows the time on the clock of a guest that stands still and does not use it. Its registers 0, 2, 4, 7, 8 and 9 hold two
     * decimal digits each.
     */
    void show() {
        LocalDateTime now = start.after(elapsed);
        put(0x00, now, LocalDateTime::getSecond);
        put(0x02, now, LocalDateTime::getMinute);
        put(0x04, now, LocalDateTime::getHour);
        put(0x07, now, LocalDateTime::getDayOfMonth);
        put(0x08, now, LocalDateTime::getMonthValue);
        put(0x09, now, time -> time.getYear() % 100);
        shown = now;
    }

    private void put(int register, LocalDateTime now, ToIntFunction<LocalDateTime> part) {
        int value = part.applyAsInt(now);
        if (shown == null || part.applyAsInt(shown) != value) {
            write(register, decimal(value));
        }
    }

    private void write(int register, int value) {
        machine.ports().out(CLOCK_INDEX, register);
        machine.ports().out(CLOCK_DATA, value);
    }
}
