package pxos.model;

import java.time.Duration;

/**
 * One answer of a model.
 *
 * @param json the answer's JSON text, already taken out of fences, reasoning and small talk where there was any
 * @param model the model that wrote it
 * @param promptTokens 0 where the server did not say
 * @param completionTokens 0 where the server did not say
 * @param time how long the model took
 * @param cutShort whether the answer ended because its room was used up
 * @param transcript prompt and answer, word for word
 */
public record Reply(
        String json,
        String model,
        int promptTokens,
        int completionTokens,
        Duration time,
        boolean cutShort,
        Transcript transcript) {

    /** An answer without a transcript. */
    public Reply(String json, String model, int promptTokens, int completionTokens, Duration time, boolean cutShort) {
        this(json, model, promptTokens, completionTokens, time, cutShort, Transcript.NONE);
    }

    /** Prompt and completion tokens together; 0 where unknown. */
    public int tokens() {
        return promptTokens + completionTokens;
    }

    public Reply with(Transcript words) {
        return new Reply(json, model, promptTokens, completionTokens, time, cutShort, words);
    }
}
