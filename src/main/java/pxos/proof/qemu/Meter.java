package pxos.proof.qemu;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Adds up how long a guest computed and how long it slept in BIOS calls, from the first measurement on. */
final class Meter {

    private static final int DEAF_FACTOR = 2;

    private final ProcessorThread processor;
    private final Limits limits;
    private final LongSupplier nanos;
    private final long start;
    private long lastTime;
    private Duration lastCpu;
    private Duration computed = Duration.ZERO;
    private Duration slept = Duration.ZERO;
    private Duration nextTick;
    private Duration nextBiosTick;
    /** What the guest had counted when it was last given a tick while it computed. */
    private long counted = -1;

    private long busyTicks;
    /** How many timer ticks it slept through. */
    long ticks;

    Meter(ProcessorThread processor, Limits limits) {
        this(processor, limits, System::nanoTime);
    }

    Meter(ProcessorThread processor, Limits limits, LongSupplier nanos) {
        this.processor = processor;
        this.limits = limits;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
        this.lastTime = start;
        // What most commands take needs no tick.
        this.nextTick = limits.busyTick().multipliedBy(5);
        this.nextBiosTick = limits.biosTick();
    }

    void measure(Wait.Doing doing) {
        long now = nanos.getAsLong();
        Duration cpu = processor.time();
        if (doing == Wait.Doing.SLEEPS_IN_BIOS) {
            slept = slept.plusNanos(now - lastTime);
        } else if (lastCpu != null) {
            computed = computed.plus(cpu.minus(lastCpu));
        }
        lastTime = now;
        lastCpu = cpu;
    }

    /**
     * Whether a guest that does not sleep in its own code is to hear its timer.
     *
     * @param now how many ticks it has counted
     */
    boolean isTimeForATick(long now) {
        if (computed.compareTo(nextTick) >= 0 && now != counted) {
            nextTick = nextTick.plus(limits.busyTick());
            counted = now;
            busyTicks++;
            return true;
        }
        if (slept.compareTo(nextBiosTick) >= 0) {
            nextBiosTick = slept.plus(limits.biosTick());
            return true;
        }
        return false;
    }

    /** Whether it has heard as many ticks as it may while it computes; or has computed for much longer, and hears none. */
    boolean hasSpun() {
        Duration spin = hadToWait() ? limits.crowdedSpin() : limits.spin();
        return busyTicks >= spin.dividedBy(limits.busyTick()) || hasComputedFor(spin.multipliedBy(DEAF_FACTOR));
    }

    /** Whether it had a processor for less than two thirds of the time that it wanted one. */
    private boolean hadToWait() {
        Duration wanted = passed().minus(slept);
        return computed.multipliedBy(3).compareTo(wanted.multipliedBy(2)) < 0;
    }

    boolean hasComputedFor(Duration limit) {
        return computed.compareTo(limit) >= 0;
    }

    boolean hasSleptFor(Duration limit) {
        return slept.compareTo(limit) >= 0;
    }

    long computedMillis() {
        return computed.toMillis();
    }

    Duration passed() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }
}
