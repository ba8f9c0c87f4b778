package pxos.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A question in so few words that any model can be asked it: a few examples, and a choice among what the library has near a
 * goal. Its answer names one of these, with texts out of the goal.
 */
public interface ShortForm {

    /** One thing that was said. */
    record Turn(Role role, String text) {}

    /** Who says it, as servers call them in small letters. */
    enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }

    /** The whole chat, with the goal at its end; at most 700 tokens. */
    List<Turn> turns();

    /** What an answer has to meet: a grammar offers nothing else. */
    JsonNode schema();

    /** Members that each answer has. */
    Set<String> required();

    /** The longest answer, in tokens. */
    int answerTokens();

    /**
     * What an answer means; empty where it says that the library has nothing for the goal.
     *
     * @param json an answer's JSON text
     * @throws pxos.Problem with what speaks against it, in words for the model
     */
    Optional<KnownStep> step(String json);
}
