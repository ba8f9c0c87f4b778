package pxos.build;

import java.util.List;

/** A feature or a source cannot become an image: a rail was hit, a label is unknown, or there is no room. */
public final class BuildException extends Exception {
    private final List<String> errors;
    private final String hint;

    public BuildException(List<String> errors, String hint) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
        this.hint = hint;
    }

    public BuildException(String error, String hint) {
        this(List.of(error), hint);
    }

    /** Everything that is wrong, each naming the address or the label at fault. */
    public List<String> errors() {
        return errors;
    }

    /** The next action for the user; empty where there is none. */
    public String hint() {
        return hint;
    }
}
