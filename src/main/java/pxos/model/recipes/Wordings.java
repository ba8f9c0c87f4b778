package pxos.model.recipes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words of a recipe's example goals, and which goals they answer.
 *
 * <p>A goal is for a recipe if it says all that one of the examples says, and nothing that none of them says. Words without
 * a meaning of their own, such as add and the, count in neither. A goal that begins with a word that takes away, such as
 * delete, needs an example that begins so, too. A command's bare name is a goal where it stands alone or is something to add: "help"
 * and "Add help", not "I need help".
 *
 * @param examples what is left of each example, in its order
 * @param known all of these words
 */
record Wordings(Recipe recipe, List<List<String>> examples, Set<String> known) {

    private static final Pattern PLAIN = Pattern.compile("[a-z0-9]+(?: [a-z0-9]+)*");
    private static final Set<String> COMMAND = Set.of("command", "commands");
    private static final Set<String> NAMING = Set.of("called", "named");

    static Wordings of(Recipe recipe) {
        List<List<String>> examples = Stream.concat(Stream.of(recipe.goalWithoutSlot()), recipe.examples().stream())
                .map(example -> meaning(recipe, words(example)))
                .filter(words -> !words.isEmpty() && !words.equals(List.of(recipe.command())))
                .toList();
        Set<String> known = new HashSet<>();
        examples.forEach(known::addAll);
        return new Wordings(recipe, examples, Set.copyOf(known));
    }

    /** Most examples are plain words, of which nothing has to be taken off. */
    private static List<String> words(String example) {
        String core = PLAIN.matcher(example).matches() ? example : GoalWords.core(example);
        return List.of(core.split(" "));
    }

    /** The words that say something, each in the form that stands for all like it. */
    private static List<String> meaning(Recipe recipe, List<String> words) {
        boolean named = !recipe.command().isEmpty() && words.contains(recipe.command());
        return words.stream()
                .filter(word -> !GoalWords.isFiller(word))
                .filter(word -> !recipe.changes() || !GoalWords.isChange(word))
                .filter(word -> !named || !COMMAND.contains(word) && !NAMING.contains(word))
                .map(word -> form(recipe, word))
                .toList();
    }

    /** A command's name is not taken for another form of it: "timing" is not "time". */
    private static String form(Recipe recipe, String word) {
        return word.equals(recipe.command()) ? word : GoalWords.form(word);
    }

    /**
     * Whether a goal is for the recipe.
     *
     * @param said all its words
     * @param words the same without courtesies, as {@link GoalWords#core} leaves them
     */
    boolean answer(List<String> said, List<String> words) {
        List<String> meaning = meaning(recipe, words);
        boolean exemplary = examples.stream().anyMatch(example -> new HashSet<>(meaning).containsAll(example));
        return (exemplary || words.contains(recipe.command()) && isToBeAdded(said, words))
                && meaning.stream().allMatch(this::mayBeSaid)
                && beginsRight(meaning)
                && (recipe.command().isEmpty() || namesNoOtherCommand(words));
    }

    private boolean mayBeSaid(String word) {
        boolean ofCommand = !recipe.command().isEmpty() && (word.equals("command") || word.equals(recipe.command()));
        return ofCommand || known.contains(word);
    }

    private boolean beginsRight(List<String> meaning) {
        return meaning.isEmpty()
                || !GoalWords.takesAway(meaning.get(0))
                || meaning.get(0).equals(recipe.command())
                || examples.stream()
                        .anyMatch(example ->
                                example.get(0).equals(meaning.get(0)) && new HashSet<>(meaning).containsAll(example));
    }

    /** Whether the command is meant as something to build, and not as what its name means otherwise. */
    private boolean isToBeAdded(List<String> said, List<String> words) {
        boolean alone = said.stream().allMatch(word -> word.equals(recipe.command()) || GoalWords.isArticle(word));
        boolean called = words.stream().anyMatch(COMMAND::contains);
        boolean built = words.stream().anyMatch(GoalWords::isBuilding);
        boolean nothingElse =
                words.stream().allMatch(word -> word.equals(recipe.command()) || GoalWords.isPartOfAdding(word));
        return alone
                || called
                || built && (nothingElse || meaning(recipe, words).size() > 1);
    }

    /** Whether {@code restart command} is not taken for a recipe whose command has another name. */
    private boolean namesNoOtherCommand(List<String> words) {
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
}
