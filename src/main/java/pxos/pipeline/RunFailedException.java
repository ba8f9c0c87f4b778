package pxos.pipeline;

/** Ends a run; carries what the result says about it. */
public final class RunFailedException extends Exception {
    private final transient RunFailure failure;

    public RunFailedException(RunFailure failure) {
        this(failure, null);
    }

    public RunFailedException(RunFailure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public RunFailure failure() {
        return failure;
    }
}
