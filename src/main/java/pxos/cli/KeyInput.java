package pxos.cli;

import java.util.List;

/** Where a person types, and how large what they look at is. */
interface KeyInput {

    /** Rows and columns. */
    record Size(int rows, int columns) {
        /** What terminals have had for fifty years. */
        static final Size UNKNOWN = new Size(24, 80);

        public Size {
            rows = rows < 2 ? 24 : rows;
            columns = columns < 1 ? 80 : columns;
        }
    }

    /**
     * What was typed, in the notation of scenarios; {@link TypedKeys#LEAVE} for the key that leaves.
     *
     * @param waitMillis how long to wait for a key at most
     */
    List<String> typed(long waitMillis) throws InterruptedException;

    Size size();
}
