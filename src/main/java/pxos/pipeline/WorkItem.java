package pxos.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.model.KnownStep;
import pxos.model.prompt.Examples;
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
 * @param shortlist what a model chose out of the library for it
 */
public record WorkItem(
        String goal,
        String feature,
        String milestone,
        boolean prerequisite,
        boolean namedByModel,
        Optional<KnownStep> known,
        Shortlist shortlist) {

    /** Words of a feature's name that say nothing of what it is. */
    private static final List<String> EMPTY_WORDS = List.of("command", "feature", "pxos");

    private static final Pattern COMPARED = Pattern.compile(
            "\\b(instead of|rather than|unlike|like|than|without|as well as|similar to)\\s+((a|an|the)\\s+)?\\w+");

    private static final Pattern NEW_COMMAND = Pattern.compile(
            "\\b(add|make|create|write|build|want|need)\\s+(me\\s+)?((a|an|the)\\s+)?(new\\s+)?command\\s+"
                    + "((called|named)\\s+)?[\"'`]?(?!(that|to|which|for|so)\\b)(?<name>[a-z][a-z0-9_]*)");

    /** An item that no recipe knows; its feature may still have to be named. */
    public WorkItem(String goal, String feature, String milestone, boolean prerequisite) {
        this(goal, feature, milestone, prerequisite, false, Optional.empty(), Shortlist.NONE);
    }

    /** An item that a recipe knows. */
    static WorkItem of(String goal, RecipeStep step, boolean prerequisite) {
        return new WorkItem(
                goal, step.feature(), step.milestone(), prerequisite, false, Optional.of(step), Shortlist.NONE);
    }

    /** The goal, and what it was understood as: both say which effects were asked for. */
    String inAllWords() {
        return known.map(step -> goal + "; " + step.goal()).orElse(goal);
    }

    /** The same as the step of the library that a model has chosen for it. */
    WorkItem chosen(KnownStep step) {
        return new WorkItem(goal, step.feature(), step.milestone(), prerequisite, false, Optional.of(step), shortlist);
    }

    WorkItem with(Shortlist list) {
        return new WorkItem(goal, feature, milestone, prerequisite, namedByModel, known, list);
    }

    /** The same with the name that a model's plan gives to its feature. */
    WorkItem named(String name) {
        return new WorkItem(goal, name, milestone, prerequisite, true, known, shortlist);
    }

    /**
     * What speaks against the name that a plan gives the feature: a model must not build one thing under the name of
     * another, which would be gone then.
     *
     * @return empty where the name is free or was given, or where the goal speaks of that very feature
     */
    String objection(String name, OsSource source) {
        FeatureBlock present = source.feature(name).orElse(null);
        if (!feature.isEmpty() || present == null || present.title().equals(goal.strip()) || speaksOf(name)) {
            return "";
        }
        return "feature '" + name + "' is there already (\"" + present.title()
                + "\") and would be replaced: give the new feature a name of its own";
    }

    /** What speaks against an answer that only repeats an example of the prompt; empty where it does not. */
    String objectionToCopy(Feature answer) {
        return answer.primitives().stream()
                .filter(Primitive.Hook.class::isInstance)
                .map(hook -> ((Primitive.Hook) hook).name())
                .filter(name -> name != null && Examples.isCopied(name, goal))
                .findFirst()
                .map(name -> "the command '" + name + "' is that of an example: do what the goal asks for, and name the"
                        + " command after it")
                .orElse("");
    }

    /** A goal that compares with a feature, or that names another command, is not about it. */
    private boolean speaksOf(String name) {
        String about = COMPARED.matcher(goal.toLowerCase(Locale.ROOT)).replaceAll(" ");
        Matcher command = NEW_COMMAND.matcher(about);
        if (command.find() && !List.of(name.split("_")).contains(command.group("name"))) {
            return false;
        }
        List<String> words = List.of(about.split("[^a-z0-9]+"));
        List<String> names = Stream.of(name.split("_"))
                .filter(word -> !word.isEmpty() && !EMPTY_WORDS.contains(word))
                .toList();
        return !names.isEmpty() && words.containsAll(names);
    }
}
