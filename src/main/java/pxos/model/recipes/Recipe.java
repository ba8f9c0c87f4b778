package pxos.model.recipes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A feature that needs no language model: the goals it answers, and the answer with slots in it.
 *
 * @param name the feature's name
 * @param title one line for people
 * @param milestone id of the milestone it belongs to; empty where none
 * @param requires features that must be there first
 * @param command the command it adds; empty where none
 * @param goal a goal that it answers, with its slots in braces
 * @param topics sets of words of which a goal must hold one whole set; each word with its alternatives
 * @param words further words that a goal may hold
 * @param refuse phrases that a goal must not hold
 * @param changesSomething whether a goal may ask to change or set it
 * @param slot what the goal may fill in; null where nothing
 * @param answer the answer, a document of the primitives' JSON contract with placeholders
 */
record Recipe(
        String name,
        String title,
        String milestone,
        List<String> requires,
        String command,
        String goal,
        List<List<Set<String>>> topics,
        Set<String> words,
        List<String> refuse,
        boolean changesSomething,
        Slot slot,
        JsonNode answer) {

    Recipe {
        requires = List.copyOf(requires);
        topics = List.copyOf(topics);
        words = Set.copyOf(words);
        refuse = List.copyOf(refuse);
    }

    /** The recipe with the slot's preset value, or with none. */
    RecipeStep plain() {
        return new RecipeStep(this, slot == null ? Map.of() : Map.of(slot.name(), slot.preset()));
    }
}
