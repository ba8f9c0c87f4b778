package pxos.build.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import pxos.os.AddressRange;
import pxos.os.Vector;

/**
 * One generated feature in the OS source.
 *
 * <pre>
 *   # === feature hello_message ===
 *   # title: Update hello message
 *   # run: run_1795438800
 *   # generator: recipes
 *   # addresses: 7E00-7E0A
 *   # hooks: banner@7E00
 *   DEFINE hello_message.text 0x7E00
 *   WRITE 0x7E00 0x48  ; 'H'
 *   …
 *   # === end hello_message ===
 * </pre>
 *
 * @param name the feature's name; a block of the same name is replaced
 * @param title what it does, one line
 * @param run the run that wrote it
 * @param generator who wrote the code
 * @param editsBoot whether its bytes may stand in the boot sector (only from a run with {@code --allow-boot-edit})
 * @param hooks where it attaches
 * @param lines its WRITE, DEFINE, CALL and COMMENT lines
 */
public record FeatureBlock(
        String name,
        String title,
        String run,
        String generator,
        boolean editsBoot,
        List<Hook> hooks,
        List<SourceLine> lines) {

    public static final String NAME_PATTERN = "[a-z][a-z0-9_]{0,39}";

    /** How the remark before a routine of the library begins; no other remark does. */
    public static final String ROUTINE = "routine ";

    /**
     * Where a feature attaches: for a list its node, for a pointer or a slot the text or routine.
     *
     * @param vector the entry of the vector table
     * @param address address of the node, text or routine
     */
    public record Hook(Vector vector, int address) {

        private static final Pattern FORM = Pattern.compile("([^@]*)@([0-9A-Fa-f]{4})");

        /** The form in a block's header: {@code on_key@7E10}. */
        @Override
        public String toString() {
            return String.format("%s@%04X", vector.label(), address);
        }

        /** Reads the form that {@link #toString()} writes; empty if {@code text} is not one. */
        static Optional<Hook> parse(String text) {
            Matcher hook = FORM.matcher(text);
            return hook.matches()
                    ? Vector.named(hook.group(1)).map(vector -> new Hook(vector, Integer.parseInt(hook.group(2), 16)))
                    : Optional.empty();
        }
    }

    public FeatureBlock {
        if (!name.matches(NAME_PATTERN)) {
            throw new IllegalArgumentException("not a feature name: " + name);
        }
        title = SourceLine.oneLine(title);
        generator = SourceLine.oneLine(generator);
        hooks = List.copyOf(hooks);
        lines = List.copyOf(lines);
    }

    /** The block with other lines. */
    public FeatureBlock withLines(List<SourceLine> newLines) {
        return new FeatureBlock(name, title, run, generator, editsBoot, hooks, newLines);
    }

    /** The block with other places where it attaches. */
    public FeatureBlock withHooks(List<Hook> newHooks) {
        return new FeatureBlock(name, title, run, generator, editsBoot, newHooks, lines);
    }

    /** The addresses this block writes, as the fewest runs, lowest first. */
    public List<AddressRange> addresses() {
        BitSet written = new BitSet();
        SourceLine.writes(lines.stream()).forEach(write -> written.set(write.address()));
        return AddressRange.of(written);
    }

    /** The addresses of the routines that it called from the library, which follow its own code. */
    public BitSet libraryRoutines() {
        BitSet written = new BitSet();
        SourceLine.writes(lines.stream().dropWhile(line -> !line.text().startsWith("COMMENT " + ROUTINE)))
                .forEach(write -> written.set(write.address()));
        return written;
    }

    public int sizeBytes() {
        return addresses().stream().mapToInt(AddressRange::sizeBytes).sum();
    }

    /** The block as source text, header to end line. */
    public String render() {
        List<String> text = new ArrayList<>(List.of(
                "# === feature " + name + " ===",
                "# title: " + title,
                "# run: " + run,
                "# generator: " + generator,
                "# addresses: " + joined(addresses())));
        if (!hooks.isEmpty()) {
            text.add("# hooks: " + joined(hooks));
        }
        if (editsBoot) {
            text.add("# edits-boot: yes");
        }
        lines.forEach(line -> text.add(line.text()));
        text.add("# === end " + name + " ===");
        return String.join("\n", text) + "\n";
    }

    private static String joined(List<?> parts) {
        return parts.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
