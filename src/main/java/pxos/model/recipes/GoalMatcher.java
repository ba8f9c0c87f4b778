package pxos.model.recipes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
    private final Map<String, Phrase> phrases = new HashMap<>();

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

    private GoalMatch matchOne(String goal) {
        List<Reading> readings = recipes.stream()
                .flatMap(recipe -> reading(recipe, goal).stream())
                .toList();
        if (readings.size() > 1) {
            return new GoalMatch.Refused("the goal could mean "
                    + String.join(
                            " or ",
                            readings.stream()
                                    .map(reading -> "'" + reading.recipe.name() + "'")
                                    .toList()));
        }
        if (readings.isEmpty()) {
            return new GoalMatch.Refused("no recipe answers the goal '" + shortened(goal) + "'");
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
        Set<RecipeStep> steps = new LinkedHashSet<>();
        for (String part : parts) {
            if (!(matchOne(part.strip()) instanceof GoalMatch.Found found)) {
                return Optional.empty();
            }
            steps.addAll(found.steps());
        }
        return parts.length < 2 ? Optional.empty() : Optional.of(new GoalMatch.Found(List.copyOf(steps)));
    }

    /**
     * Words of a goal, taken apart once for all recipes.
     *
     * @param core the words without courtesies, as {@link GoalWords#core} leaves them
     * @param words the same, one by one
     * @param plain the same without articles, for the phrases that a recipe refuses
     */
    private record Phrase(String core, List<String> words, String plain) {
        static Phrase of(String core) {
            List<String> words = List.of(core.strip().split(" +"));
            return new Phrase(core, words, plain(String.join(" ", words)));
        }

        static String plain(String words) {
            return " " + ARTICLE.matcher(words).replaceAll("") + " $ ";
        }
    }

    private Phrase phrase(String text) {
        return phrases.computeIfAbsent(text, any -> Phrase.of(GoalWords.core(any)));
    }

    private record Reading(Recipe recipe, Map<String, String> slots, String problem) {}

    private Optional<Reading> reading(Recipe recipe, String goal) {
        if (goal.strip().equalsIgnoreCase(recipe.name())
                && !(recipe.slot() != null && recipe.slot().mustBeGiven())) {
            return Optional.of(new Reading(recipe, recipe.plain().slots(), ""));
        }
        Phrase core = phrase(goal);
        if (recipe.slot() == null) {
            return covers(recipe, core) && !isRefused(recipe, Phrase.plain(String.join(" ", GoalWords.of(goal))))
                    ? Optional.of(new Reading(recipe, Map.of(), ""))
                    : Optional.empty();
        }
        return recipe.slot().kind() == Slot.Kind.COLOURS ? withColours(recipe, core) : withText(recipe, goal, core);
    }

    private Optional<Reading> withColours(Recipe recipe, Phrase core) {
        Optional<ColourPair.Found> found = ColourPair.find(core.core());
        if (found.isEmpty()) {
            return covers(recipe, core) ? Optional.of(withoutValue(recipe)) : Optional.empty();
        }
        String rest = found.get().rest() + (found.get().clear() ? " colours" : "");
        return covers(recipe, Phrase.of(rest))
                ? Optional.of(withValue(recipe, found.get().colours().toString()))
                : Optional.empty();
    }

    private Optional<Reading> withText(Recipe recipe, String goal, Phrase core) {
        List<SlotText> readings = SlotText.readings(goal).stream()
                .filter(text -> covers(recipe, phrase(text.words())))
                .toList();
        boolean plain = covers(recipe, core);
        boolean presetWillDo = plain
                && !GoalWords.asksForChange(core.words())
                && !recipe.slot().mustBeGiven();
        Optional<SlotText> text = readings.stream()
                .filter(reading -> reading.quoted() || !presetWillDo)
                .findFirst();
        if (text.isPresent()) {
            return Optional.of(withValue(recipe, value(recipe.slot(), text.get())));
        }
        return plain ? Optional.of(withoutValue(recipe)) : Optional.empty();
    }

    private static String value(Slot slot, SlotText text) {
        if (text.quoted()) {
            return text.text();
        }
        String value = text.text().strip();
        return slot.blankAfter() && !value.isEmpty() ? value + " " : value;
    }

    private static Reading withoutValue(Recipe recipe) {
        String problem = recipe.slot().mustBeGiven()
                ? "say what " + recipe.slot().description() + " is to be, as in: "
                        + recipe.plain().goal()
                : "";
        return new Reading(recipe, recipe.plain().slots(), problem);
    }

    private static Reading withValue(Recipe recipe, String value) {
        return new Reading(
                recipe,
                Map.of(recipe.slot().name(), value),
                recipe.slot().problemWith(value).orElse(""));
    }

    /** Whether the words hold a topic of the recipe and nothing that it does not know. */
    private static boolean covers(Recipe recipe, Phrase core) {
        List<String> words = core.words();
        boolean known = words.stream().allMatch(word -> knows(recipe, word));
        return known
                && recipe.topics().stream().anyMatch(topic -> holds(words, topic))
                && !isRefused(recipe, core.plain())
                && (recipe.command().isEmpty() || namesNoOtherCommand(recipe, words));
    }

    private static boolean knows(Recipe recipe, String word) {
        return GoalWords.isFiller(word)
                || !recipe.command().isEmpty() && NAMING.contains(word)
                || recipe.changesSomething() && GoalWords.isChange(word)
                || recipe.words().contains(word)
                || recipe.topics().stream()
                        .anyMatch(topic -> topic.stream().anyMatch(concept -> concept.contains(word)));
    }

    private static boolean holds(List<String> words, List<Set<String>> topic) {
        return topic.stream().allMatch(concept -> words.stream().anyMatch(concept::contains));
    }

    /** Whether the words hold a phrase that the recipe refuses; {@code $} in it stands for the end. */
    private static boolean isRefused(Recipe recipe, String plain) {
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
        List<String> before = new ArrayList<>();
        for (int i = at - 1; i >= 0 && !GoalWords.isFiller(words.get(i)); i--) {
            before.add(words.get(i));
        }
        List<String> named = before;
        if (before.isEmpty()) {
            named = words.stream()
                    .skip(at + 1L)
                    .takeWhile(word -> !GoalWords.isFiller(word))
                    .toList();
        }
        return named.isEmpty() || named.contains(recipe.command());
    }

    private static String shortened(String goal) {
        String plain = goal.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > 100 ? plain.substring(0, 100) + "..." : plain;
    }
}
