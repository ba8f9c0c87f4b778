package pxos.build.source;

import java.util.Optional;
import java.util.regex.Pattern;
import pxos.os.Vector;

/**
 * Where a feature attaches: for a list its node, for a pointer or a slot the text or routine.
 *
 * @param vector the entry of the vector table
 * @param address address of the node, text or routine
 */
public record HookPoint(Vector vector, int address) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f]{4}");

    /** The form in a block's header: {@code on_key@7E10}. */
    @Override
    public String toString() {
        return String.format("%s@%04X", vector.label(), address);
    }

    /** Reads the form that {@link #toString()} writes; empty if {@code text} is not one. */
    public static Optional<HookPoint> parse(String text) {
        String[] parts = text.strip().split("@", 2);
        if (parts.length != 2 || !ADDRESS.matcher(parts[1]).matches()) {
            return Optional.empty();
        }
        return Vector.named(parts[0]).map(vector -> new HookPoint(vector, Integer.parseInt(parts[1], 16)));
    }
}
