package pxos.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import pxos.Problem;

/**
 * One answer of a model.
 *
 * @param json the answer's JSON text, already taken out of fences, reasoning and small talk where there was any
 * @param model the model that wrote it
 * @param promptTokens 0 where the server did not say
 * @param completionTokens 0 where the server did not say
 * @param cachedTokens tokens of the prompt that the server knew already; 0 where it did not say
 * @param time how long the model took
 * @param cutShort whether the answer ended because its room was used up
 * @param transcript prompt and answer, word for word, as far as they came
 * @param failure why the answer broke off, or never began; empty where it is whole
 */
@JsonPropertyOrder({
    "promptTokens",
    "completionTokens",
    "cachedTokens",
    "model_ms",
    "cutShort",
    "error",
    "transcript",
    "answer"
})
public record Reply(
        @JsonProperty("answer") String json,
        @JsonIgnore String model,
        int promptTokens,
        int completionTokens,
        int cachedTokens,
        @JsonIgnore Duration time,
        boolean cutShort,
        @JsonUnwrapped Transcript transcript,
        @JsonIgnore Optional<Problem> failure) {

    /**
     * What was said, word for word, for the record of a run.
     *
     * @param system the system prompt
     * @param user the prompt
     * @param answer the answer before any JSON was taken out of it
     * @param reasoning the reasoning that came apart from it; may be empty
     * @param notes what the client did on its own, such as asking again with less history
     */
    public record Transcript(
            String system,
            @JsonProperty("prompt") String user,
            @JsonProperty("raw_answer") String answer,
            String reasoning,
            List<String> notes) {

        /** Nothing was said: the answer did not come from a language model. */
        public static final Transcript NONE = new Transcript("", "", "", "", List.of());

        public Transcript {
            notes = List.copyOf(notes);
        }
    }

    /** A whole answer without a transcript. */
    public Reply(String json, String model, int promptTokens, int completionTokens, Duration time, boolean cutShort) {
        this(json, model, promptTokens, completionTokens, 0, time, cutShort, Transcript.NONE, Optional.empty());
    }

    @JsonProperty("model_ms")
    long milliseconds() {
        return time.toMillis();
    }

    /** Why the answer broke off; empty where it is whole. */
    @JsonProperty
    String error() {
        return failure.map(Problem::getMessage).orElse("");
    }

    /** Prompt and completion tokens together; 0 where unknown. */
    public int tokens() {
        return promptTokens + completionTokens;
    }
}
