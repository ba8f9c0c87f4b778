package pxos.pipeline;

import java.util.Optional;
import pxos.model.KnownStep;
import pxos.model.recipes.RecipeStep;

/**
 * One feature to build.
 *
 * @param goal the goal for it, in words
 * @param feature its name; empty where the model's plan gives it
 * @param milestone id of the milestone it belongs to; empty where none
 * @param prerequisite whether it is built only because something after it needs it; what the goal itself names is not
 * @param namedByModel whether a model named its feature
 * @param known what the recipes know for it
 */
public record WorkItem(
        String goal,
        String feature,
        String milestone,
        boolean prerequisite,
        boolean namedByModel,
        Optional<KnownStep> known) {

    /** An item that no recipe knows; its feature may still have to be named. */
    public WorkItem(String goal, String feature, String milestone, boolean prerequisite) {
        this(goal, feature, milestone, prerequisite, false, Optional.empty());
    }

    /** An item that a recipe knows. */
    static WorkItem of(String goal, RecipeStep step, boolean prerequisite) {
        return new WorkItem(goal, step.feature(), step.milestone(), prerequisite, false, Optional.of(step));
    }

    /** The same with the name that a model's plan gives to its feature. */
    WorkItem named(String name) {
        return new WorkItem(goal, name, milestone, prerequisite, true, known);
    }
}
