package pxos.model;

/** A model could not answer at all; carries what the user can do about it. */
public final class ModelException extends Exception {
    private final String hint;

    public ModelException(String message, String hint) {
        this(message, hint, null);
    }

    public ModelException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    /** The next action for the user, one sentence; empty where there is none. */
    public String hint() {
        return hint;
    }
}
