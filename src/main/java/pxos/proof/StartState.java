package pxos.proof;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import pxos.os.BiosMemory;

/**
 * What a guest finds when it is switched on, the same in every run: so each run sees the same.
 *
 * <p>The clock stands still while the guest only waits for keys. It goes on with the ticks of the timer, which a guest hears
 * where it sleeps, computes for long, or is told to let time pass.
 *
 * @param clock what the clock shows
 * @param noise the seed of what free memory holds; 0 for zeros
 */
public record StartState(LocalDateTime clock, long noise) {

    /** A clock that shows nearly all digits, and noise: a real machine does not begin with zeros. */
    public static final StartState DEFAULT = new StartState(LocalDateTime.of(2026, 12, 29, 17, 48, 36), 18);

    /** A timer tick: 65,536 periods of 1,193,182 Hz (Intel 8254 data sheet). */
    public static final Duration TICK = Duration.ofNanos(54_925_402);

    /** What memory holds by its address, from 0 to 9FBFF, where nobody has written to it. */
    public byte[] memory() {
        return noise == DEFAULT.noise ? DefaultMemory.BYTES.clone() : filled(noise);
    }

    private static byte[] filled(long seed) {
        byte[] bytes = new byte[BiosMemory.FREE_END];
        if (seed != 0) {
            new SplittableRandom(seed).nextBytes(bytes);
        }
        return bytes;
    }

    /** Made once: it takes as long as a scenario. */
    private static final class DefaultMemory {
        private static final byte[] BYTES = filled(DEFAULT.noise);
    }

    /** What the clock shows so many ticks later. */
    public LocalDateTime after(long ticks) {
        return clock.plus(TICK.multipliedBy(ticks));
    }

    /** The timer ticks since midnight that the BIOS counts so many ticks later. */
    public int ticksSinceMidnight(long ticks) {
        return (int) ((clock.toLocalTime().toNanoOfDay() / TICK.toNanos() + ticks) % BiosMemory.TICKS_PER_DAY);
    }
}
