package pxos.model.recipes;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a recipe that the goal fills, such as the text of a message.
 *
 * @param name the placeholder's name: {@code message} stands in the recipe as <code>{message}</code>
 * @param description what it is, as errors call it: {@code the hello message}
 * @param kind text or colours
 * @param preset the value where the goal gives none, and the one in examples
 * @param mustBeGiven whether a goal that gives no value is refused
 * @param maxLength longest text, in characters; 76 where the recipe names none
 * @param blankAfter whether a text given without quotation marks gets a blank at its end, as a prompt wants
 */
record Slot(
        String name,
        String description,
        Kind kind,
        @JsonProperty("default") String preset,
        boolean mustBeGiven,
        int maxLength,
        boolean blankAfter) {

    private static final int ONE_ROW = 76;
    private static final Pattern COMMAND = Pattern.compile("[a-z][a-z0-9]{0,14}");

    enum Kind {
        @JsonProperty("text")
        TEXT,
        @JsonProperty("colours")
        COLOURS,
        /** What a command is called: up to 15 small letters and digits. */
        @JsonProperty("name")
        NAME
    }

    Slot {
        maxLength = maxLength == 0 ? ONE_ROW : maxLength;
    }

    /** What is wrong with a value, in words for the person who typed it; empty where nothing is. */
    Optional<String> problemWith(String value) {
        return switch (kind) {
            case TEXT -> textProblem(value);
            case COLOURS -> ColourPair.problemWith(value);
            case NAME ->
                COMMAND.matcher(value).matches()
                        ? Optional.empty()
                        : Optional.of(description + " has 1 to 15 small letters and digits, a letter first");
        };
    }

    private Optional<String> textProblem(String value) {
        if (value.isBlank()) {
            return Optional.of(description + " must not be empty");
        }
        if (value.length() > maxLength) {
            return Optional.of(description + " has at most " + maxLength + " characters, not " + value.length());
        }
        Optional<Integer> odd =
                value.codePoints().filter(c -> c < 0x20 || c > 0x7E).boxed().findFirst();
        if (odd.isPresent()) {
            int c = odd.get();
            String shown = Character.isISOControl(c) ? "a control character" : "'" + Character.toString(c) + "'";
            return Optional.of(
                    String.format("%s may hold printable ASCII only, not %s (U+%04X)", description, shown, c));
        }
        if (value.contains("{prompt}") || value.contains("{banner}")) {
            return Optional.of(description + " may not hold {prompt} or {banner}, which have a meaning in tests");
        }
        return Optional.empty();
    }

    /** The placeholders that a valid value fills, by name; numbers as {@code Integer}. */
    Map<String, Object> placeholders(String value) {
        if (kind != Kind.COLOURS) {
            return Map.of(name, value);
        }
        ColourPair colours = ColourPair.parse(value).orElseThrow();
        return Map.of(
                name,
                value,
                name + ".text",
                colours.foreground(),
                name + ".background",
                colours.background(),
                name + ".hex",
                String.format("%02X", colours.attribute()));
    }
}
