package pxos.model;

import java.util.List;

/** What the recipes make of a goal. */
public sealed interface GoalMatch {

    /**
     * The recipes answer the goal.
     *
     * @param steps what to build, in order; never empty
     */
    record Found(List<RecipeStep> steps) implements GoalMatch {
        public Found {
            steps = List.copyOf(steps);
        }
    }

    /**
     * No recipe answers the goal for sure.
     *
     * @param reason why not, in words for the person who typed it
     * @param suggestions goals that work without a language model, the likeliest first
     */
    record Refused(String reason, List<String> suggestions) implements GoalMatch {
        public Refused {
            suggestions = List.copyOf(suggestions);
        }
    }
}
