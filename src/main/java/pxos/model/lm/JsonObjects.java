package pxos.model.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import pxos.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * The JSON objects in a text that may hold anything else around them.
 *
 * <p>Jackson reads from each opening brace. After a complete object the search goes on at its end; after a brace where
 * none begins, at the next brace. Jackson's limit to the depth of nesting bounds how often a character is read, so the
 * time is linear in the length of the text.
 *
 * @param text all of it
 * @param complete in the order of the text, none inside another
 * @param firstBroken where the first object begins that has a key but breaks; -1 where there is none
 */
record JsonObjects(String text, List<Found> complete, int firstBroken) {

    /** Braces that are looked at; a text with more of them is no answer. */
    private static final int MAX_BRACES = 5_000;

    private static final Pattern KEY = Pattern.compile("\\{\\s*\"(?:[^\"\\\\]|\\\\.){0,100}\"\\s*:");

    /**
     * A complete object.
     *
     * @param text as it stands there, but without commas before a closing bracket
     * @param end index after its closing brace
     */
    record Found(String text, JsonNode tree, int end) {}

    static JsonObjects in(String text) {
        return in(text, false);
    }

    /** Objects that are nearly JSON, too: as other languages write them. */
    static JsonObjects nearlyIn(String text) {
        return in(text, true);
    }

    private static JsonObjects in(String text, boolean nearly) {
        char[] characters = text.toCharArray();
        List<Found> complete = new ArrayList<>();
        int firstBroken = -1;
        int at = text.indexOf('{');
        for (int braces = 0; at >= 0 && braces < MAX_BRACES; braces++) {
            int next = at + 1;
            try (JsonParser parser = Json.parserAt(characters, at, nearly)) {
                try {
                    JsonNode tree = parser.readValueAsTree();
                    next = at + (int) parser.currentLocation().getCharOffset();
                    complete.add(new Found(strict(text.substring(at, next), tree), tree, next));
                } catch (JacksonException e) {
                    boolean first = firstBroken < 0
                            && KEY.matcher(text).region(at, text.length()).lookingAt();
                    firstBroken = first ? at : firstBroken;
                }
            }
            at = text.indexOf('{', next);
        }
        return new JsonObjects(text, complete, firstBroken);
    }

    private static String strict(String text, JsonNode tree) {
        return Json.object(text).isPresent() ? text : Json.write(tree);
    }

    /** The text from where the first object breaks, or all of it. */
    String fromBreak() {
        return text.substring(Math.max(0, firstBroken)).strip();
    }
}
