package pxos.model;

import java.util.Optional;

/** A model could not answer at all; carries what the user can do about it, and what was said until then. */
public final class ModelException extends Exception {
    private final String hint;
    private final transient Reply brokenOff;

    public ModelException(String message, String hint) {
        this(message, hint, null);
    }

    public ModelException(String message, String hint, Throwable cause) {
        this(message, hint, cause, null);
    }

    private ModelException(String message, String hint, Throwable cause, Reply brokenOff) {
        super(message, cause);
        this.hint = hint;
        this.brokenOff = brokenOff;
    }

    /** The same after a question was sent: {@code reply} has its prompt, and of the answer what came. */
    public ModelException with(Reply reply) {
        return new ModelException(getMessage(), hint, getCause(), reply);
    }

    /** The next action for the user, one sentence; empty where there is none. */
    public String hint() {
        return hint;
    }

    /** The question that was not answered, with what came of the answer; empty where nothing was sent. */
    public Optional<Reply> brokenOff() {
        return Optional.ofNullable(brokenOff);
    }
}
