package pxos.scenario;

import java.util.BitSet;
import java.util.OptionalInt;
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

    static Wanted exactly(String text) {
        return new Wanted(text, new BitSet());
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
        return row.length() == shown.length() && standsAt(0, row);
    }

    /** How often it stands in a row, without overlaps. */
    int countIn(String row) {
        int count = 0;
        for (int at = 0; !isEmpty() && at + shown.length() <= row.length(); ) {
            boolean found = standsAt(at, row);
            count += found ? 1 : 0;
            at += found ? shown.length() : 1;
        }
        return count;
    }

    /** The column at which it stands in a row for the last time. */
    OptionalInt lastIn(String row) {
        for (int at = row.length() - shown.length(); at >= 0; at--) {
            if (standsAt(at, row)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    private boolean standsAt(int column, String row) {
        for (int i = 0; i < shown.length(); i++) {
            char c = row.charAt(column + i);
            boolean matches = digits.get(i) ? c >= '0' && c <= '9' : c == shown.charAt(i);
            if (!matches) {
                return false;
            }
        }
        return true;
    }
}
