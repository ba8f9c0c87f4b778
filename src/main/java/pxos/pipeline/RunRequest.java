package pxos.pipeline;

import java.time.Duration;
import pxos.proof.DriveKind;

/**
 * What the user asked for.
 *
 * @param goal the goal in words; empty with {@code auto}
 * @param auto whether to take the next incomplete milestone
 * @param until with {@code auto}: the last milestone to build; empty for just one
 * @param test whether to boot and test; without it nothing is called verified
 * @param allowBootEdit whether the boot sector may be written to
 * @param attempts code attempts for each feature, at least 1
 * @param candidates answers asked for at a time, at least 1
 * @param timeout how long testing one image may take at most
 * @param drive the drive that QEMU boots from
 */
public record RunRequest(
        String goal,
        boolean auto,
        String until,
        boolean test,
        boolean allowBootEdit,
        int attempts,
        int candidates,
        Duration timeout,
        DriveKind drive) {

    /** The goal for people: what they typed, or what {@code --auto} stands for. */
    public String title() {
        return !auto ? goal : until.isEmpty() ? "the next milestone" : "all milestones until " + until;
    }
}
