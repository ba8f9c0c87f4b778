package pxos.proof.qemu;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import pxos.proof.Fault;
import pxos.proof.Outcome;
import pxos.proof.StartState;
import pxos.scenario.Observation.Rest;

/** Lets a guest hear its timer, one tick after the other. */
final class GuestTime {

    private static final long PAUSE_NANOS = 50_000;
    /** A guest that sleeps serves a tick within microseconds. However slow this computer is, this is too much. */
    private static final Duration LAST_RESORT = Duration.ofSeconds(20);

    private static final int LOOKS_BETWEEN_MEASUREMENTS = 64;

    /** OUT 70h, AL (Intel SDM, volume 2, OUT): what selects a register of the clock. */
    private static final int SELECTS_REGISTER = 0x70E6;

    private static final int SEARCHED_BYTES = 8;
    private static final int TICKS_BETWEEN_LOOKS = 8;

    private final QemuMachine machine;
    private final GuestClock clock;
    private final Limits limits;
    private boolean ours;

    GuestTime(QemuMachine machine, GuestClock clock, Limits limits) {
        this.machine = machine;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Lets a guest hear one tick, and waits until it has. A guest that has changed its timer hears that instead.
     *
     * @param number how many it has heard in a row, counted from 0
     * @return RUNNING where it has served the tick
     */
    Outcome tick(long number) {
        if (number % TICKS_BETWEEN_LOOKS == 0) {
            ours = clock.isOurs();
        }
        if (!ours) {
            LockSupport.parkNanos(StartState.TICK.toNanos());
            return Outcome.RUNNING;
        }
        long before = clock.counted();
        tickOnce();
        long end = System.nanoTime() + LAST_RESORT.toNanos();
        Duration enough = machine.processor().time().plus(limits.spin());
        for (int looks = 1; System.nanoTime() < end && !machine.wantsReset(); looks++) {
            if (looks % LOOKS_BETWEEN_MEASUREMENTS == 0
                    && machine.processor().time().compareTo(enough) > 0) {
                break;
            }
            if (clock.counted() != before) {
                return Outcome.RUNNING;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            if (clock.counted() != before || !machine.processor().maySleep()) {
                continue;
            }
            GuestClock.Heard heard = clock.heard();
            if (heard == GuestClock.Heard.MASKED) {
                return Outcome.failed(Fault.Kind.TIMEOUT, "the machine has masked the interrupt of its timer");
            }
            if (heard == GuestClock.Heard.YES) {
                return Outcome.RUNNING;
            }
        }
        return machine.wantsReset()
                ? Outcome.RUNNING
                : Outcome.failed(Fault.Kind.TIMEOUT, "the machine does not serve the ticks of its timer");
    }

    /**
     * See {@link pxos.proof.Guest#letPass}.
     *
     * @param settled waits until the guest is as far as it comes before the next tick
     */
    Outcome letPass(int ticks, Supplier<Outcome> settled) {
        Outcome outcome = settled.get();
        long before = clock.counted();
        for (int i = 0; i < ticks && goesOn(outcome); i++) {
            outcome = tick(i);
            outcome = outcome == Outcome.RUNNING ? settled.get() : outcome;
        }
        long counted = clock.counted() - before;
        boolean tooFast = counted > 2L * ticks + 10;
        return ours || !goesOn(outcome) || !tooFast
                ? outcome
                : Outcome.failed(
                        Fault.Kind.TIMER, counted + " ticks while " + ticks + " should have passed: it is too fast");
    }

    private static boolean goesOn(Outcome outcome) {
        return outcome.rest() == Rest.WAITS_FOR_KEY || outcome.rest() == Rest.RUNS;
    }

    /** The ticks that it has heard, since midnight. */
    long counted() {
        return clock.counted();
    }

    /** Lets a guest hear one tick that may be too busy to serve it at once. */
    void tickOnly() {
        if (!machine.wantsReset() && clock.isOurs()) {
            tickOnce();
        }
    }

    private void tickOnce() {
        clock.tick();
        if (clock.isBehind()) {
            machine.qmp().execute("stop");
            if (!machine.wantsReset()) {
                if (!usesClock()) {
                    clock.show();
                }
                machine.qmp().execute("cont");
            }
        }
    }

    /** Whether a register of the clock may just have been selected. */
    private boolean usesClock() {
        int address = machine.registers().place().address();
        for (int at = address - SEARCHED_BYTES; at < address; at++) {
            if (at >= 0 && machine.word(at) == SELECTS_REGISTER) {
                return true;
            }
        }
        return false;
    }
}
