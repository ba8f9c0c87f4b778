package pxos.model.recipes;

import java.util.List;

/** What the recipes make of a goal. */
public sealed interface GoalMatch {

    /**
     * The recipes answer the goal.
     *
     * @param steps what to build, in order; never empty
     * @param asked those of them that the goal itself names; the others are there because these need them
     */
    record Found(List<RecipeStep> steps, List<RecipeStep> asked) implements GoalMatch {
        public Found {
            steps = List.copyOf(steps);
            asked = List.copyOf(asked);
        }

        /** Steps all of which the goal names. */
        Found(List<RecipeStep> steps) {
            this(steps, steps);
        }
    }

    /**
     * No recipe answers the goal for sure.
     *
     * @param reason why not, in words for the person who typed it
     * @param forAll whether nobody could build it as it stands: the goal itself has to be changed
     */
    record Refused(String reason, boolean forAll) implements GoalMatch {}
}
