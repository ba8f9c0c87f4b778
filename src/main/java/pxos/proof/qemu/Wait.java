package pxos.proof.qemu;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.proof.Fault;
import pxos.proof.Outcome;

/**
 * Polls until something is there. Gives up on a guest that computes without end or lets time pass without end.
 *
 * <p>Computing is measured in processor time, so that a loaded system does not make a guest look stuck.
 */
final class Wait {

    private static final Logger LOG = LoggerFactory.getLogger(Wait.class);

    private static final long FIRST_PAUSE_NANOS = 100_000;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000;
    private static final int CHECKS_BETWEEN_MEASUREMENTS = 16;
    private static final Duration WORTH_A_WORD = Duration.ofMillis(100);
    /** However slow the system is, this much time for one wait is too much. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(60);

    private final Machine machine;
    private final Duration spinLimit;
    private final Duration sleepLimit;

    /**
     * @param spinLimit processor time after which a guest that has not come to rest spins
     * @param sleepLimit time asleep, though not at rest, after which it hangs
     */
    Wait(Machine machine, Duration spinLimit, Duration sleepLimit) {
        this.machine = machine;
        this.spinLimit = spinLimit;
        this.sleepLimit = sleepLimit;
    }

    /**
     * What one check found.
     *
     * @param outcomeOrNull null where what is awaited is not there yet
     * @param asleep whether the guest's processor sleeps meanwhile
     * @param because why it is not there yet
     */
    record Check(Outcome outcomeOrNull, boolean asleep, String because) {
        static Check done(Outcome outcome) {
            return new Check(outcome, false, "");
        }

        static Check notYet(String because) {
            return new Check(null, false, because);
        }

        static Check asleep(String because) {
            return new Check(null, true, because);
        }
    }

    /**
     * Checks until something is found, or for as long as that makes sense.
     *
     * @param awaited named in the fault where nothing is found: SPIN, TIMEOUT or EMULATOR_ENDED
     */
    Outcome until(String awaited, Supplier<Check> check) {
        Meter meter = new Meter();
        long pause = FIRST_PAUSE_NANOS;
        for (int checks = 1; ; checks++) {
            Check found = check.get();
            Outcome outcome = found.outcomeOrNull();
            if (outcome == null && checks % CHECKS_BETWEEN_MEASUREMENTS == 0) {
                meter.measure(found.asleep());
                outcome = giveUp(awaited, found.because(), meter);
            }
            if (outcome != null) {
                if (meter.passed().compareTo(WORTH_A_WORD) >= 0) {
                    LOG.debug(
                            "awaited {} for {} ms{}",
                            awaited,
                            meter.passed().toMillis(),
                            outcome.fault().map(fault -> ": " + fault).orElse(""));
                }
                return outcome;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(LONGEST_PAUSE_NANOS, pause + pause / 32);
        }
    }

    /** Null where waiting makes sense still. */
    private Outcome giveUp(String awaited, String because, Meter meter) {
        if (Thread.currentThread().isInterrupted()) {
            throw Problem.internal("interrupted while awaiting " + awaited, null);
        }
        if (!machine.process().isRunning()) {
            return Outcome.failed(
                    Fault.Kind.EMULATOR_ENDED,
                    "QEMU ended while awaiting " + awaited + "; "
                            + machine.process().tail());
        }
        if (meter.computed.compareTo(spinLimit) >= 0 || machine.trace().isFlooded()) {
            return Outcome.failed(
                    Fault.Kind.SPIN,
                    "computed for " + meter.computed.toMillis() + " ms while awaiting " + awaited + "; " + because);
        }
        if (meter.slept.compareTo(sleepLimit) >= 0 || meter.passed().compareTo(LAST_RESORT) >= 0) {
            return Outcome.failed(
                    Fault.Kind.TIMEOUT,
                    "awaited " + awaited + " for " + meter.passed().toMillis() + " ms; not yet, because " + because);
        }
        return null;
    }

    /** Adds up how long the guest computed and how long it slept, from the first measurement on. */
    private final class Meter {
        private final long start = System.nanoTime();
        private long lastTime = start;
        private Duration lastCpu;
        private Duration computed = Duration.ZERO;
        private Duration slept = Duration.ZERO;

        private void measure(boolean asleep) {
            long now = System.nanoTime();
            Duration cpu = machine.process().cpuTime();
            if (asleep) {
                slept = slept.plusNanos(now - lastTime);
            } else if (lastCpu != null) {
                computed = computed.plus(cpu.minus(lastCpu));
            }
            lastTime = now;
            lastCpu = cpu;
        }

        private Duration passed() {
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }
}
