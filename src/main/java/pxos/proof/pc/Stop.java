package pxos.proof.pc;

import pxos.proof.Fault;
import pxos.proof.Outcome;
import pxos.scenario.Observation.Rest;

/**
 * Why the machine stopped.
 *
 * @param detail for people: by what means, and where
 */
public record Stop(Kind kind, String detail) {

    /** What is known about the machine now. */
    public enum Kind {
        /** It waits for a key in the BIOS, and has read every key that was typed. */
        WAITS_FOR_KEY,
        /** It sleeps in its own code until the next timer tick, and nobody lets more time pass. */
        RUNS,
        /** It has executed HLT with interrupts off. */
        HALTED,
        /** It has asked for a reset. */
        RESET,
        /** It has entered the BIOS at its reset vector, which shows up in QEMU as a triple fault. */
        TRIPLE_FAULT,
        /** It computes without end, as far as its budget tells. */
        SPINS,
        /** It lets time pass without end, and does not wait for a key. */
        SLEEPS,
        /** It met something that this machine does not model: QEMU has to be asked. */
        NOT_MODELLED
    }

    Outcome outcome() {
        return switch (kind) {
            case WAITS_FOR_KEY -> Outcome.at(Rest.WAITS_FOR_KEY);
            case RUNS -> Outcome.at(Rest.RUNS);
            case HALTED -> Outcome.at(Rest.HALTED);
            case RESET, TRIPLE_FAULT -> Outcome.at(Rest.RESET);
            case SPINS -> Outcome.failed(Fault.Kind.SPIN, detail);
            case SLEEPS -> Outcome.failed(Fault.Kind.TIMEOUT, detail);
            case NOT_MODELLED -> Outcome.failed(Fault.Kind.NOT_MODELLED, detail);
        };
    }

    /** A program that has no rest, and does not sleep, is for QEMU. */
    static Outcome goesOn(Outcome outcome) {
        return outcome.rest() == Rest.NEVER
                ? Outcome.failed(Fault.Kind.NOT_MODELLED, "a program that runs on")
                : outcome;
    }

    /** Ends the current run; {@link Pc} makes a {@link Stop} of it. */
    static final class Signal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Kind kind;

        Signal(Kind kind, String detail) {
            super(detail, null, false, false);
            this.kind = kind;
        }

        Kind kind() {
            return kind;
        }

        /** Whether the machine cannot go on: the instruction was not done, or asked for a reset. */
        boolean isFinal() {
            return kind == Kind.NOT_MODELLED || kind == Kind.RESET || kind == Kind.TRIPLE_FAULT;
        }
    }

    /** @param what names what was met, in the form of {@link String#format} */
    static Signal notModelled(String what, Object... values) {
        return new Signal(Kind.NOT_MODELLED, String.format(what, values));
    }
}
