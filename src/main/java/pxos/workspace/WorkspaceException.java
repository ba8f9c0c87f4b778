package pxos.workspace;

/** The workspace cannot be used as it is; carries what the user can do about it. */
public final class WorkspaceException extends Exception {
    private final String hint;

    public WorkspaceException(String message, String hint) {
        this(message, hint, null);
    }

    public WorkspaceException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
