package pxos.build.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OS source as it stands on the floppy: one WRITE line for each instruction, and one value for each address. */
public final class FloppyText {

    private static final Pattern WRITE = Pattern.compile("WRITE 0x([0-9A-F]{4}) 0x([0-9A-F]{2})(?: ; (.*))?");
    private static final Pattern FURTHER_BYTE = Pattern.compile("\\s*\\d+ of \\d+\\s*");

    private final Map<Integer, String> last = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    /** The line that is being written, and the address after its bytes. */
    private String bytes = "";

    private String comment = "";
    private int next;

    private FloppyText() {}

    /** The text; read by {@link OsSource#parse} it gives the same bytes, labels and blocks. */
    public static String of(OsSource source) {
        FloppyText text = new FloppyText();
        source.writes().forEach(write -> text.last.put(write.address(), SourceLine.hex(write.value(), 2)));
        source.render().lines().forEach(text::add);
        text.end();
        return String.join("\n", text.lines) + "\n";
    }

    private void add(String line) {
        Matcher write = WRITE.matcher(line);
        if (!write.matches()) {
            end();
            lines.add(line);
            return;
        }
        int address = Integer.parseInt(write.group(1), 16);
        String value = last.remove(address);
        String words = write.group(3) == null ? "" : write.group(3);
        if (value == null) {
            // The base's byte stands there already, with what a feature made of it.
            return;
        }
        if (!bytes.isEmpty() && address == next && FURTHER_BYTE.matcher(words).matches()) {
            bytes += " " + value;
        } else {
            end();
            bytes = "WRITE " + SourceLine.hex(address, 4) + " " + value;
            comment = words;
        }
        next = address + 1;
    }

    private void end() {
        if (!bytes.isEmpty()) {
            lines.add(comment.isEmpty() ? bytes : bytes + " ; " + comment);
        }
        bytes = "";
    }
}
