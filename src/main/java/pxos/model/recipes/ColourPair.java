package pxos.model.recipes;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text and background colour of VGA text mode, by the names of Ralf Brown's Interrupt List, table 00014.
 *
 * @param foreground 0 to 15
 * @param background 0 to 7; the upper bit would make the text blink
 */
record ColourPair(int foreground, int background) {

    private static final int LIGHT_GREY = 7;
    private static final List<String> NAMES = List.of(("black,blue,green,cyan,red,magenta,brown,light grey,"
                    + "dark grey,light blue,light green,light cyan,light red,light magenta,yellow,white")
            .split(","));
    private static final String NAME =
            "(?:(?:light|bright|dark) )?(?:black|blue|green|cyan|red|magenta|brown|gr[ea]y|yellow|white|purple)";
    private static final String PAPER = " (?:background|screen)";
    private static final Pattern PAIR = Pattern.compile("\\b(" + NAME + ")(?: (?:text|letters|characters))?"
            + " (?:on|over|with|and)(?: an?)? (" + NAME + ")\\b(?:" + PAPER + ")?");
    private static final Pattern BACKGROUND_FIRST = Pattern.compile(
            "\\b(" + NAME + ")" + PAPER + "(?: (?:with|and))? (" + NAME + ")\\b(?: (?:text|letters|characters))?");
    private static final Pattern INK = Pattern.compile("\\b(?:text|letters|characters|foreground|everything)\\b");
    private static final Pattern BACKGROUND = Pattern.compile("\\b(?:background|screen)\\b");
    private static final Pattern ONE = Pattern.compile("\\b" + NAME + "\\b");

    /** Colours in a goal, what the goal says besides, and whether it is clear that they are meant for the screen. */
    record Found(ColourPair colours, String rest, boolean clear) {}

    /** The attribute byte: background in the high half, text in the low one. */
    int attribute() {
        return background << 4 | foreground;
    }

    /** Finds colours in lower-case words separated by single blanks. */
    static Optional<Found> find(String words) {
        Matcher pair = PAIR.matcher(words);
        if (pair.find()) {
            return found(words, pair, number(pair.group(1)), number(pair.group(2)), true);
        }
        Matcher reversed = BACKGROUND_FIRST.matcher(words);
        if (reversed.find()) {
            return found(words, reversed, number(reversed.group(2)), number(reversed.group(1)), true);
        }
        Matcher one = ONE.matcher(words);
        if (!one.find()) {
            return Optional.empty();
        }
        boolean ink = INK.matcher(words).find();
        boolean paper = !ink && BACKGROUND.matcher(words).find();
        int colour = number(one.group());
        return paper ? found(words, one, LIGHT_GREY, colour, true) : found(words, one, colour, 0, ink);
    }

    private static Optional<Found> found(String words, Matcher at, int foreground, int background, boolean clear) {
        String rest = words.substring(0, at.start()) + words.substring(at.end());
        return Optional.of(new Found(new ColourPair(foreground, background), rest, clear));
    }

    /** Reads {@code green on black}. */
    static Optional<ColourPair> parse(String text) {
        Matcher pair = PAIR.matcher(text.toLowerCase(Locale.ROOT));
        return pair.matches()
                ? Optional.of(new ColourPair(number(pair.group(1)), number(pair.group(2))))
                : Optional.empty();
    }

    /** What is wrong with a text for {@link #parse}; empty where nothing is. */
    static Optional<String> problemWith(String text) {
        Optional<ColourPair> colours = parse(text);
        if (colours.isEmpty()) {
            return Optional.of("colours read like 'green on black', not '" + text + "'");
        }
        if (colours.get().background > LIGHT_GREY) {
            return Optional.of("a background is black, blue, green, cyan, red, magenta, brown or light grey");
        }
        return Optional.of("text and background have the same colour")
                .filter(same -> colours.get().foreground == colours.get().background);
    }

    private static int number(String name) {
        String plain = name.replaceFirst("^(light|bright|dark) ", "");
        boolean light = name.startsWith("light") || name.startsWith("bright");
        return switch (plain) {
            case "grey", "gray" -> name.startsWith("dark") ? 8 : LIGHT_GREY;
            case "purple" -> NAMES.indexOf("magenta");
            case "yellow", "white" -> NAMES.indexOf(plain);
            default -> NAMES.indexOf(plain) + (light ? 8 : 0);
        };
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return NAMES.get(foreground) + " on " + NAMES.get(background);
    }
}
