package pxos.proof;

import java.util.Optional;
import pxos.scenario.Observation.Rest;

/**
 * How a wait for a guest ended.
 *
 * @param rest how the guest came to rest; NEVER where it did not
 * @param faultOrNull what went wrong, without the place in the code, which {@link Diagnosis} adds
 */
public record Outcome(Rest rest, Fault faultOrNull) {

    /** What was awaited has happened, and the guest runs on. */
    public static final Outcome RUNNING = new Outcome(Rest.NEVER, null);

    public static Outcome at(Rest rest) {
        return new Outcome(rest, null);
    }

    /** It did not come to rest. */
    public static Outcome failed(Fault.Kind kind, String detail) {
        return new Outcome(Rest.NEVER, new Fault(kind, detail));
    }

    /** The processor gave up and asked for a reset. */
    public static Outcome tripleFault() {
        return new Outcome(Rest.RESET, new Fault(Fault.Kind.TRIPLE_FAULT, "three exceptions in each other"));
    }

    /** The same for a guest that came to rest while so many keys were still to be typed, which is a fault. */
    public Outcome before(int keys) {
        Fault early = new Fault(
                rest == Rest.RESET ? Fault.Kind.RESET : Fault.Kind.HALT,
                "the machine " + rest + " with " + keys + " keys still to type");
        return new Outcome(Rest.NEVER, fault().orElse(early));
    }

    public Optional<Fault> fault() {
        return Optional.ofNullable(faultOrNull);
    }
}
