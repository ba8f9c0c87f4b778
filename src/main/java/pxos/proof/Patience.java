package pxos.proof;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Polls until something is there; gives up on a guest that computes without end or lets time pass without end.
 *
 * <p>Computing is measured in processor time, so that a loaded machine does not make a guest look stuck.
 */
final class Patience {

    private static final long FIRST_PAUSE_NANOS = 100_000;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000;
    private static final int LOOKS_BETWEEN_CHECKS = 16;
    /** However slow the system is, this much time for one wait is too much. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(60);

    private final Machine machine;
    private final Duration spinLimit;
    private final Duration waitLimit;

    /**
     * @param spinLimit processor time after which a guest that has not come to rest spins
     * @param waitLimit time asleep, though not at rest, after which it hangs
     */
    Patience(Machine machine, Duration spinLimit, Duration waitLimit) {
        this.machine = machine;
        this.spinLimit = spinLimit;
        this.waitLimit = waitLimit;
    }

    /**
     * What one look saw.
     *
     * @param found what was awaited; null if it is not there yet
     * @param asleep whether the guest's processor sleeps meanwhile
     * @param because why it is not there yet
     */
    record Look<T>(T found, boolean asleep, Supplier<String> because) {
        static <T> Look<T> found(T value) {
            return new Look<>(value, false, () -> "");
        }

        static <T> Look<T> notYet(String because) {
            return notYet(() -> because);
        }

        static <T> Look<T> notYet(Supplier<String> because) {
            return new Look<>(null, false, because);
        }

        static <T> Look<T> asleep(Supplier<String> because) {
            return new Look<>(null, true, because);
        }
    }

    /**
     * Looks until something is found.
     *
     * @param awaited named in the fault where nothing is
     * @throws FaultException SPIN, TIMEOUT or PROCESS_EXIT
     */
    <T> T await(String awaited, Supplier<Look<T>> look) {
        Meter meter = null;
        long pause = FIRST_PAUSE_NANOS;
        for (int looks = 1; ; looks++) {
            Look<T> seen = look.get();
            if (seen.found() != null) {
                return seen.found();
            }
            if (looks % LOOKS_BETWEEN_CHECKS == 0) {
                meter = meter == null ? new Meter() : meter;
                meter.add(seen.asleep());
                check(awaited, seen.because(), meter);
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST_PAUSE_NANOS, pause + pause / 32);
        }
    }

    /** Adds up how long the guest computed and how long it slept. */
    private final class Meter {
        private final long start = System.nanoTime();
        private long lastLook = start;
        private Duration lastCpu = machine.cpuTime();
        private Duration computed = Duration.ZERO;
        private Duration slept = Duration.ZERO;

        private void add(boolean asleep) {
            long now = System.nanoTime();
            Duration cpu = machine.cpuTime();
            if (asleep) {
                slept = slept.plusNanos(now - lastLook);
            } else {
                computed = computed.plus(cpu.minus(lastCpu));
            }
            lastLook = now;
            lastCpu = cpu;
        }
    }

    private void check(String awaited, Supplier<String> because, Meter meter) {
        if (Thread.currentThread().isInterrupted()) {
            throw new QemuException("interrupted while awaiting " + awaited);
        }
        if (!machine.isRunning()) {
            throw new FaultException(
                    FaultKind.PROCESS_EXIT, "QEMU ended while awaiting " + awaited + "; " + machine.tail());
        }
        if (meter.computed.compareTo(spinLimit) >= 0 || machine.trace().isFlooded()) {
            throw new FaultException(
                    FaultKind.SPIN,
                    "computed for " + meter.computed.toMillis() + " ms while awaiting " + awaited + "; "
                            + because.get());
        }
        Duration passed = Duration.ofNanos(meter.lastLook - meter.start);
        if (meter.slept.compareTo(waitLimit) >= 0 || passed.compareTo(LAST_RESORT) >= 0) {
            throw new FaultException(
                    FaultKind.TIMEOUT,
                    "awaited " + awaited + " for " + passed.toMillis() + " ms; not yet, because " + because.get());
        }
    }
}
