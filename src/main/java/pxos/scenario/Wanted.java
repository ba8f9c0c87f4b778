package pxos.scenario;

import java.util.BitSet;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text to be found on a screen.
 *
 * @param shown the text; for people, too
 * @param digits the places in it, counted from 0, where any digit can stand
 */
record Wanted(String shown, BitSet digits) {

    private static final Pattern PART = Pattern.compile("(?s)\\{prompt}|\\{banner}|.");
    private static final String DIGIT = "#";

    /** @param like whether each {@code #} of the template stands for any digit; those of prompt and banner do not */
    static Wanted of(String template, boolean like, Observation observation) {
        StringBuilder shown = new StringBuilder();
        BitSet digits = new BitSet();
        Matcher part = PART.matcher(template);
        while (part.find()) {
            digits.set(shown.length(), like && part.group().equals(DIGIT));
            shown.append(
                    switch (part.group()) {
                        case "{prompt}" -> observation.prompt();
                        case "{banner}" -> observation.banner();
                        default -> part.group();
                    });
        }
        return new Wanted(shown.toString(), digits);
    }

    /** The same without trailing blanks. */
    Wanted row() {
        return new Wanted(shown.stripTrailing(), digits);
    }

    String quoted() {
        return ScreenSearch.quote(shown);
    }

    boolean isEmpty() {
        return shown.isEmpty();
    }

    /** Whether it is this row. */
    boolean is(String row) {
        return pattern().matcher(row).matches();
    }

    /** How often it stands in a row. */
    int countIn(String row) {
        return isEmpty() ? 0 : (int) pattern().matcher(row).results().count();
    }

    /** Where it stands in a row for the last time. */
    Optional<MatchResult> lastIn(String row) {
        return pattern().matcher(row).results().reduce((first, second) -> second);
    }

    private Pattern pattern() {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < shown.length(); i++) {
            pattern.append(digits.get(i) ? "[0-9]" : Pattern.quote(shown.substring(i, i + 1)));
        }
        return Pattern.compile(pattern.toString());
    }
}
