package pxos.model.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A way to read a goal as words and a text: {@code Change the prompt to "> "} is {@code Change the prompt} and
 * {@code > }.
 *
 * @param words what the goal says besides
 * @param text the text, in the letters that were typed
 * @param quoted whether it stood in quotation marks
 * @param shown whether the goal speaks of something to show, not of what to say
 */
record SlotText(String words, String text, boolean quoted, boolean shown) {

    /** What opens a text, and beside it what can close it: in English, French, and two kinds in German. */
    private static final Map<Character, String> QUOTES =
            Map.of('"', "\"", '\'', "'", '`', "`'", '“', "”“", '‘', "’", '«', "»", '„', "“”", '‚', "‘’", '»', "«");

    private static final char FRENCH = '«';
    private static final Pattern AFTER_QUOTE =
            Pattern.compile("[\\s.!,;?]*(?:please|thanks|thank you)?[\\s.!?]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONNECTOR = Pattern.compile(
            "(?<=\\s)(?:to\\s+(?:say|read|be|look\\s+like|(?<shown>show|display|print))|looks?\\s+like"
                    + "|so that it (?:says|reads|looks like|(?<shows>shows|displays|prints))|to|into"
                    + "|(?<bare>show|display|print)"
                    + "|as|says?|saying|reads?|reading|with|is|be|=|->)(?:\\s+|$)"
                    + "|\\s*[:=]\\s*",
            Pattern.CASE_INSENSITIVE);
    /** With one of these at its front, a text says what is wanted, and is not what is wanted. */
    private static final Set<String> DESCRIBING =
            Set.of(("the a an my our your his her its their this that these those some"
                            + " something anything whatever what which who how when where whether no not more less current today now"
                            + " look looks like show shows showing display displays print prints blink blinks in on at uppercase"
                            + " lowercase upper lower bold different random empty blank nothing")
                    .split(" "));

    private static final Pattern LOWER_CASE_WORDS = Pattern.compile("[\\p{Ll}' ]+");
    private static final Pattern COMPARED = Pattern.compile("(?:(?:more|less|much|a bit) )?\\p{Ll}{3,}(?:er|est)");
    private static final Pattern COURTESY = Pattern.compile(",?\\s+please\\s*[.!]?\\s*$", Pattern.CASE_INSENSITIVE);

    /** All ways to read {@code goal}, the surest first. */
    static List<SlotText> readings(String goal) {
        List<SlotText> readings = new ArrayList<>();
        for (int open = goal.length() - 1; open >= 0; open--) {
            if (opensQuote(goal, open)) {
                addQuoted(goal, open, readings);
            }
        }
        Matcher connector = CONNECTOR.matcher(goal);
        for (int at = 0; connector.find(at); at = connector.start() + 1) {
            String text = COURTESY.matcher(goal.substring(connector.end())).replaceFirst("");
            boolean shown = Stream.of("shown", "shows", "bare").anyMatch(group -> connector.group(group) != null);
            readings.add(unquoted(goal.substring(0, connector.start()), text, shown));
        }
        return readings;
    }

    private static boolean opensQuote(String goal, int at) {
        return QUOTES.containsKey(goal.charAt(at))
                && (at == 0 || Character.isWhitespace(goal.charAt(at - 1)) || ":=(".indexOf(goal.charAt(at - 1)) >= 0);
    }

    private static void addQuoted(String goal, int open, List<SlotText> readings) {
        int end = QUOTES.get(goal.charAt(open))
                .chars()
                .map(goal::lastIndexOf)
                .max()
                .orElse(-1);
        if (end > open && AFTER_QUOTE.matcher(goal.substring(end + 1)).matches()) {
            readings.add(0, new SlotText(goal.substring(0, open), within(goal, open, end), true, false));
        }
    }

    private static SlotText unquoted(String words, String text, boolean shown) {
        String stripped = text.strip();
        int end = stripped.length() - 1;
        boolean quoted = end > 0 && QUOTES.getOrDefault(stripped.charAt(0), "").indexOf(stripped.charAt(end)) >= 0;
        return new SlotText(words, quoted ? within(stripped, 0, end) : text, quoted, shown);
    }

    /** The text between two quotation marks; French ones stand apart from it. */
    private static String within(String goal, int open, int end) {
        String text = goal.substring(open + 1, end);
        return goal.charAt(open) == FRENCH ? text.replaceAll("^\\h+|\\h+$", "") : text;
    }

    /** Whether a text without quotation marks could say what is wanted, such as the date or blue. */
    boolean isDescription() {
        String plain = text.strip();
        boolean words = LOWER_CASE_WORDS.matcher(plain).matches();
        boolean colour = ColourPair.find(String.join(" ", GoalWords.of(plain)))
                .filter(found -> found.rest().isBlank())
                .isPresent();
        return !quoted
                && (colour
                        || DESCRIBING.contains(plain.split("[ ']", 2)[0])
                        || words && (shown || COMPARED.matcher(plain).matches()));
    }
}
