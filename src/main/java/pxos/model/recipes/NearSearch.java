package pxos.model.recipes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.model.ShortForm;
import pxos.model.recipes.GoalPieces.Span;

/**
 * Finds what the library has near a goal in free words. A recipe is near where its words, and texts out of the goal in its
 * slots, account for every word of the goal: one word more, and the goal may ask for something else.
 */
final class NearSearch {

    private static final int MAX_PIECES = 40;
    private static final int MAX_OFFERS = 3;

    /** Words that say nothing about what a goal is after, besides those of {@link GoalWords}. */
    private static final Set<String> GENERAL = words(
            "me you us them him i we am im id m d ll re s please thanks thank really very just simply kindly "
                    + "nicely pxos os like would could about here there let lets allow want wants need needs wish if "
                    + "as then something thing one way get gets got go goes hey hi dear mind some somebody someone anybody anyone person always forget box teach learn kind sort sure bit own such again so also maybe a an the love now usual instead rather prefer");

    private final Collection<Recipe> recipes;
    private final Set<String> commands;
    private final Set<String> spokenOf;
    private final Map<String, Set<String>> vocabulary = new HashMap<>();

    /** @param recipes the library */
    NearSearch(Collection<Recipe> recipes) {
        this.recipes = recipes;
        this.commands = recipes.stream().map(Recipe::command).collect(Collectors.toSet());
        this.spokenOf = recipes.stream()
                .filter(recipe -> !recipe.isPattern())
                .flatMap(recipe -> recipe.near().topics().stream())
                .flatMap(topic -> topic.words().stream())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
        recipes.forEach(recipe -> vocabulary.put(
                recipe.name(), recipe.vocabulary().stream().map(GoalWords::stem).collect(Collectors.toSet())));
    }

    /** Words in a list that are separated by single blanks. */
    static Set<String> words(String list) {
        return Set.copyOf(List.of(list.split(" ")));
    }

    static boolean isGeneral(String word) {
        return GENERAL.contains(word);
    }

    /**
     * A recipe that accounts for a goal.
     *
     * @param fills each the values of its slots by name
     */
    record Offer(Recipe recipe, List<Map<String, String>> fills) {}

    /**
     * The question which of the few near recipes the goal means; empty where none is near.
     *
     * @param exactly the step that the goal asks for without any doubt; then nothing else is offered
     */
    Optional<ShortForm> find(String text, Optional<RecipeStep> exactly) {
        GoalPieces goal = GoalPieces.of(text);
        if (goal.pieces().size() > MAX_PIECES) {
            return Optional.empty();
        }
        List<Offer> offers = exactly.map(step -> List.of(offer(step, goal)))
                .orElseGet(() -> recipes.stream()
                        .map(recipe -> new Offer(recipe, fills(recipe, goal)))
                        .filter(offer -> !offer.fills().isEmpty())
                        .limit(MAX_OFFERS)
                        .toList());
        return offers.isEmpty() ? Optional.empty() : Optional.of(new NearQuestion(text.strip(), offers));
    }

    private Offer offer(RecipeStep step, GoalPieces goal) {
        return new Offer(
                step.recipe(),
                Stream.concat(Stream.of(step.slots()), fills(step.recipe(), goal).stream())
                        .distinct()
                        .toList());
    }

    /** Every way to fill the slots that leaves no word of the goal unaccounted for. */
    private List<Map<String, String>> fills(Recipe recipe, GoalPieces goal) {
        if (recipe.slots().stream().anyMatch(slot -> slot.kind() == Slot.Kind.COLOURS)) {
            return colours(recipe, goal);
        }
        List<List<Span>> ways = List.of(List.of());
        for (Slot slot : recipe.slots()) {
            ways = ways.stream()
                    .flatMap(way -> spans(slot, goal).stream()
                            .filter(span -> way.stream().allMatch(name -> goesWith(goal, name, span)))
                            .map(span ->
                                    Stream.concat(way.stream(), Stream.of(span)).toList()))
                    .toList();
        }
        List<List<Span>> covering = ways.stream()
                .filter(way -> recipe.slots().isEmpty() || goal.holdsAllMarked(way))
                .filter(way -> accounts(recipe, goal.wordsOutside(way), isMarked(goal, way)))
                .toList();
        return covering.stream()
                .map(way -> fill(recipe, way))
                .filter(fill -> isValid(recipe, fill))
                .distinct()
                .toList();
    }

    private static boolean isMarked(GoalPieces goal, List<Span> way) {
        return !way.isEmpty() && way.stream().allMatch(span -> goal.isMarked(span.from()));
    }

    /** Whether a text can go with a name: the goal says that it is one, or that it shows something. */
    private static boolean goesWith(GoalPieces goal, Span name, Span text) {
        return name.to() <= text.from() || text.to() <= name.from() && LiteralSpans.isCalledCommand(goal, name.from());
    }

    private List<Span> spans(Slot slot, GoalPieces goal) {
        return slot.kind() == Slot.Kind.NAME
                ? LiteralSpans.names(goal, spokenOf).stream()
                        .filter(span -> !commands.contains(span.text()))
                        .toList()
                : LiteralSpans.texts(goal, commands);
    }

    private static Map<String, String> fill(Recipe recipe, List<Span> way) {
        Map<String, String> fill = new LinkedHashMap<>();
        for (int i = 0; i < way.size(); i++) {
            Slot slot = recipe.slots().get(i);
            boolean blank = slot.blankAfter() && !way.get(i).quoted();
            fill.put(slot.name(), way.get(i).text() + (blank ? " " : ""));
        }
        return fill;
    }

    private static boolean isValid(Recipe recipe, Map<String, String> fill) {
        return recipe.slots().stream()
                .allMatch(slot -> slot.problemWith(fill.get(slot.name())).isEmpty());
    }

    private List<Map<String, String>> colours(Recipe recipe, GoalPieces goal) {
        return ColourPair.find(GoalWords.core(goal.goal()))
                .filter(found -> accounts(recipe, GoalWords.of(found.rest() + (found.clear() ? " colours" : "")), true))
                .map(found ->
                        Map.of(recipe.slots().get(0).name(), found.colours().toString()))
                .filter(fill -> isValid(recipe, fill))
                .stream()
                .toList();
    }

    /**
     * Whether a recipe accounts for words, and some of them are its topic.
     *
     * @param marked whether its texts look as if they were meant literally
     */
    private boolean accounts(Recipe recipe, List<String> words, boolean marked) {
        List<Recipe.Topic> topics = new ArrayList<>(recipe.near().topics());
        topics.addAll(marked ? recipe.near().marked() : List.of());
        return topics.stream().anyMatch(topic -> topic.isIn(words))
                && words.stream().allMatch(word -> knows(recipe, word));
    }

    private boolean knows(Recipe recipe, String word) {
        return GoalWords.isFiller(word)
                || isGeneral(word)
                || GoalWords.isChange(word) && recipe.changes()
                || word.equals(recipe.command())
                || vocabulary.get(recipe.name()).contains(GoalWords.stem(word));
    }
}
