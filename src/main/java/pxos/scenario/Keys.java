package pxos.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;

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
final class Keys {

    private static final int MAX_REPETITIONS = 1000;
    private static final int MAX_INPUTS = 5000;

    /** A brace, something in braces, or any other character; an open brace alone is never closed. */
    private static final Pattern TOKEN = Pattern.compile("(?s)\\{\\{|\\{(?<braced>.[^}]*)}|.");

    private static final Pattern REPEATED = Pattern.compile("(?s)(.+)\\*([^*]+)");
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");

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
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            if (token.group("braced") != null) {
                inputs.addAll(braced(token.group("braced"), token.start()));
            } else if (token.group().equals("{")) {
                throw wrong(token.start(), "a { is never closed (write {{ for a literal brace)");
            } else {
                inputs.add(character(token.group(), token.start()));
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
        return KeyNames.character(shown.charAt(0))
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
        List<Integer> keys = new ArrayList<>();
        String rest = name;
        for (int plus = rest.indexOf('+'); plus > 0 && plus < rest.length() - 1; plus = rest.indexOf('+')) {
            String modifier = rest.substring(0, plus);
            keys.add(KeyNames.modifier(modifier).orElseThrow(() -> unknown(modifier, name, place)));
            rest = rest.substring(plus + 1);
        }
        keys.addAll(key(rest).orElseThrow(() -> unknown(name, name, place)));
        return new Input.KeyStroke("{" + name + "}", List.copyOf(new LinkedHashSet<>(keys)));
    }

    private static Optional<List<Integer>> key(String name) {
        return name.length() == 1
                ? KeyNames.character(name.charAt(0))
                : KeyNames.special(name).map(List::of);
    }

    private Problem unknown(String part, String name, int place) {
        return wrong(place, "unknown key '" + part + "' in {" + name + "}; " + KeyNames.suggestion(part));
    }
}
