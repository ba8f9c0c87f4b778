package pxos.build.asm;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The labels that assembly text defines, found without assembling it. */
public final class AssemblyLabels {

    private static final Pattern WITH_COLON = Pattern.compile("(?m)^[ \\t]*([A-Za-z_][\\w.]*)[ \\t]*:");
    private static final Pattern BEFORE_DATA =
            Pattern.compile("(?mi)^[ \\t]*([A-Za-z_][\\w.]*)[ \\t]+(?:db|dw|dd|dq|times|equ)\\b");

    private AssemblyLabels() {}

    /** Global labels; the local ones, which begin with a dot, are nobody else's business. */
    public static Set<String> in(String source) {
        Set<String> labels = new HashSet<>();
        for (Pattern pattern : new Pattern[] {WITH_COLON, BEFORE_DATA}) {
            Matcher matcher = pattern.matcher(source);
            while (matcher.find()) {
                labels.add(matcher.group(1));
            }
        }
        labels.remove("times");
        return labels;
    }
}
