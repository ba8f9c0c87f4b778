package pxos.pixel;

/** A strip of the network as a reader found it. */
public sealed interface Strip {

    /** Where it stands. */
    Place place();

    /** A letter for each run it stands for, oldest first: P, F, E or S. */
    default String verdicts() {
        return "";
    }

    /** Whether something is wrong with it. */
    default boolean damaged() {
        return false;
    }

    /**
     * Where a strip stands in its segment.
     *
     * @param file name of the segment's file
     * @param topRow first row of the strip in the picture
     * @param rows its height
     * @param offset file offset of its chunk; -1 where the file is not laid out by strips
     */
    record Place(String file, int topRow, int rows, long offset) {
        @Override
        public String toString() {
            return rows > 0
                    ? String.format("%s, rows %d-%d", file, topRow, topRow + rows - 1)
                    : offset >= 0 ? String.format("%s, at byte %d", file, offset) : file;
        }
    }

    /** A run. */
    record Run(Place place, RunRecord record) implements Strip {
        @Override
        public String verdicts() {
            return String.valueOf(record.mark().letter());
        }
    }

    /** All earlier runs at a glance. */
    record Overview(Place place, String verdicts) implements Strip {}

    /**
     * A strip that cannot be read; skipped, and nothing else is lost with it.
     *
     * @param damaged false where it is sound, but of a version or kind that this program does not know
     */
    record Unreadable(Place place, String reason, boolean damaged) implements Strip {}
}
