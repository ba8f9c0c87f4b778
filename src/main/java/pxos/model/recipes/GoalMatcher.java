package pxos.model.recipes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.model.Request;

/**
 * Finds the recipe that a goal in words asks for, and refuses when it is not sure.
 *
 * <p>A recipe answers a goal when the goal holds one of its topics and when every word of the goal is accounted for: by
 * the topic, by the recipe's further words, by the slot's text, or as a word without a meaning of its own. One word more,
 * and the goal asks for something that the recipe does not do.
 */
final class GoalMatcher {

    private static final Set<String> NAMING = Set.of("called", "named");

    private static final Pattern ARTICLE = Pattern.compile("\\b(?:a|an|the) ");

    private final Collection<Recipe> recipes;

    GoalMatcher(Collection<Recipe> recipes) {
        this.recipes = recipes;
    }

    /** The steps that the goal itself asks for, without prerequisites; or why there are none. */
    GoalMatch match(String goal) {
        if (goal.length() > Request.MAX_GOAL_CHARACTERS) {
            return new GoalMatch.Refused(
                    "the goal has " + goal.length() + " characters; a goal has at most " + Request.MAX_GOAL_CHARACTERS);
        }
        GoalMatch whole = matchOne(goal);
        Optional<GoalMatch.Found> parts = matchParts(goal);
        if (whole instanceof GoalMatch.Found found && hasQuotedSlot(goal, found)) {
            return whole;
        }
        if (parts.isPresent() && whole instanceof GoalMatch.Found) {
            return new GoalMatch.Refused("the goal can be read in two ways; put the text into quotation marks");
        }
        return parts.isPresent() ? parts.get() : whole;
    }

    private static boolean hasQuotedSlot(String goal, GoalMatch.Found found) {
        Collection<String> values = found.steps().get(0).slots().values();
        return SlotText.readings(goal).stream().anyMatch(text -> text.quoted() && values.contains(text.text()));
    }

    private GoalMatch matchOne(String text) {
        Goal goal = Goal.of(text);
        List<Reading> readings = recipes.stream()
                .flatMap(recipe -> reading(recipe, goal).stream())
                .toList();
        if (readings.size() > 1) {
            return new GoalMatch.Refused(readings.stream()
                    .map(reading -> "'" + reading.recipe.name() + "'")
                    .collect(Collectors.joining(" or ", "the goal could mean ", "")));
        }
        if (readings.isEmpty()) {
            return new GoalMatch.Refused(noneFor(text));
        }
        Reading reading = readings.get(0);
        if (!reading.problem.isEmpty()) {
            return new GoalMatch.Refused(reading.problem);
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
     * @param core the words without courtesies, as {@link GoalWords#core} leaves them
     * @param words the same, one by one
     */
    private record Goal(String text, String core, List<String> words) {
        static Goal of(String text) {
            String core = GoalWords.core(text);
            return new Goal(text, core, split(core));
        }
    }

    private static List<String> split(String core) {
        return List.of(core.strip().split(" +"));
    }

    private record Reading(Recipe recipe, Map<String, String> slots, String problem) {}

    private static Optional<Reading> reading(Recipe recipe, Goal goal) {
        boolean needsValue = recipe.slot().filter(Slot::mustBeGiven).isPresent();
        if (goal.text().strip().equalsIgnoreCase(recipe.name()) && !needsValue) {
            return Optional.of(new Reading(recipe, recipe.plain().slots(), ""));
        }
        if (recipe.slot().isEmpty()) {
            return Optional.of(new Reading(recipe, Map.of(), ""))
                    .filter(reading -> covers(recipe, goal.words()) && !isRefused(recipe, GoalWords.of(goal.text())));
        }
        Slot slot = recipe.slot().get();
        return slot.kind() == Slot.Kind.COLOURS ? withColours(recipe, slot, goal) : withText(recipe, slot, goal);
    }

    private static Optional<Reading> withColours(Recipe recipe, Slot slot, Goal goal) {
        Optional<ColourPair.Found> found = ColourPair.find(goal.core());
        if (found.isEmpty()) {
            return covers(recipe, goal.words()) ? Optional.of(withoutValue(recipe, slot)) : Optional.empty();
        }
        String rest = found.get().rest() + (found.get().clear() ? " colours" : "");
        return covers(recipe, split(rest))
                ? Optional.of(withValue(recipe, slot, found.get().colours().toString()))
                : Optional.empty();
    }

    private static Optional<Reading> withText(Recipe recipe, Slot slot, Goal goal) {
        boolean plain = covers(recipe, goal.words());
        boolean presetWillDo = plain && !GoalWords.asksForChange(goal.words()) && !slot.mustBeGiven();
        Optional<SlotText> text = SlotText.readings(goal.text()).stream()
                .filter(reading -> reading.quoted() || !presetWillDo)
                .filter(reading -> covers(recipe, split(GoalWords.core(reading.words()))))
                .findFirst();
        if (text.isPresent()) {
            return Optional.of(withValue(recipe, slot, value(slot, text.get())));
        }
        return plain ? Optional.of(withoutValue(recipe, slot)) : Optional.empty();
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
        return new Reading(recipe, recipe.plain().slots(), problem);
    }

    private static Reading withValue(Recipe recipe, Slot slot, String value) {
        return new Reading(
                recipe, Map.of(slot.name(), value), slot.problemWith(value).orElse(""));
    }

    /** Whether the words hold a topic of the recipe and nothing that it does not know. */
    private static boolean covers(Recipe recipe, List<String> words) {
        boolean known = words.stream().allMatch(word -> knows(recipe, word));
        return known
                && recipe.topics().stream().anyMatch(topic -> topic.isIn(words))
                && !isRefused(recipe, words)
                && (recipe.command().isEmpty() || namesNoOtherCommand(recipe, words));
    }

    private static boolean knows(Recipe recipe, String word) {
        return GoalWords.isFiller(word)
                || !recipe.command().isEmpty() && NAMING.contains(word)
                || recipe.changes() && GoalWords.isChange(word)
                || recipe.knows(word);
    }

    /** Whether the words hold a phrase that the recipe refuses; {@code $} in it stands for the end. */
    private static boolean isRefused(Recipe recipe, List<String> words) {
        String plain = " " + ARTICLE.matcher(String.join(" ", words)).replaceAll("") + " $ ";
        return recipe.refuse().stream().anyMatch(phrase -> plain.contains(" " + phrase + " "));
    }

    /** Whether {@code restart command} is not taken for a recipe whose command has another name. */
    private static boolean namesNoOtherCommand(Recipe recipe, List<String> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            if (NAMING.contains(words.get(i)) && !words.get(i + 1).equals(recipe.command())) {
                return false;
            }
        }
        int at = words.indexOf("command");
        if (at < 0) {
            return true;
        }
        List<String> before = new ArrayList<>(words.subList(0, at));
        Collections.reverse(before);
        List<String> named = Stream.of(before, words.subList(at + 1, words.size()))
                .map(side -> side.stream()
                        .takeWhile(word -> !GoalWords.isFiller(word))
                        .toList())
                .filter(side -> !side.isEmpty())
                .findFirst()
                .orElse(List.of(recipe.command()));
        return named.contains(recipe.command());
    }

    /** Says that no recipe answers a goal. */
    static String noneFor(String goal) {
        String plain = goal.replaceAll("\\p{Cntrl}", " ").strip();
        return "no recipe answers the goal '" + (plain.length() > 100 ? plain.substring(0, 100) + "..." : plain) + "'";
    }
}
