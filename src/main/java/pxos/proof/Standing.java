package pxos.proof;

import pxos.Problem;
import pxos.os.BootImage;
import pxos.scenario.Observation.Rest;

/**
 * A guest that has booted, and its fresh prompt, which it keeps.
 *
 * @param fresh what its kept prompt looks like
 * @param giveBack what to do when it is needed no more
 */
record Standing(Guest guest, FreshPrompt fresh, Runnable giveBack) implements AutoCloseable {

    /**
     * Boots an image on a guest.
     *
     * @throws Problem where it does not reach its prompt
     */
    static Standing booted(Emulator emulator, BootImage image, DriveKind drive) {
        Guest guest = emulator.guest(DiskImage.of(image), drive);
        try {
            Outcome outcome = guest.powerOn();
            if (outcome.rest() != Rest.WAITS_FOR_KEY) {
                throw new Problem(
                        Problem.Kind.CHECKS,
                        "it does not boot another time: "
                                + outcome.fault().map(Fault::toString).orElse(""),
                        "");
            }
            FreshPrompt fresh = FreshPrompt.of(guest, image);
            guest.keepPrompt();
            return new Standing(guest, fresh, guest::close);
        } catch (Problem e) {
            guest.close();
            throw e;
        }
    }

    /** Gives the guest back. */
    @Override
    public void close() {
        giveBack.run();
    }
}
