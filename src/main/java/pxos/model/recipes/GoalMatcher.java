package pxos.model.recipes;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.model.Request;

/**
 * Finds the recipe that a goal in words asks for, and refuses when it is not sure.
 *
 * <p>What a goal says besides the slot's text must be answered by the {@link Wordings} of the recipe. A text without
 * quotation marks that could be a description, such as "the date", is refused.
 */
final class GoalMatcher {

    private final Collection<Recipe> recipes;
    private final Map<String, Wordings> wordings;

    GoalMatcher(Collection<Recipe> recipes) {
        this.recipes = List.copyOf(recipes);
        this.wordings = recipes.stream().collect(Collectors.toMap(Recipe::name, Wordings::of));
    }

    /** The steps that the goal itself asks for, without prerequisites; or why there are none. */
    GoalMatch match(String goal) {
        if (goal.length() > Request.MAX_GOAL_CHARACTERS) {
            return new GoalMatch.Refused(
                    "the goal has " + goal.length() + " characters; a goal has at most " + Request.MAX_GOAL_CHARACTERS,
                    true);
        }
        GoalMatch whole = matchOne(goal);
        Optional<GoalMatch.Found> parts = matchParts(goal);
        if (whole instanceof GoalMatch.Found found && hasQuotedSlot(goal, found)) {
            return whole;
        }
        if (whole instanceof GoalMatch.Found found
                && parts.filter(found::equals).isPresent()) {
            return whole;
        }
        if (whole instanceof GoalMatch.Found found && (parts.isPresent() || hasGoalForAText(found))) {
            return new GoalMatch.Refused("the goal can be read in two ways; put the text into quotation marks", true);
        }
        return parts.isPresent() ? parts.get() : whole;
    }

    private static boolean hasQuotedSlot(String goal, GoalMatch.Found found) {
        Collection<String> values = found.steps().get(0).slots().values();
        return SlotText.readings(goal).stream().anyMatch(text -> text.quoted() && values.contains(text.text()));
    }

    private boolean hasGoalForAText(GoalMatch.Found found) {
        RecipeStep step = found.steps().get(0);
        return step.recipe()
                        .slot()
                        .filter(slot -> slot.kind() == Slot.Kind.TEXT)
                        .isPresent()
                && !step.slots().equals(step.recipe().plain().slots())
                && step.slots().values().stream().anyMatch(text -> matchOne(text.strip()) instanceof GoalMatch.Found);
    }

    private GoalMatch matchOne(String text) {
        Goal goal = Goal.of(text);
        List<Reading> readings = recipes.stream()
                .flatMap(recipe -> reading(recipe, goal).stream())
                .toList();
        if (readings.size() > 1) {
            return new GoalMatch.Refused(
                    readings.stream()
                            .map(reading -> "'" + reading.recipe.name() + "'")
                            .collect(Collectors.joining(" or ", "the goal could mean ", "")),
                    false);
        }
        if (readings.isEmpty()) {
            return new GoalMatch.Refused(noneFor(text), false);
        }
        Reading reading = readings.get(0);
        if (!reading.problem.isEmpty()) {
            return new GoalMatch.Refused(reading.problem, reading.forAll);
        }
        return new GoalMatch.Found(List.of(new RecipeStep(reading.recipe, reading.slots)));
    }

    /** A goal such as {@code Add help, clear and reboot}: each part must be a goal of its own. */
    private Optional<GoalMatch.Found> matchParts(String goal) {
        String[] parts = goal.split("(?i)\\s*(?:,\\s*and\\s|,|;|&|\\sand then\\s|\\sand\\s|\\sthen\\s)\\s*");
        if (parts.length < 2) {
            return Optional.empty();
        }
        Set<RecipeStep> steps = new LinkedHashSet<>();
        for (String part : parts) {
            if (!(matchOne(part.strip()) instanceof GoalMatch.Found found)) {
                return Optional.empty();
            }
            steps.addAll(found.steps());
        }
        return Optional.of(new GoalMatch.Found(List.copyOf(steps)));
    }

    /**
     * A goal, taken apart.
     *
     * @param said all its words
     * @param core the words without courtesies, as {@link GoalWords#core} leaves them
     * @param words the same, one by one
     */
    private record Goal(String text, List<String> said, String core, List<String> words) {
        static Goal of(String text) {
            String core = GoalWords.core(text);
            return new Goal(text, GoalWords.of(text), core, split(core));
        }
    }

    private static List<String> split(String core) {
        return List.of(core.strip().split(" +"));
    }

    /**
     * How a recipe reads a goal.
     *
     * @param problem why it cannot answer it all the same; empty where it can
     * @param forAll see {@link GoalMatch.Refused}
     */
    private record Reading(Recipe recipe, Map<String, String> slots, String problem, boolean forAll) {
        static Reading of(Recipe recipe, Map<String, String> slots) {
            return new Reading(recipe, slots, "", false);
        }
    }

    private Optional<Reading> reading(Recipe recipe, Goal goal) {
        boolean needsValue = recipe.slot().filter(Slot::mustBeGiven).isPresent();
        if (goal.text().strip().equalsIgnoreCase(recipe.name()) && !needsValue) {
            return Optional.of(Reading.of(recipe, recipe.plain().slots()));
        }
        if (recipe.slot().isEmpty()) {
            return Optional.of(Reading.of(recipe, Map.of()))
                    .filter(reading -> covers(recipe, goal.said(), goal.words()));
        }
        Slot slot = recipe.slot().get();
        return slot.kind() == Slot.Kind.COLOURS ? withColours(recipe, slot, goal) : withText(recipe, slot, goal);
    }

    private Optional<Reading> withColours(Recipe recipe, Slot slot, Goal goal) {
        Optional<ColourPair.Found> found = ColourPair.find(goal.core());
        if (found.isEmpty()) {
            return covers(recipe, goal.said(), goal.words())
                    ? Optional.of(withoutValue(recipe, slot))
                    : Optional.empty();
        }
        String rest = found.get().rest() + (found.get().clear() ? " colours" : "");
        return covers(recipe, goal.said(), split(rest))
                ? Optional.of(withValue(recipe, slot, found.get().colours().toString()))
                : Optional.empty();
    }

    private Optional<Reading> withText(Recipe recipe, Slot slot, Goal goal) {
        boolean plain = covers(recipe, goal.said(), goal.words());
        boolean presetWillDo = plain && !GoalWords.asksForChange(goal.words()) && !slot.mustBeGiven();
        Optional<SlotText> text = SlotText.readings(goal.text()).stream()
                .filter(reading -> reading.quoted() || !presetWillDo)
                .filter(reading ->
                        covers(recipe, GoalWords.of(reading.words()), split(GoalWords.core(reading.words()))))
                .findFirst();
        if (text.isPresent()) {
            return Optional.of(
                    text.get().isDescription()
                            ? new Reading(recipe, Map.of(), inQuotationMarks(recipe, slot, text.get()), false)
                            : withValue(recipe, slot, value(slot, text.get())));
        }
        return plain ? Optional.of(withoutValue(recipe, slot)) : Optional.empty();
    }

    private static String inQuotationMarks(Recipe recipe, Slot slot, SlotText text) {
        String meant = new RecipeStep(recipe, Map.of(slot.name(), text.text().strip())).goal();
        return "'" + text.text().strip() + "' could be a description of " + slot.description()
                + "; if it is the text itself, put it into quotation marks: " + meant;
    }

    private static String value(Slot slot, SlotText text) {
        if (text.quoted()) {
            return text.text();
        }
        String value = text.text().strip();
        return slot.blankAfter() && !value.isEmpty() ? value + " " : value;
    }

    private static Reading withoutValue(Recipe recipe, Slot slot) {
        String problem = slot.mustBeGiven()
                ? "say what " + slot.description() + " is to be, as in: "
                        + recipe.plain().goal()
                : "";
        return new Reading(recipe, recipe.plain().slots(), problem, true);
    }

    private static Reading withValue(Recipe recipe, Slot slot, String value) {
        return new Reading(
                recipe, Map.of(slot.name(), value), slot.problemWith(value).orElse(""), true);
    }

    private boolean covers(Recipe recipe, List<String> said, List<String> words) {
        return wordings.get(recipe.name()).answer(said, words);
    }

    /** Says that no recipe answers a goal. */
    static String noneFor(String goal) {
        String plain = goal.replaceAll("\\p{Cntrl}", " ").strip();
        return "no recipe answers the goal '" + (plain.length() > 100 ? plain.substring(0, 100) + "..." : plain) + "'";
    }
}
