package pxos.proof.qemu;

import java.time.Duration;
import pxos.proof.StartState;

/**
 * How long a guest may be about something.
 *
 * @param spin processor time after which a guest that has not come to rest, and hears its timer, spins
 * @param sleep guest time asleep in its own code after which it hangs
 */
record Limits(Duration spin, Duration sleep) {

    /** For a BIOS call that awaits a device; no device of a PC takes longer. */
    private static final Duration BIOS = Duration.ofSeconds(10);

    private static final Duration SETTLING = Duration.ofMillis(30);
    private static final Duration BUSY_TICK = Duration.ofMillis(10);
    private static final Duration BIOS_TICK = Duration.ofSeconds(2);

    /**
     * The same where other programs want the processor, too. They share its caches, so that the same code takes longer: what
     * takes 1.1 s at least took up to 2.2 s on two cores, at loads of 8 to 19. What takes 70 % of a limit of 1.5 s passed
     * there in each of 40 runs. What takes 150 % of it spun in each of 20 at a load of 10, but in 3 of 20 at a load of 19,
     * since a guest hears its ticks later there: beyond the limit, a verdict still depends on the load.
     */
    Duration crowdedSpin() {
        return spin.multipliedBy(29).dividedBy(20);
    }

    long sleepTicks() {
        return Math.max(1, sleep.dividedBy(StartState.TICK));
    }

    /** Time asleep in a BIOS call after which it hangs. */
    Duration bios() {
        return BIOS.compareTo(sleep) < 0 ? BIOS : sleep;
    }

    /** Processor time after which a guest is seen to go on computing. */
    Duration settling() {
        return SETTLING;
    }

    /** Processor time between two timer ticks of a guest that computes. */
    Duration busyTick() {
        return BUSY_TICK;
    }

    /** Time between two timer ticks of a guest that sleeps in a BIOS call. */
    Duration biosTick() {
        return BIOS_TICK;
    }
}
