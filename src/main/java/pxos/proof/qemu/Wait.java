package pxos.proof.qemu;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.proof.Fault;
import pxos.proof.Outcome;
import pxos.scenario.Observation.Rest;

/**
 * Polls until something is there. Gives up on a guest that computes without end or lets time pass without end.
 *
 * <p>A guest that sleeps hears its timer at once, so that waiting costs it nothing, and time is counted in ticks. A guest
 * that computes hears a tick for each moment of processor time, and spins when it has heard too many: so one that awaits
 * some ticks without sleeping hears them, however loaded this computer is.
 */
final class Wait {

    private static final Logger LOG = LoggerFactory.getLogger(Wait.class);

    private static final long FIRST_PAUSE_NANOS = 100_000;
    private static final long LONGEST_PAUSE_NANOS = 10_000_000;
    /** Short enough for a guest that computes to hear each of its ticks in time. */
    private static final long LONGEST_PAUSE_COMPUTING_NANOS = 500_000;

    private static final int CHECKS_BETWEEN_MEASUREMENTS = 16;
    private static final int CHECKS_BETWEEN_MEASUREMENTS_SETTLING = 4;
    private static final Duration WORTH_A_WORD = Duration.ofMillis(100);
    /** However slow the system is, this much time for one wait is too much. */
    private static final Duration LAST_RESORT = Duration.ofMinutes(2);

    private final QemuMachine machine;
    private final GuestTime time;
    private final Limits limits;

    Wait(QemuMachine machine, GuestTime time, Limits limits) {
        this.machine = machine;
        this.time = time;
        this.limits = limits;
    }

    /** What a guest does that has not come to rest. */
    enum Doing {
        COMPUTES,
        /** Executed HLT in its own code, and waits for an interrupt. */
        SLEEPS,
        /** The same in a call of the BIOS, for a device. */
        SLEEPS_IN_BIOS
    }

    /**
     * What one check found.
     *
     * @param outcomeOrNull null where what is awaited is not there yet
     * @param doing what the guest does meanwhile
     * @param because why it is not there yet
     */
    record Check(Outcome outcomeOrNull, Doing doing, String because) {
        static Check done(Outcome outcome) {
            return new Check(outcome, Doing.COMPUTES, "");
        }

        static Check notYet(String because) {
            return new Check(null, Doing.COMPUTES, because);
        }

        static Check asleep(String because) {
            return new Check(null, Doing.SLEEPS, because);
        }

        static Check inBios(String because) {
            return new Check(null, Doing.SLEEPS_IN_BIOS, because);
        }
    }

    /**
     * Checks until something is found, or for as long as that makes sense.
     *
     * @param awaited named in the fault where nothing is found: SPIN, TIMEOUT or EMULATOR_ENDED
     */
    Outcome until(String awaited, Supplier<Check> check) {
        return poll(awaited, check, false);
    }

    /**
     * The same, but lets no time pass for a guest that sleeps or goes on computing: that one {@link Rest#RUNS}, and is as far
     * as it comes before the next tick of its timer.
     */
    Outcome settled(String awaited, Supplier<Check> check) {
        return poll(awaited, check, true);
    }

    private Outcome poll(String awaited, Supplier<Check> check, boolean settling) {
        Meter meter = new Meter(machine.processor(), limits);
        int between = settling ? CHECKS_BETWEEN_MEASUREMENTS_SETTLING : CHECKS_BETWEEN_MEASUREMENTS;
        long pause = FIRST_PAUSE_NANOS;
        for (int checks = 1; ; checks++) {
            Check found = check.get();
            Outcome outcome = found.outcomeOrNull();
            if (outcome == null && found.doing() == Doing.SLEEPS) {
                outcome = settling ? Outcome.at(Rest.RUNS) : tick(awaited, found, meter);
                pause = FIRST_PAUSE_NANOS;
            } else if (outcome == null && checks % between == 0) {
                outcome = measure(awaited, found, meter, settling);
            }
            if (outcome != null) {
                log(awaited, outcome, meter);
                return outcome;
            }
            LockSupport.parkNanos(pause);
            boolean computes = found.doing() == Doing.COMPUTES;
            pause = Math.min(computes ? LONGEST_PAUSE_COMPUTING_NANOS : LONGEST_PAUSE_NANOS, pause + pause / 32);
        }
    }

    private static void log(String awaited, Outcome outcome, Meter meter) {
        if (meter.passed().compareTo(WORTH_A_WORD) >= 0) {
            LOG.debug(
                    "awaited {} for {} ms{}",
                    awaited,
                    meter.passed().toMillis(),
                    outcome.fault().map(fault -> ": " + fault).orElse(""));
        }
    }

    /** Lets a sleeping guest hear its timer; null where waiting makes sense still. */
    private Outcome tick(String awaited, Check found, Meter meter) {
        if (++meter.ticks > limits.sleepTicks()) {
            return Outcome.failed(
                    Fault.Kind.TIMEOUT,
                    "awaited " + awaited + " for " + limits.sleepTicks() + " timer ticks; not yet, because "
                            + found.because());
        }
        Outcome outcome = time.tick(meter.ticks - 1);
        return outcome != Outcome.RUNNING ? outcome : ended(awaited);
    }

    /** Null where waiting makes sense still. */
    private Outcome measure(String awaited, Check found, Meter meter, boolean settling) {
        Outcome ended = ended(awaited);
        if (ended != null) {
            return ended;
        }
        meter.measure(found.doing());
        if (settling && meter.hasComputedFor(limits.settling())) {
            return Outcome.at(Rest.RUNS);
        }
        if (meter.hasSpun() || machine.trace().isFlooded()) {
            return Outcome.failed(
                    Fault.Kind.SPIN,
                    "computed for " + meter.computedMillis() + " ms while awaiting " + awaited + "; "
                            + found.because());
        }
        if (meter.hasSleptFor(limits.bios()) || meter.passed().compareTo(LAST_RESORT) >= 0) {
            return Outcome.failed(
                    Fault.Kind.TIMEOUT,
                    "awaited " + awaited + " for " + meter.passed().toMillis() + " ms; not yet, because "
                            + found.because());
        }
        if (meter.isTimeForATick(time.counted())) {
            time.tickOnly();
        }
        return null;
    }

    /** Not null where QEMU has gone. */
    private Outcome ended(String awaited) {
        if (Thread.currentThread().isInterrupted()) {
            throw Problem.internal("interrupted while awaiting " + awaited, null);
        }
        return machine.process().isRunning()
                ? null
                : Outcome.failed(
                        Fault.Kind.EMULATOR_ENDED,
                        "QEMU ended while awaiting " + awaited + "; "
                                + machine.process().tail());
    }
}
