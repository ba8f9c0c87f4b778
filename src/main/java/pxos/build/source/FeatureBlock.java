package pxos.build.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pxos.os.AddressRange;

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
        List<HookPoint> hooks,
        List<SourceLine> lines) {

    public static final String NAME_PATTERN = "[a-z][a-z0-9_]{0,39}";

    public FeatureBlock {
        if (!name.matches(NAME_PATTERN)) {
            throw new IllegalArgumentException("not a feature name: " + name);
        }
        title = SourceLine.oneLine(title);
        generator = SourceLine.oneLine(generator);
        hooks = List.copyOf(hooks);
        lines = List.copyOf(lines);
    }

    /** The addresses this block writes, as the fewest runs, lowest first. */
    public List<AddressRange> addresses() {
        int[] sorted = lines.stream()
                .filter(SourceLine.Write.class::isInstance)
                .mapToInt(line -> ((SourceLine.Write) line).address())
                .sorted()
                .distinct()
                .toArray();
        List<AddressRange> runs = new ArrayList<>();
        for (int address : sorted) {
            AddressRange last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.last() + 1 == address) {
                runs.set(runs.size() - 1, new AddressRange(last.first(), address));
            } else {
                runs.add(new AddressRange(address, address));
            }
        }
        return runs;
    }

    public int sizeBytes() {
        return addresses().stream().mapToInt(AddressRange::sizeBytes).sum();
    }

    /** The block as source text, header to end line. */
    String render() {
        List<String> text = new ArrayList<>();
        text.add("# === feature " + name + " ===");
        text.add("# title: " + title);
        text.add("# run: " + run);
        text.add("# generator: " + generator);
        text.add("# addresses: "
                + addresses().stream().map(AddressRange::toString).collect(Collectors.joining(", ")));
        if (!hooks.isEmpty()) {
            text.add("# hooks: " + hooks.stream().map(HookPoint::toString).collect(Collectors.joining(", ")));
        }
        if (editsBoot) {
            text.add("# edits-boot: yes");
        }
        lines.forEach(line -> text.add(line.text()));
        text.add("# === end " + name + " ===");
        return String.join("\n", text) + "\n";
    }
}
