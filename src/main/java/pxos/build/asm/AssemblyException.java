package pxos.build.asm;

import java.util.List;

/** Assembly text that cannot be taken: each error names its line. */
public final class AssemblyException extends Exception {
    private final List<String> errors;

    public AssemblyException(List<String> errors) {
        super(String.join("; ", errors));
        this.errors = List.copyOf(errors);
    }

    public List<String> errors() {
        return errors;
    }
}
