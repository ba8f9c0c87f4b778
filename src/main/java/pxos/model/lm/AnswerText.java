package pxos.model.lm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    static String jsonOf(ChatAnswer.Said answer, Set<String> required) {
        // Reasoning that was cut short holds drafts, not an answer.
        boolean onlyReasoned = answer.content().isBlank() && !answer.cutShort();
        String text = onlyReasoned ? answer.reasoning() : answer.content();
        String said = behindReasoning(text);
        if (said.isEmpty() && answer.cutShort()) {
            return "";
        }
        JsonObjects all = JsonObjects.in(text);
        JsonObjects behind = said.isEmpty() ? all : JsonObjects.in(said);
        return last(behind, required)
                .or(() -> last(all, required))
                .or(() -> nearly(said.isEmpty() ? text : said, required))
                .orElseGet(behind::fromBreak);
    }

    /** The last object that is nearly JSON and has the required members. */
    static Optional<String> nearly(String text, Set<String> required) {
        List<JsonObjects.Found> whole = JsonObjects.nearlyIn(text).complete().stream()
                .filter(found -> required.stream().allMatch(found.tree()::has))
                .toList();
        return required.isEmpty() || whole.isEmpty()
                ? Optional.empty()
                : Optional.of(whole.get(whole.size() - 1).text());
    }

    /**
     * The last complete object that has the required members; where none has them, the last complete one, unless
     * another one broke: then the complete ones are likely to be parts of it. Where nothing is required, the last
     * complete one before any that broke.
     */
    static Optional<String> last(JsonObjects objects, Set<String> required) {
        List<JsonObjects.Found> latestFirst = new ArrayList<>(objects.complete());
        Collections.reverse(latestFirst);
        int broken = objects.firstBroken();
        return latestFirst.stream()
                .filter(found -> !required.isEmpty() && required.stream().allMatch(found.tree()::has))
                .findFirst()
                .or(() -> latestFirst.stream()
                        .filter(found -> broken < 0 || required.isEmpty() && found.end() <= broken)
                        .findFirst())
                .map(JsonObjects.Found::text);
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
