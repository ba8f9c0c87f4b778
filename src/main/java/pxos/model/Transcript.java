package pxos.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

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
