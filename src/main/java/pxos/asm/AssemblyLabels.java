package pxos.asm;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The labels that assembly text defines, read off the text alone. */
public final class AssemblyLabels {

    /** A label with a colon, or one in front of data. */
    private static final Pattern DEFINITION = Pattern.compile(
            "^\\s*([A-Za-z_.][\\w.]*)(?:\\s*:|\\s+(?:d[bwdq]|times|equ)\\b).*$", Pattern.CASE_INSENSITIVE);

    private AssemblyLabels() {}

    /** The names in full: a local one, such as {@code .loop}, behind the label it belongs to. */
    public static Set<String> of(String source) {
        Set<String> labels = new LinkedHashSet<>();
        String parent = "";
        for (String line : source.split("\n", -1)) {
            Matcher definition = DEFINITION.matcher(line);
            if (definition.matches()) {
                String label = definition.group(1);
                boolean local = label.startsWith(".");
                labels.add(local ? parent + label : label);
                parent = local ? parent : label;
            }
        }
        return labels;
    }
}
