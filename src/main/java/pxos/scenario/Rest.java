package pxos.scenario;

/** How the machine came to rest. */
public enum Rest {
    WAITS_FOR_KEY("waits for a key in the BIOS"),
    HALTED("is halted for good (HLT with interrupts off)"),
    RESET("asked for a reset"),
    NEVER("did not come to rest");

    private final String sentence;

    Rest(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
