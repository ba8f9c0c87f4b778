package pxos.proof;

import java.time.Duration;

/**
 * How to test.
 *
 * @param drive the drive to boot from
 * @param guests how many guests may run at the same time, at least 1
 * @param deadline for the whole test; scenarios not begun by then are errors
 */
public record TestOptions(DriveKind drive, int guests, Duration deadline) {

    public TestOptions {
        if (guests < 1) {
            throw new IllegalArgumentException("a test needs at least one guest, not " + guests);
        }
    }

    /** A guest for each core, and 5 minutes for everything. */
    public static TestOptions on(DriveKind drive) {
        return new TestOptions(drive, Runtime.getRuntime().availableProcessors(), Duration.ofMinutes(5));
    }

    public TestOptions withGuests(int count) {
        return new TestOptions(drive, count, deadline);
    }

    public TestOptions withDeadline(Duration limit) {
        return new TestOptions(drive, guests, limit);
    }
}
