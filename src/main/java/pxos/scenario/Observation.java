package pxos.scenario;

import pxos.os.TextScreen;

/** What can be seen of the machine once it has come to rest. */
public interface Observation {
    /** How the machine came to rest. */
    enum Rest {
        WAITS_FOR_KEY("waits for a key in the BIOS"),
        HALTED("is halted for good (HLT with interrupts off)"),
        RESET("asked for a reset"),
        /** Neither: a program that goes on. */
        RUNS("runs on"),
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

    TextScreen screen();

    Rest rest();

    /**
     * Physical memory.
     *
     * @param address 0 to 0xFFFFF
     * @param sizeBytes at least 1
     */
    byte[] memory(int address, int sizeBytes);

    /** The text that the image's banner vector points to. */
    String banner();

    /** The text that the image's prompt vector points to. */
    String prompt();
}
