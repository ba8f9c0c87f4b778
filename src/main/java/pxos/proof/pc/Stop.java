package pxos.proof.pc;

/**
 * Why the machine stopped.
 *
 * @param detail where and by what means, for people
 */
public record Stop(Kind kind, String detail) {

    /** What is known about the machine now. */
    public enum Kind {
        /** It waits for a key in the BIOS, and has read every key that was typed. */
        WAITS_FOR_KEY,
        /** It has executed HLT with interrupts off. */
        HALTED,
        /** It has asked for a reset. */
        RESET,
        /** It has entered the BIOS at its reset vector, which shows up in QEMU as a triple fault. */
        TRIPLE_FAULT,
        /** It computes without end, as far as its budget tells. */
        SPINS,
        /** It lets time pass without end, though it does not wait for a key. */
        SLEEPS,
        /** It met something that this machine does not model: QEMU has to be asked. */
        NOT_MODELLED
    }

    /** Ends the current run of the machine; only {@link Pc} catches it. */
    static final class Signal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Stop stop;

        Signal(Kind kind, String detail) {
            super(detail, null, false, false);
            this.stop = new Stop(kind, detail);
        }

        Stop stop() {
            return stop;
        }
    }

    /** For something that this machine does not model; {@code what} names it. */
    static Signal notModelled(String what, Object... values) {
        return new Signal(Kind.NOT_MODELLED, String.format(what, values));
    }
}
