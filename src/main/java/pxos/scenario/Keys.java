package pxos.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;

/**
 * Reads the {@code keys} of a step into key symbols of the X Window System (keysymdef.h), as a US keyboard has them.
 *
 * <pre>
 *   help{Enter}          text and special keys
 *   {Backspace*12} {a*79}  repetition, up to 1000
 *   {Ctrl+C} {Ctrl+Alt+Delete}
 *   {{                   a literal brace
 *   {Wait 18}            let 18 timer ticks pass, a second of the guest's time
 *   {Boot}               switch off and on
 * </pre>
 */
final class Keys {

    private static final int MAX_REPETITIONS = 1000;
    private static final int MAX_INPUTS = 5000;

    private static final Pattern REPEATED = Pattern.compile("(?s)(.+)\\*([^*]+)");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");

    private static final Pattern WAIT = Pattern.compile("(?i)wait\\b\\s*(?<ticks>.*)");
    private static final int MAX_TICKS = 1000;

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

    private final String text;

    private Keys(String text) {
        this.text = text;
    }

    /**
     * What {@code text} types, in order; at most 5,000 inputs.
     *
     * @throws Problem for an unknown key, a character that a US keyboard lacks, or a brace left open
     */
    static List<Input> parse(String text) {
        return new Keys(text).parse();
    }

    private List<Input> parse() {
        List<Input> inputs = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("{{", at)) {
                inputs.add(character("{{", at));
                at += 2;
            } else if (text.charAt(at) == '{') {
                // A brace may be what stands in braces: {}} and {}*3}.
                int close = text.indexOf('}', at + 2);
                if (close < 0) {
                    throw wrong(at, "a { is never closed (write {{ for a literal brace)");
                }
                inputs.addAll(braced(text.substring(at + 1, close), at));
                at = close + 1;
            } else {
                inputs.add(character(text.substring(at, at + 1), at));
                at++;
            }
            if (inputs.size() > MAX_INPUTS) {
                throw Problem.input("a step types at most " + MAX_INPUTS + " keys");
            }
        }
        return List.copyOf(inputs);
    }

    private Problem wrong(int place, String problem) {
        return new Words(text).wrong(place, problem);
    }

    private Input character(String shown, int place) {
        return keysFor(shown.charAt(0))
                .map(keys -> new Input.KeyStroke(shown, keys))
                .orElseThrow(() -> wrong(place, unknownCharacter(shown.charAt(0))));
    }

    private static String unknownCharacter(char character) {
        return switch (character) {
            case '\n', '\r' -> "a line break is typed as {Enter}";
            case '\t' -> "a tab is typed as {Tab}";
            case '\b' -> "a backspace is typed as {Backspace}";
            default -> String.format("a US keyboard has no key for '%c' (U+%04X)", character, (int) character);
        };
    }

    private List<Input> braced(String token, int place) {
        Matcher repeated = REPEATED.matcher(token);
        return repeated.matches()
                ? Collections.nCopies(count(repeated.group(2), token, place), named(repeated.group(1), place))
                : List.of(named(token, place));
    }

    private int count(String digits, String token, int place) {
        int count = COUNT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
        if (count < 1 || count > MAX_REPETITIONS) {
            throw wrong(place, "the count in {" + token + "} must be a number from 1 to " + MAX_REPETITIONS);
        }
        return count;
    }

    private Input named(String name, int place) {
        if (name.equalsIgnoreCase("Boot")) {
            return new Input.PowerCycle();
        }
        Matcher wait = WAIT.matcher(name);
        if (wait.matches()) {
            return new Input.Wait(ticks(wait.group("ticks"), place));
        }
        List<Integer> keys = new ArrayList<>();
        String rest = name;
        for (int plus = rest.indexOf('+'); plus > 0 && plus < rest.length() - 1; plus = rest.indexOf('+')) {
            String modifier = rest.substring(0, plus);
            keys.add(Optional.ofNullable(MODIFIERS.get(modifier)).orElseThrow(() -> unknown(modifier, name, place)));
            rest = rest.substring(plus + 1);
        }
        keys.addAll(key(rest).orElseThrow(() -> unknown(name, name, place)));
        return new Input.KeyStroke("{" + name + "}", List.copyOf(new LinkedHashSet<>(keys)));
    }

    private int ticks(String digits, int place) {
        int ticks = COUNT.matcher(digits).matches() ? Integer.parseInt(digits) : 0;
        if (ticks < 1 || ticks > MAX_TICKS) {
            throw wrong(
                    place,
                    "{Wait N} lets N timer ticks pass, 18 a second; N is a number from 1 to " + MAX_TICKS + ", not '"
                            + digits + "'");
        }
        return ticks;
    }

    private static Optional<List<Integer>> key(String name) {
        return name.length() == 1
                ? keysFor(name.charAt(0))
                : Optional.ofNullable(SPECIAL.get(name)).map(List::of);
    }

    private Problem unknown(String part, String name, int place) {
        return wrong(place, "unknown key '" + part + "' in {" + name + "}; " + suggestion(part));
    }

    /** Keys that type {@code character}; empty where a US keyboard has none. */
    private static Optional<List<Integer>> keysFor(char character) {
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
    private static String suggestion(String name) {
        return SPECIAL.keySet().stream()
                .filter(known -> distance(known, name) <= 1 + known.length() / 3)
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .map(known -> "did you mean {" + known + "}?")
                .orElse("known keys are Boot, Wait N, " + String.join(", ", SPECIAL.keySet())
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
