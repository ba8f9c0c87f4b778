package pxos.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * The special keys that a goal names, and so gives a meaning: "F5 prints the time". Older tests are then no longer right
 * about these keys; the rest of such a test still holds.
 *
 * @param names as tests write them, such as {@code F5} or {@code Ctrl+L}
 */
record NamedKeys(Set<String> names) {

    /** A word that is a key's name alone, or one that is an ordinary word besides and needs to be called a key. */
    private static final Pattern NAMED = Pattern.compile("(?i)(?<!\\bcommand |\\bcalled |\\bnamed )"
            + "(?:\\b(?<plain>f(?:[1-9]|1[0-2])|tab|esc|escape)\\b"
            + "|\\b(?:ctrl|control)[ +-](?<letter>[a-z])\\b"
            + "|\\b(?:press(?:ing|ed)?|hit(?:ting)?|key|arrow) (?:the )?(?<after>insert|delete|home|end|up|down|left|right)\\b"
            + "|\\b(?<before>insert|delete|home|end|up|down|left|right)(?: arrow| key)+\\b)");

    NamedKeys {
        names = Set.copyOf(names);
    }

    static NamedKeys in(String goal) {
        Set<String> names = new LinkedHashSet<>();
        Matcher named = NAMED.matcher(goal);
        while (named.find()) {
            names.add(name(named));
        }
        return new NamedKeys(names);
    }

    private static String name(Matcher named) {
        if (named.group("letter") != null) {
            return "Ctrl+" + named.group("letter").toUpperCase(Locale.ROOT);
        }
        for (String group : List.of("plain", "after", "before")) {
            String word = named.group(group);
            if (word != null) {
                String small = word.toLowerCase(Locale.ROOT);
                return small.equals("escape")
                        ? "Esc"
                        : small.substring(0, 1).toUpperCase(Locale.ROOT) + small.substring(1);
            }
        }
        throw new IllegalStateException(named.group());
    }

    /** Whether a test types one of them. */
    boolean areTypedIn(Scenario test) {
        return test.steps().stream().anyMatch(step -> !without(step.keys()).equals(step.keys()));
    }

    /** The same test without them. */
    Scenario without(Scenario test) {
        return new Scenario(
                test.name() + " (without "
                        + String.join(", ", names.stream().sorted().toList()) + ")",
                test.disk(),
                test.steps().stream()
                        .map(step -> new Step(without(step.keys()), step.expect()))
                        .toList());
    }

    private String without(String keys) {
        String left = keys;
        for (String name : names) {
            left = left.replaceAll("(?i)(?<!\\{)\\{" + Pattern.quote(name) + "(?:[*]\\d+)?\\}", "");
        }
        return left;
    }
}
