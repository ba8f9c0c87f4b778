package pxos.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names of keys, and how characters are typed on a US keyboard, as key symbols of the X Window System (keysymdef.h). */
final class KeyNames {

    private static final String UNSHIFTED = "`1234567890-=[]\\;',./";
    private static final String SHIFTED = "~!@#$%^&*()_+{}|:\"<>?";

    private static final int SHIFT = 0xFFE1;
    private static final int FIRST_FUNCTION_KEY = 0xFFBE;

    private static final Map<String, Integer> SPECIAL = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private static final Map<String, Integer> MODIFIERS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        SPECIAL.putAll(
                Map.of("Enter", Input.ENTER, "Backspace", 0xFF08, "Tab", 0xFF09, "Esc", 0xFF1B, "Space", (int) ' '));
        SPECIAL.putAll(Map.of("Insert", 0xFF63, "Delete", 0xFFFF, "Home", 0xFF50, "End", 0xFF57));
        SPECIAL.putAll(Map.of(
                "Left", 0xFF51, "Up", 0xFF52, "Right", 0xFF53, "Down", 0xFF54, "PageUp", 0xFF55, "PageDown", 0xFF56));
        for (int i = 1; i <= 12; i++) {
            SPECIAL.put("F" + i, FIRST_FUNCTION_KEY + i - 1);
        }
        MODIFIERS.putAll(Map.of("Ctrl", 0xFFE3, "Alt", 0xFFE9, "Shift", SHIFT));
    }

    private KeyNames() {}

    static Optional<Integer> special(String name) {
        return Optional.ofNullable(SPECIAL.get(name));
    }

    static Optional<Integer> modifier(String name) {
        return Optional.ofNullable(MODIFIERS.get(name));
    }

    /** Keys that type {@code character}; empty where a US keyboard has none. */
    static Optional<List<Integer>> character(char character) {
        char lower = Character.toLowerCase(character);
        if (lower >= 'a' && lower <= 'z') {
            return Optional.of(lower == character ? List.of((int) lower) : List.of(SHIFT, (int) lower));
        }
        if (character == ' ' || UNSHIFTED.indexOf(character) >= 0) {
            return Optional.of(List.of((int) character));
        }
        int shifted = SHIFTED.indexOf(character);
        return shifted < 0 ? Optional.empty() : Optional.of(List.of(SHIFT, (int) UNSHIFTED.charAt(shifted)));
    }

    /** What to write instead of the unknown {@code name}. */
    static String suggestion(String name) {
        return SPECIAL.keySet().stream()
                .filter(known -> distance(known, name) <= 1 + known.length() / 3)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .map(known -> "did you mean {" + known + "}?")
                .orElse("known keys are Boot, " + String.join(", ", SPECIAL.keySet())
                        + ", one character, and Ctrl+, Alt+ or Shift+ before any of them");
    }

    /** Edit distance without regard to case. */
    private static int distance(String first, String second) {
        String a = first.toLowerCase(Locale.ROOT);
        String b = second.toLowerCase(Locale.ROOT);
        int[] costs = new int[b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            int diagonal = i - 1;
            for (int j = 0; j <= b.length(); j++) {
                int above = costs[j];
                if (i == 0 || j == 0) {
                    costs[j] = i + j;
                } else {
                    int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                    costs[j] = Math.min(change, Math.min(above, costs[j - 1]) + 1);
                }
                diagonal = above;
            }
        }
        return costs[b.length()];
    }
}
