package pxos.model.recipes;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import java.util.Map;
import pxos.model.recipes.Recipe.Topic;

/**
 * Other words for what a recipe does: a language model is offered the recipe for a goal in such words.
 *
 * @param topics a goal must hold one of them
 * @param marked a goal whose texts look as if they were meant literally may hold one of these instead
 * @param words further words that such a goal may hold, separated by single blanks
 * @param examples goals in other words, with what they fill in
 */
record Near(List<Topic> topics, List<Topic> marked, String words, List<Example> examples) {

    static final Near NONE = new Near(null, null, null, null);

    /**
     * An example of a goal.
     *
     * @param goal in the words of a user
     * @param fill the values of the slots by name
     */
    record Example(String goal, Map<String, String> fill) {
        Example {
            fill = Map.copyOf(requireNonNullElse(fill, Map.of()));
        }
    }

    Near {
        topics = List.copyOf(requireNonNullElse(topics, List.of()));
        marked = List.copyOf(requireNonNullElse(marked, List.of()));
        words = requireNonNullElse(words, "");
        examples = List.copyOf(requireNonNullElse(examples, List.of()));
    }
}
