package pxos.proof.qemu;

import pxos.Problem;

/** What goes wrong with QEMU itself: it ends, does not answer, or is not what this program knows. */
final class QemuTrouble {

    private static final String REMEDY = "Run it again; pxos doctor looks at QEMU.";

    private QemuTrouble() {}

    /** @param cause may be null */
    static Problem of(String message, Throwable cause) {
        return new Problem(Problem.Kind.MISSING, message, REMEDY, cause);
    }

    /**
     * QEMU has not come up.
     *
     * @param tail what it has said; may be empty
     */
    static Problem notStarted(Exception why, String tail) {
        return of("QEMU did not start: " + why.getMessage() + (tail.isEmpty() ? "" : "; " + tail), why);
    }
}
