package pxos.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Reads the {@code keys} of a step.
 *
 * <pre>
 *   help{Enter}          text and special keys
 *   {Backspace*12} {a*79}  repetition, up to 1000
 *   {Ctrl+C} {Ctrl+Alt+Delete}
 *   {{                   a literal brace
 *   {Boot}               switch off and on
 * </pre>
 */
public final class Keys {

    static final int MAX_REPETITIONS = 1000;
    static final int MAX_INPUTS = 5000;

    /** What each character types, once it has been asked for: a roadmap holds thousands of them. */
    private static final Input[] LITERALS = new Input[128];

    /** What each name in braces types, once it has been asked for. */
    private static final Map<String, Input> NAMED = new ConcurrentHashMap<>();

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");

    private final String text;
    private final List<Input> inputs = new ArrayList<>();

    private Keys(String text) {
        this.text = text;
    }

    /**
     * What {@code text} types, in order; at most 5,000 inputs.
     *
     * @throws ScenarioException for an unknown key, a character that a US keyboard lacks, or a brace left open
     */
    public static List<Input> parse(String text) {
        return new Keys(text).parse();
    }

    private List<Input> parse() {
        int index = 0;
        while (index < text.length()) {
            if (text.charAt(index) != '{') {
                inputs.add(literal(index));
                index++;
            } else if (text.startsWith("{{", index)) {
                inputs.add(stroke("{{", '{', index));
                index += 2;
            } else {
                int end = text.indexOf('}', index + 2);
                if (end < 0) {
                    throw ScenarioException.at(text, index, "a { is never closed (write {{ for a literal brace)");
                }
                addBraced(text.substring(index + 1, end), index);
                index = end + 1;
            }
            if (inputs.size() > MAX_INPUTS) {
                throw new ScenarioException("a step types at most " + MAX_INPUTS + " keys");
            }
        }
        return List.copyOf(inputs);
    }

    private Input literal(int index) {
        char character = text.charAt(index);
        if (character >= LITERALS.length) {
            throw ScenarioException.at(text, index, unknownCharacter(character));
        }
        Input known = LITERALS[character];
        if (known == null) {
            known = stroke(String.valueOf(character), character, index);
            LITERALS[character] = known;
        }
        return known;
    }

    private Input stroke(String shown, char character, int index) {
        return KeyNames.character(character)
                .map(keys -> new Input.KeyStroke(shown, keys))
                .orElseThrow(() -> ScenarioException.at(text, index, unknownCharacter(character)));
    }

    private static String unknownCharacter(char character) {
        return switch (character) {
            case '\n', '\r' -> "a line break is typed as {Enter}";
            case '\t' -> "a tab is typed as {Tab}";
            case '\b' -> "a backspace is typed as {Backspace}";
            default -> String.format("a US keyboard has no key for '%c' (U+%04X)", character, (int) character);
        };
    }

    private void addBraced(String token, int index) {
        int star = token.lastIndexOf('*');
        boolean repeated = star > 0 && star < token.length() - 1;
        String name = repeated ? token.substring(0, star) : token;
        int count = repeated ? count(token.substring(star + 1), token, index) : 1;
        inputs.addAll(Collections.nCopies(count, named(name, index)));
    }

    private int count(String digits, String token, int index) {
        if (!COUNT.matcher(digits).matches()
                || Integer.parseInt(digits) < 1
                || Integer.parseInt(digits) > MAX_REPETITIONS) {
            throw ScenarioException.at(
                    text, index, "the count in {" + token + "} must be a number from 1 to " + MAX_REPETITIONS);
        }
        return Integer.parseInt(digits);
    }

    private Input named(String name, int index) {
        Input known = NAMED.get(name);
        if (known == null) {
            known = read(name, index);
            NAMED.put(name, known);
        }
        return known;
    }

    private Input read(String name, int index) {
        if (name.equalsIgnoreCase("Boot")) {
            return new Input.PowerCycle();
        }
        List<Integer> keys = new ArrayList<>();
        String rest = name;
        for (int plus = rest.indexOf('+'); plus > 0 && plus < rest.length() - 1; plus = rest.indexOf('+')) {
            String modifier = rest.substring(0, plus);
            keys.add(KeyNames.modifier(modifier).orElseThrow(() -> unknown(modifier, name, index)));
            rest = rest.substring(plus + 1);
        }
        keys.addAll(base(rest).orElseThrow(() -> unknown(name, name, index)));
        return new Input.KeyStroke("{" + name + "}", List.copyOf(new LinkedHashSet<>(keys)));
    }

    private static Optional<List<Integer>> base(String name) {
        return name.length() == 1
                ? KeyNames.character(name.charAt(0))
                : KeyNames.special(name).map(List::of);
    }

    private ScenarioException unknown(String part, String name, int index) {
        return ScenarioException.at(
                text, index, "unknown key '" + part + "' in {" + name + "}; " + KeyNames.suggestion(part));
    }
}
