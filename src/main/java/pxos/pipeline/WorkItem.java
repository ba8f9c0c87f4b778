package pxos.pipeline;

/**
 * One feature to build.
 *
 * @param goal the goal for it, in words
 * @param feature its name; empty where the model's plan gives it
 * @param milestone id of the milestone it belongs to; empty where none
 * @param prerequisite whether it is built only because something after it needs it; what the goal itself names is not
 * @param namedByModel whether a model named its feature
 */
public record WorkItem(String goal, String feature, String milestone, boolean prerequisite, boolean namedByModel) {

    /** An item whose feature is known, or still to be named. */
    public WorkItem(String goal, String feature, String milestone, boolean prerequisite) {
        this(goal, feature, milestone, prerequisite, false);
    }

    /** The same with the name that a model's plan gives to its feature. */
    WorkItem named(String name) {
        return new WorkItem(goal, name, milestone, prerequisite, true);
    }
}
