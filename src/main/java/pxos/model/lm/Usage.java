package pxos.model.lm;

import tools.jackson.databind.JsonNode;

/**
 * What a server counted.
 *
 * @param promptTokens 0 where it did not say
 * @param completionTokens of all answers to the prompt; 0 where it did not say
 * @param cachedTokens those of the prompt that it knew already; 0 where it did not say
 */
record Usage(int promptTokens, int completionTokens, int cachedTokens) {

    static final Usage NONE = new Usage(0, 0, 0);

    /** The same with what a {@code usage} object says besides. */
    Usage with(JsonNode usage) {
        return new Usage(
                Math.max(promptTokens, AnswerReader.countIn(usage, "prompt_tokens")),
                Math.max(completionTokens, AnswerReader.countIn(usage, "completion_tokens")),
                Math.max(cachedTokens, AnswerReader.countIn(usage.path("prompt_tokens_details"), "cached_tokens")));
    }

    /** The same, where the server did not count the answer, with a count of one's own. */
    Usage orCompletion(int tokens) {
        return completionTokens > 0 ? this : new Usage(promptTokens, tokens, cachedTokens);
    }
}
