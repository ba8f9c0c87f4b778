package pxos.model.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/** Takes the JSON object that was asked for out of what a model said around it. */
final class AnswerText {

    /** Ends the reasoning that LM Studio leaves in the content (mozilla-ai/any-llm, issue 1167). */
    private static final Pattern REASONING_END =
            Pattern.compile("</think>|__LM_STUDIO_INTERNAL_LSEP_SYNTHETIC_REASONING_END_[0-9A-Za-z]*__");

    private static final String REASONING_START = "<think>";

    private AnswerText() {}

    /**
     * The JSON text of an answer; where there is no complete object, the text from the place where one breaks, or
     * else all of it, for the model to be told what is wrong with it.
     *
     * @param required names of the members that the answer's object must have; may be empty
     */
    static String jsonOf(ChatAnswer answer, Set<String> required) {
        // Reasoning that was cut short holds drafts, not an answer.
        boolean onlyReasoned = answer.content().isBlank() && !answer.cutShort();
        String text = onlyReasoned ? answer.reasoning() : answer.content();
        String said = behindReasoning(text);
        if (said.isEmpty() && answer.cutShort()) {
            return "";
        }
        return lastObject(said, required)
                .or(() -> lastObject(text, required))
                .orElseGet(() -> fromBreak(said.isEmpty() ? text : said));
    }

    /**
     * The last complete object that parses and has the required members; where none has them, the last complete
     * top-level one, unless another one broke: then the complete ones are likely to be parts of it. Where nothing is
     * required, the last complete top-level one before any that broke.
     */
    static Optional<String> lastObject(String text, Set<String> required) {
        JsonScanner scanner = new JsonScanner(text);
        int broken = scanner.firstBroken();
        List<JsonScanner.Span> latestFirst = new ArrayList<>(scanner.spans());
        latestFirst.sort((one, other) -> Integer.compare(other.end(), one.end()));
        String whole = null;
        for (JsonScanner.Span span : latestFirst) {
            String candidate = scanner.textOf(span);
            Optional<JsonNode> object = Json.object(candidate);
            if (object.isEmpty()) {
                continue;
            }
            if (!required.isEmpty() && required.stream().allMatch(object.get()::has)) {
                return Optional.of(candidate);
            }
            boolean before = broken < 0 || required.isEmpty() && span.end() <= broken;
            whole = whole == null && span.topLevel() && before ? candidate : whole;
            if (required.isEmpty() && whole != null) {
                break;
            }
        }
        return Optional.ofNullable(whole);
    }

    private static String fromBreak(String text) {
        int broken = new JsonScanner(text).firstBroken();
        return (broken < 0 ? text : text.substring(broken)).strip();
    }

    /** What follows the reasoning; empty where there is only reasoning. */
    private static String behindReasoning(String text) {
        Matcher marker = REASONING_END.matcher(text);
        int end = text.stripLeading().startsWith(REASONING_START) ? text.length() : 0;
        while (marker.find()) {
            end = marker.end();
        }
        return text.substring(end).strip();
    }
}
