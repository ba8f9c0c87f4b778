package pxos.pipeline;

/**
 * Why a run did not succeed.
 *
 * @param stage where
 * @param kind whose matter it is; decides the exit code
 * @param message what failed, and the value at fault
 * @param hint the next action; empty where there is none
 */
public record RunFailure(Stage stage, Kind kind, String message, String hint) {

    /** Whose matter a failure is, with the exit code of the process. */
    public enum Kind {
        /** The OS failed its checks. */
        CHECKS(1),
        /** The goal, an option or a file of the workspace is not usable. */
        INPUT(2),
        /** QEMU, a model or something else outside is missing. */
        MISSING(3),
        /** The model's output was unusable. */
        MODEL(4),
        /** A fault of this program or its machine. */
        INTERNAL(5);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public RunFailure {
        message = message == null ? "" : message;
        hint = hint == null ? "" : hint;
    }
}
