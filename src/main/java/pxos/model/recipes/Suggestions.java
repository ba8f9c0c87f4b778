package pxos.model.recipes;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Nearest;

/** What a goal perhaps means that no recipe answers: the same goal without slips, else the recipe with words most like it. */
final class Suggestions {

    /** What a word of a goal counts for a recipe: in its names, nearly so, in its examples. */
    private static final int NAMED = 6;

    private static final int MISTYPED = 4;
    private static final int SAID = 1;

    /** A word that more recipes know tells nothing of which is meant. */
    private static final int FEW = 3;

    /** Shorter words are near too many others. */
    private static final Pattern LONG_WORD = Pattern.compile("\\p{L}{4,}");

    private final GoalMatcher matcher;
    private final Map<Recipe, Terms> recipes = new LinkedHashMap<>();
    private final Set<String> vocabulary = new HashSet<>();

    /**
     * The words of a recipe.
     *
     * @param names in its name and what stands for its command elsewhere
     * @param known in its examples, each in the form that stands for all like it
     * @param said the same as they stand there
     */
    private record Terms(Set<String> names, Set<String> known, Set<String> said) {
        static Terms of(Recipe recipe) {
            Set<String> names = new LinkedHashSet<>(List.of(recipe.name().split("_")));
            names.addAll(List.of(recipe.alike().split(" ")));
            names.removeAll(List.of("command", ""));
            Set<String> said = new LinkedHashSet<>(GoalWords.of(recipe.goalWithoutSlot()));
            recipe.examples().forEach(example -> said.addAll(GoalWords.of(example)));
            return new Terms(names, Wordings.of(recipe).known(), said);
        }

        boolean has(String word) {
            return names.contains(word) || known.contains(GoalWords.form(word));
        }

        int likeness(String word, boolean tells) {
            if (names.contains(word)) {
                return tells ? NAMED : SAID;
            }
            if (known.contains(GoalWords.form(word))) {
                return SAID;
            }
            boolean mistyped = word.length() > 3
                    && Stream.concat(names.stream(), said.stream()).anyMatch(name -> Nearest.isNear(word, name));
            return mistyped ? MISTYPED : 0;
        }
    }

    /** @param matcher knows which goals are answered */
    Suggestions(Collection<Recipe> recipes, GoalMatcher matcher) {
        this.matcher = matcher;
        recipes.forEach(recipe -> this.recipes.put(recipe, Terms.of(recipe)));
        this.recipes.values().forEach(terms -> {
            vocabulary.addAll(terms.names());
            vocabulary.addAll(terms.said());
        });
    }

    /** A goal for each recipe, the ones with the most words like those of {@code goal} first. */
    List<String> of(String goal) {
        return Stream.concat(
                        corrected(goal).stream(),
                        byLikeness(goal).map(like -> like.getValue().plain().goal()))
                .distinct()
                .toList();
    }

    /** The goal that was meant; empty where nothing is near. */
    Optional<String> nearest(String goal) {
        return corrected(goal)
                .or(() -> byLikeness(goal)
                        .findFirst()
                        .filter(like -> like.getKey() >= MISTYPED)
                        .map(like -> like.getValue().plain().goal()));
    }

    /** The recipes with their likeness to a goal, the most alike first. */
    private Stream<Map.Entry<Integer, Recipe>> byLikeness(String goal) {
        Map<String, Boolean> words = new LinkedHashMap<>();
        GoalWords.of(goal).stream()
                .filter(word -> !GoalWords.isFiller(word) && !word.startsWith("command"))
                .forEach(word -> words.put(word, tells(word)));
        return recipes.keySet().stream()
                .map(recipe -> Map.entry(likeness(recipe, words), recipe))
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()));
    }

    private int likeness(Recipe recipe, Map<String, Boolean> words) {
        return words.entrySet().stream()
                .mapToInt(word -> recipes.get(recipe).likeness(word.getKey(), word.getValue()))
                .sum();
    }

    private boolean tells(String word) {
        return recipes.values().stream().filter(terms -> terms.has(word)).count() <= FEW;
    }

    /** The same goal with one of its words as a recipe writes it, or all of them, where a recipe answers it then. */
    private Optional<String> corrected(String goal) {
        List<MatchResult> unknown = LONG_WORD
                .matcher(goal)
                .results()
                .filter(word -> !isKnown(word.group()))
                .toList();
        return Stream.concat(unknown.stream().map(List::of), Stream.of(unknown))
                .map(slips -> corrected(goal, slips))
                .filter(text -> !text.equals(goal))
                .flatMap(text -> meaning(text).stream())
                .findFirst();
    }

    /** The one thing that a goal asks for, in the recipe's own words. */
    private Optional<String> meaning(String goal) {
        return matcher.match(goal) instanceof GoalMatch.Found found
                        && found.asked().size() == 1
                ? Optional.of(found.asked().get(0).goal())
                : Optional.empty();
    }

    private boolean isKnown(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return vocabulary.contains(small) || GoalWords.isFiller(small) || NearSearch.isGeneral(small);
    }

    private String corrected(String goal, List<MatchResult> slips) {
        StringBuilder text = new StringBuilder(goal);
        for (int i = slips.size() - 1; i >= 0; i--) {
            MatchResult slip = slips.get(i);
            Nearest.to(slip.group(), vocabulary).ifPresent(word -> text.replace(slip.start(), slip.end(), word));
        }
        return text.toString();
    }
}
