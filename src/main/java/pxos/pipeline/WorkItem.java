package pxos.pipeline;

/**
 * One feature to build.
 *
 * @param goal the goal for it, in words
 * @param feature its name; empty where the model's plan gives it
 * @param milestone id of the milestone it belongs to; empty where none
 * @param prerequisite whether it is built only because something after it needs it
 */
public record WorkItem(String goal, String feature, String milestone, boolean prerequisite) {}
