package pxos.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names of keys, and how characters are typed on a US keyboard, as key codes of the QMP reference (QKeyCode). */
final class KeyNames {

    private static final String UNSHIFTED = " `1234567890-=[]\\;',./";
    private static final List<String> UNSHIFTED_CODES = List.of(
            "spc",
            "grave_accent",
            "1",
            "2",
            "3",
            "4",
            "5",
            "6",
            "7",
            "8",
            "9",
            "0",
            "minus",
            "equal",
            "bracket_left",
            "bracket_right",
            "backslash",
            "semicolon",
            "apostrophe",
            "comma",
            "dot",
            "slash");
    private static final String SHIFTED = "~!@#$%^&*()_+{}|:\"<>?";
    private static final List<String> SHIFTED_CODES = UNSHIFTED_CODES.subList(1, UNSHIFTED_CODES.size());

    private static final Map<String, String> SPECIAL = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private static final Map<String, String> MODIFIERS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        SPECIAL.putAll(Map.of(
                "Enter",
                "ret",
                "Backspace",
                "backspace",
                "Tab",
                "tab",
                "Esc",
                "esc",
                "Space",
                "spc",
                "Insert",
                "insert",
                "Delete",
                "delete",
                "Home",
                "home",
                "End",
                "end"));
        SPECIAL.putAll(Map.of(
                "Up", "up", "Down", "down", "Left", "left", "Right", "right", "PageUp", "pgup", "PageDown", "pgdn"));
        for (int i = 1; i <= 12; i++) {
            SPECIAL.put("F" + i, "f" + i);
        }
        MODIFIERS.putAll(Map.of("Ctrl", "ctrl", "Alt", "alt", "Shift", "shift"));
    }

    private KeyNames() {}

    static Optional<String> special(String name) {
        return Optional.ofNullable(SPECIAL.get(name));
    }

    static Optional<String> modifier(String name) {
        return Optional.ofNullable(MODIFIERS.get(name));
    }

    /** Key codes that type {@code character}; empty where a US keyboard has no such key. */
    static Optional<List<String>> character(char character) {
        char lower = Character.toLowerCase(character);
        if (lower >= 'a' && lower <= 'z') {
            String code = String.valueOf(lower);
            return Optional.of(lower == character ? List.of(code) : List.of("shift", code));
        }
        int plain = UNSHIFTED.indexOf(character);
        if (plain >= 0) {
            return Optional.of(List.of(UNSHIFTED_CODES.get(plain)));
        }
        int shifted = SHIFTED.indexOf(character);
        return shifted < 0 ? Optional.empty() : Optional.of(List.of("shift", SHIFTED_CODES.get(shifted)));
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
