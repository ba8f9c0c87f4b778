package pxos.proof;

import java.time.Duration;

/**
 * How to test.
 *
 * @param drive the drive to boot from
 * @param guests how many QEMUs may run at the same time, at least 1
 * @param spinLimit processor time after which a guest that has not come to rest spins
 * @param waitLimit time asleep, though not waiting for a key, after which a guest hangs
 * @param deadline for the whole test; scenarios not begun by then are errors
 */
public record TestOptions(DriveKind drive, int guests, Duration spinLimit, Duration waitLimit, Duration deadline) {

    public TestOptions {
        if (guests < 1) {
            throw new IllegalArgumentException("a test needs at least one guest, not " + guests);
        }
    }

    /** IDE, a guest for each core, 1.5 s of computing, 5 s of sleep, 5 minutes for everything. */
    public static TestOptions defaults() {
        return new TestOptions(
                DriveKind.IDE,
                Runtime.getRuntime().availableProcessors(),
                Duration.ofMillis(1500),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }

    /** Whether a guest that was started for the other test is one for this test, too. */
    boolean startLike(TestOptions other) {
        return drive == other.drive && spinLimit.equals(other.spinLimit) && waitLimit.equals(other.waitLimit);
    }

    public TestOptions withDrive(DriveKind other) {
        return new TestOptions(other, guests, spinLimit, waitLimit, deadline);
    }

    public TestOptions withGuests(int count) {
        return new TestOptions(drive, count, spinLimit, waitLimit, deadline);
    }

    public TestOptions withSpinLimit(Duration limit) {
        return new TestOptions(drive, guests, limit, waitLimit, deadline);
    }

    public TestOptions withWaitLimit(Duration limit) {
        return new TestOptions(drive, guests, spinLimit, limit, deadline);
    }

    public TestOptions withDeadline(Duration limit) {
        return new TestOptions(drive, guests, spinLimit, waitLimit, limit);
    }
}
