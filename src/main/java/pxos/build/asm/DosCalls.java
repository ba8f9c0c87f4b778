package pxos.build.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of DOS that have their exact counterpart here: they are written as that, line for line. (What each does is in Ralf
 * Brown's Interrupt List, INT 21h.)
 */
final class DosCalls {

    private static final Pattern CALL = Pattern.compile("(?i)^(\\s*(?:[.\\w]+:)?\\s*)int\\s+(?:0x21|21h)\\s*(?:;.*)?$");
    private static final Pattern FUNCTION = Pattern.compile(
            "(?i)^(\\s*(?:[.\\w]+:)?\\s*)mov\\s+(?:ah\\s*,\\s*(?:0x)?0?([0-9a-f]{1,2})h?|ax\\s*,\\s*(?:0x)?(4c)[0-9a-f]{2}h?)\\s*(?:;.*)?$");
    private static final Pattern STOPS = Pattern.compile("(?i).*(\\w:|\\b(call|int|ret|j[a-z]{1,4}|a[xh]\\b)).*");
    private static final int LINES_BEFORE = 3;

    /** What stands for the line with the function's number, and for the call. */
    private static final Map<String, List<String>> COUNTERPARTS = Map.of(
            "2", List.of("mov al, dl", "call putc"),
            "9", List.of("mov si, dx", "call puts"),
            "7", List.of("", "call getkey"),
            "8", List.of("", "call getkey"),
            "4c", List.of("", "ret"));

    private DosCalls() {}

    static List<String> translated(List<String> source) {
        List<String> lines = new ArrayList<>(source);
        for (int i = 0; i < lines.size(); i++) {
            Matcher call = CALL.matcher(lines.get(i));
            int at = call.matches() ? functionBefore(i, lines) : -1;
            if (at < 0) {
                continue;
            }
            Matcher function = FUNCTION.matcher(lines.get(at));
            List<String> meant = COUNTERPARTS.get(function.matches() ? number(function) : "");
            if (meant != null && (at == i - 1 || isInOrder(number(function)))) {
                lines.set(at, function.group(1) + meant.get(0));
                lines.set(i, call.group(1) + meant.get(1));
                if (at < i - 1) {
                    // The argument may be loaded between the two.
                    lines.add(i - 1, lines.remove(at));
                }
            }
        }
        return lines;
    }

    private static boolean isInOrder(String number) {
        return number.equals("2") || number.equals("9");
    }

    private static int functionBefore(int call, List<String> lines) {
        for (int i = call - 1; i >= Math.max(0, call - LINES_BEFORE); i--) {
            if (FUNCTION.matcher(lines.get(i)).matches()) {
                return i;
            }
            if (STOPS.matcher(lines.get(i)).matches()) {
                return -1;
            }
        }
        return -1;
    }

    private static String number(Matcher function) {
        return function.group(3) != null ? "4c" : function.group(2).toLowerCase(Locale.ROOT);
    }
}
