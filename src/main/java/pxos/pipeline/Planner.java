package pxos.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import pxos.Problem;
import pxos.model.recipes.GoalMatch;
import pxos.model.recipes.RecipeBook;
import pxos.model.recipes.RecipeStep;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.Roadmap;

/** Decides which features a run builds, prerequisites first. */
public final class Planner {

    private final RecipeBook recipes;

    public Planner(RecipeBook recipes) {
        this.recipes = recipes;
    }

    /**
     * The features for a goal. One that no recipe knows becomes a single item whose feature the model is to name.
     *
     * @param present features of the OS as it is
     */
    public List<WorkItem> forGoal(String goal, List<String> present) {
        if (recipes.planFor(goal, present) instanceof GoalMatch.Found found) {
            return items(found, goal);
        }
        return List.of(new WorkItem(goal, "", "", false));
    }

    /** What a model named as needed before its feature, with everything that needs in turn. */
    public List<WorkItem> forRequired(List<String> features, List<String> present) {
        List<String> known = features.stream()
                .filter(feature -> recipes.step(feature).isPresent())
                .toList();
        return recipes.planForFeatures(known, present).stream()
                .map(step -> WorkItem.of(step.goal(), step, true))
                .toList();
    }

    /**
     * The missing features of the next milestone, or of all of them until the one named; none where all is done.
     *
     * @param until a milestone's id; empty for the next one alone
     * @throws Problem when there is no such milestone
     */
    public List<WorkItem> forMilestones(Roadmap roadmap, String until, List<String> present) {
        List<Milestone> milestones = until.isEmpty() ? next(roadmap) : upTo(roadmap, until);
        Set<String> planned = new LinkedHashSet<>(present);
        List<WorkItem> items = new ArrayList<>();
        for (Milestone milestone : milestones) {
            if (milestone.features().isEmpty()) {
                throw Problem.input(
                        "milestone " + milestone.id() + " (" + milestone.title() + ") names no features to build",
                        "Only people can complete it; see milestones/PXOS_ROADMAP.md.");
            }
            // What this run builds for an earlier milestone, it proves for this one, too.
            boolean comes = items.stream().map(WorkItem::feature).toList().containsAll(milestone.features());
            for (String feature : comes ? List.<String>of() : wanted(milestone, planned)) {
                planned.remove(feature);
                for (WorkItem item : items(milestone, feature, planned)) {
                    planned.add(item.feature());
                    items.add(item);
                }
            }
        }
        return items;
    }

    /** The missing features; where none is, yet they were never proved together, the last one is built again. */
    private static List<String> wanted(Milestone milestone, Set<String> planned) {
        List<String> missing = milestone.features().stream()
                .filter(feature -> !planned.contains(feature))
                .toList();
        int count = milestone.features().size();
        return missing.isEmpty() ? milestone.features().subList(count - 1, count) : missing;
    }

    /** A feature and what it needs; one that no recipe knows is a goal for a model. */
    private List<WorkItem> items(Milestone milestone, String feature, Set<String> planned) {
        if (recipes.step(feature).isEmpty()) {
            return List.of(new WorkItem(milestone.goal(), feature, milestone.id(), false));
        }
        return recipes.planForFeatures(List.of(feature), planned).stream()
                .map(step ->
                        WorkItem.of(step.goal(), step, !milestone.features().contains(step.feature())))
                .toList();
    }

    private static List<Milestone> next(Roadmap roadmap) {
        return roadmap.next().stream().toList();
    }

    private static List<Milestone> upTo(Roadmap roadmap, String until) {
        Milestone last = roadmap.milestone(until)
                .orElseThrow(
                        () -> Problem.input("there is no milestone '" + until + "'", "pxos milestones lists them."));
        return roadmap.milestones().subList(0, roadmap.milestones().indexOf(last) + 1).stream()
                .filter(milestone -> !milestone.isComplete())
                .toList();
    }

    /** A goal that names one feature is that feature's in the user's own words; one that names several has parts. */
    private static List<WorkItem> items(GoalMatch.Found found, String goal) {
        boolean one = found.asked().size() == 1;
        List<String> wanted = found.asked().stream().map(RecipeStep::feature).toList();
        return found.steps().stream()
                .map(step -> {
                    boolean asked = wanted.contains(step.feature());
                    return WorkItem.of(one && asked ? goal : step.goal(), step, !asked);
                })
                .toList();
    }
}
