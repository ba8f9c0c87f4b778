package pxos.build.feature;

import java.util.List;

/** A feature cannot be built as it is written; says everything that is wrong with it, for its author. */
public final class InvalidFeatureException extends Exception {
    private final List<String> errors;

    public InvalidFeatureException(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    public InvalidFeatureException(String error) {
        this(List.of(error));
    }

    public List<String> errors() {
        return errors;
    }
}
