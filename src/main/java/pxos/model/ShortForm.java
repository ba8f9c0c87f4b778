package pxos.model;

import java.util.Optional;

/**
 * A question in so few words that any model can be asked it, at most 700 tokens: a few examples, and a choice among what the
 * library has near a goal. Its answer names one of these, with texts out of the goal.
 */
public interface ShortForm extends Question {

    @Override
    default String name() {
        return "choice";
    }

    /**
     * What an answer means; empty where it says that the library has nothing for the goal.
     *
     * @param json an answer's JSON text
     * @throws pxos.Problem with what speaks against it, in words for the model
     */
    Optional<KnownStep> step(String json);
}
