package pxos.proof.qemu;

import java.util.concurrent.atomic.AtomicInteger;
import pxos.proof.Outcome;
import pxos.scenario.Observation.Rest;

/**
 * The timer of a guest, which ticks 18.2 times a second, or as often as we say.
 *
 * <p>Channel 0 of the 8254 raises the tick. Loaded with a count in mode 0, it raises one and no other (Intel 8254 data
 * sheet): so the guest sees as many ticks as we want, however fast or slow it runs.
 */
final class Timer {

    private static final int CONTROL = 0x43;
    private static final int CHANNEL_0 = 0x40;
    /** Channel 0, low byte, mode 0: one tick at the end of each count that is loaded. */
    private static final int ONE_TICK = 0x10;
    /** Channel 0, both bytes, mode 2: ticks without end. The count 0 means 65,536, which gives 18.2 a second. */
    private static final int MANY_TICKS = 0x34;

    /** Ticks since midnight (Ralf Brown's list, memory 0040h:006Ch); INT 08h counts them. */
    private static final int TICKS = 0x46C;

    private static final int CHECKS_BETWEEN_QUESTIONS = 8;

    private final Machine machine;
    private final Wait wait;
    private final RestCondition rest;

    Timer(Machine machine, Wait wait, RestCondition rest) {
        this.machine = machine;
        this.wait = wait;
        this.rest = rest;
    }

    /** See {@link pxos.proof.Guest#letPass}. */
    Outcome letPass(int ticks) {
        machine.out(CONTROL, ONE_TICK);
        Outcome outcome = Outcome.RUNNING;
        for (int i = 0; i < ticks && outcome == Outcome.RUNNING; i++) {
            outcome = tick();
        }
        machine.out(CONTROL, MANY_TICKS);
        machine.out(CHANNEL_0, 0);
        machine.out(CHANNEL_0, 0);
        return outcome == Outcome.RUNNING ? wait.until("rest after timer ticks", () -> rest.check(false)) : outcome;
    }

    /** Returns RUNNING once the guest has counted the tick; or how it stopped for good. */
    private Outcome tick() {
        int before = machine.word(TICKS);
        machine.out(CHANNEL_0, 1);
        AtomicInteger checks = new AtomicInteger();
        return wait.until("a timer tick", () -> {
            if (machine.word(TICKS) != before) {
                return Wait.Check.done(Outcome.RUNNING);
            }
            if (checks.incrementAndGet() % CHECKS_BETWEEN_QUESTIONS != 0) {
                return Wait.Check.notYet("the guest has not counted it");
            }
            Wait.Check found = rest.check(false);
            boolean stopped =
                    found.outcomeOrNull() != null && found.outcomeOrNull().rest() != Rest.WAITS_FOR_KEY;
            boolean sleeps = found.outcomeOrNull() != null || found.asleep();
            String because = "the machine does not count the ticks of its timer";
            return stopped ? found : sleeps ? Wait.Check.asleep(because) : Wait.Check.notYet(because);
        });
    }
}
