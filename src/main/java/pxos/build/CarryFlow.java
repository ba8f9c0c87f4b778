package pxos.build;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether some code returns with the carry flag that a comparison left there. For a handler of keys, that flag says whether the
 * key is taken; a comparison that leaves it to chance is a slip.
 */
final class CarryFlow {

    private static final Pattern LABELLED = Pattern.compile("^\\s*([.A-Za-z_]\\w*):\\s*(.*)$");
    private static final Pattern JUMP = Pattern.compile("(?i)(j[a-z]{1,4})\\s+(?:short\\s+|near\\s+)?([.A-Za-z_]\\w*)");

    /** With another number than 0, which clears CF as {@code clc} does. */
    private static final Pattern COMPARED = Pattern.compile("(?i)cmp\\b(?!.*,\\s*(0|0x0|00h)\\s*$).*");

    /** What says itself what CF is, or goes where it cannot be seen. */
    private static final Pattern SETS = Pattern.compile(
            "(?i)(clc|stc|cmc|cmp|xor|or|and|test|add|sub|neg|s[ah][lr]|ro[lr]|rc[lr]|popf|sahf|adc|sbb|bt|i?mul|call|int|iret|scas[bw]"
                    + "|rep\\w*|cmps[bw])\\b.*");

    /** Where these lead, the comparison has cleared CF: the key goes on. */
    private static final Set<String> CLEARED = Set.of("je", "jz", "ja", "jae", "jnb", "jnc", "jnbe");

    private static final Pattern RETURNS = Pattern.compile("(?i)ret\\b.*");

    private CarryFlow() {}

    /** Whether a comparison may decide by chance what is returned. */
    static boolean isLeftToChance(String code) {
        List<String> lines = code.lines().toList();
        Map<String, Integer> labels = labels(lines);
        for (int i = 0; i < lines.size(); i++) {
            if (COMPARED.matcher(instruction(lines.get(i))).matches() && returnsFrom(i + 1, lines, labels)) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, Integer> labels(List<String> lines) {
        Map<String, Integer> labels = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher labelled = LABELLED.matcher(lines.get(i));
            if (labelled.matches()) {
                labels.put(labelled.group(1), i);
            }
        }
        return labels;
    }

    private static String instruction(String line) {
        Matcher labelled = LABELLED.matcher(line);
        return (labelled.matches() ? labelled.group(2) : line).strip();
    }

    private static boolean returnsFrom(int first, List<String> lines, Map<String, Integer> labels) {
        Deque<Integer> next = new ArrayDeque<>(List.of(first));
        Set<Integer> seen = new HashSet<>();
        while (!next.isEmpty()) {
            int at = next.remove();
            if (at >= lines.size() || !seen.add(at)) {
                continue;
            }
            String instruction = instruction(lines.get(at));
            Matcher jump = JUMP.matcher(instruction);
            if (RETURNS.matcher(instruction).matches()) {
                return true;
            }
            if (jump.matches()) {
                String kind = jump.group(1).toLowerCase(Locale.ROOT);
                Integer target = labels.get(jump.group(2));
                if (target != null && !CLEARED.contains(kind)) {
                    next.add(target);
                }
                if (kind.equals("jmp")) {
                    continue;
                }
            }
            if (!SETS.matcher(instruction).matches()) {
                next.add(at + 1);
            }
        }
        return false;
    }
}
