package pxos.qemu;

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
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;
    private static final int LOOKS_BETWEEN_LIMIT_CHECKS = 16;

    private final Machine machine;
    private final Duration cpu;
    private final Duration wall;

    /**
     * @param cpu processor time after which a guest that has not come to rest spins
     * @param wall time after which it hangs
     */
    Patience(Machine machine, Duration cpu, Duration wall) {
        this.machine = machine;
        this.cpu = cpu;
        this.wall = wall;
    }

    /** Why something is not there yet, or that it is. */
    record Look<T>(T found, String because) {
        static <T> Look<T> found(T value) {
            return new Look<>(value, "");
        }

        static <T> Look<T> notYet(String because) {
            return new Look<>(null, because);
        }
    }

    /**
     * Looks until something is found.
     *
     * @param awaited named in the fault where nothing is
     * @throws FaultException SPIN, TIMEOUT or PROCESS_EXIT
     */
    <T> T await(String awaited, Supplier<Look<T>> look) {
        long start = System.nanoTime();
        Duration cpuAtStart = null;
        long pause = FIRST_PAUSE_NANOS;
        for (int looks = 1; ; looks++) {
            Look<T> seen = look.get();
            if (seen.found() != null) {
                return seen.found();
            }
            if (looks % LOOKS_BETWEEN_LIMIT_CHECKS == 0) {
                Duration used = machine.cpuTime();
                cpuAtStart = cpuAtStart == null ? used : cpuAtStart;
                check(awaited, seen.because(), used.minus(cpuAtStart), Duration.ofNanos(System.nanoTime() - start));
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST_PAUSE_NANOS, pause + pause / 8);
        }
    }

    private void check(String awaited, String because, Duration used, Duration passed) {
        if (Thread.currentThread().isInterrupted()) {
            throw new QemuException("interrupted while awaiting " + awaited);
        }
        if (!machine.isRunning()) {
            throw new FaultException(FaultKind.PROCESS_EXIT, "QEMU ended while awaiting " + awaited + "; "
                    + machine.tail());
        }
        if (used.compareTo(cpu) >= 0 || machine.trace().isFlooded()) {
            throw new FaultException(FaultKind.SPIN, "computed for " + used.toMillis() + " ms while awaiting "
                    + awaited + "; " + because);
        }
        if (passed.compareTo(wall) >= 0) {
            throw new FaultException(FaultKind.TIMEOUT, "awaited " + awaited + " for " + passed.toMillis()
                    + " ms; not yet, because " + because);
        }
    }
}
