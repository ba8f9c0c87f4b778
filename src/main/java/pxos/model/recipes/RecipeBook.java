package pxos.model.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.json.JsonSchemaCheck;
import pxos.model.ShortForm;
import tools.jackson.databind.JsonNode;

/** The recipes of a workspace, and what to build for a goal. */
public final class RecipeBook {

    /** The folder of what many features can be made by. */
    private static final String PATTERNS = "patterns";

    private final Map<String, Recipe> recipes = new LinkedHashMap<>();
    private final List<Recipe> patterns;
    private GoalMatcher matcher;
    private Suggestions suggestions;

    RecipeBook(List<Recipe> recipes) {
        recipes.stream()
                .filter(recipe -> !recipe.isPattern())
                .forEach(recipe -> this.recipes.put(recipe.name(), recipe));
        this.patterns = recipes.stream().filter(Recipe::isPattern).toList();
        for (Recipe recipe : recipes) {
            for (String required : recipe.requires()) {
                if (!this.recipes.containsKey(required)) {
                    throw misrequired(recipe, "there is no recipe '" + required + "'");
                }
            }
        }
        for (Recipe recipe : this.recipes.values()) {
            if (closure(recipe.name()).contains(recipe.name())) {
                throw misrequired(recipe, "'" + recipe.name() + "' requires itself");
            }
        }
    }

    private static Problem misrequired(Recipe recipe, String problem) {
        return Problem.input(recipe.name() + ".json at /requires: " + problem, Recipe.HINT);
    }

    /**
     * Reads all {@code *.json} files of a folder, in the order of their names, and the patterns in the one beside it.
     *
     * @param folder the folder {@code primitives/recipes} of a workspace
     * @param schema the content of {@code schemas/recipe.schema.json}
     * @throws Problem naming the file and each place that is wrong in it
     */
    public static RecipeBook read(Path folder, JsonNode schema) {
        JsonSchemaCheck check = new JsonSchemaCheck(schema);
        List<Recipe> recipes = new ArrayList<>(recipesIn(folder, check));
        Path patterns = folder.resolveSibling(PATTERNS);
        if (Files.isDirectory(patterns)) {
            recipes.addAll(recipesIn(patterns, check));
        }
        return new RecipeBook(recipes);
    }

    private static List<Recipe> recipesIn(Path folder, JsonSchemaCheck check) {
        List<Recipe> recipes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                recipes.add(Recipe.read(file, check));
            }
        } catch (NoSuchFileException e) {
            throw new Problem(Problem.Kind.INPUT, folder + ": the folder of recipes is not there", Recipe.HINT, e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INPUT, folder + ": cannot be read: " + Problem.reason(e), Recipe.HINT, e);
        }
        return recipes;
    }

    /**
     * What to build for a goal, prerequisites that are not there yet first.
     *
     * @param goal in anybody's words
     * @param present features of the OS as it is; what the goal itself asks for is built again even if present
     */
    public GoalMatch planFor(String goal, Collection<String> present) {
        GoalMatch match = matcher().match(goal);
        return match instanceof GoalMatch.Found found
                ? new GoalMatch.Found(planFor(found.steps(), present), found.asked())
                : match;
    }

    /**
     * The features of a milestone that are not there yet, with whatever they need before them.
     *
     * @param features the features that the milestone consists of
     * @throws IllegalArgumentException when there is no recipe for one of them
     */
    public List<RecipeStep> planForFeatures(List<String> features, Collection<String> present) {
        List<RecipeStep> wanted = features.stream()
                .filter(feature -> !present.contains(feature))
                .map(feature -> step(feature)
                        .orElseThrow(() -> new IllegalArgumentException("there is no recipe for " + feature)))
                .toList();
        return planFor(wanted, present);
    }

    /** All of them, with the preset value where a recipe has a slot, in the order of their names. */
    public List<RecipeStep> steps() {
        return recipes.values().stream().map(Recipe::plain).toList();
    }

    /** The step for a feature, with the preset value where its recipe has a slot. */
    public Optional<RecipeStep> step(String feature) {
        return Optional.ofNullable(recipes.get(feature)).map(Recipe::plain);
    }

    /** A short question for a language model, where the library has something near the goal. */
    public Optional<ShortForm> near(String goal) {
        return new NearSearch(Stream.concat(recipes.values().stream(), patterns.stream())
                        .toList())
                .find(goal, exactly(goal));
    }

    /** The one step that a goal asks for without any doubt. */
    private Optional<RecipeStep> exactly(String goal) {
        return matcher().match(goal) instanceof GoalMatch.Found found
                        && found.asked().size() == 1
                ? Optional.of(found.asked().get(0))
                : Optional.empty();
    }

    /** A goal for each recipe, the ones with the most words like those of {@code goal} first. */
    List<String> suggestions(String goal) {
        return suggestions().of(goal);
    }

    /** Why no recipe answers {@code goal}, in words for the person who typed it. */
    GoalMatch.Refused whyNot(String goal) {
        String none = GoalMatcher.noneFor(goal);
        return matcher().match(goal) instanceof GoalMatch.Refused refused
                        && !refused.reason().equals(none)
                ? refused
                : new GoalMatch.Refused(none + nearest(goal), false);
    }

    private String nearest(String goal) {
        return suggestions()
                .nearest(goal)
                .map(meant -> "; did you mean '" + meant + "'?")
                .orElse("");
    }

    /** Made when a goal was not understood. */
    private synchronized Suggestions suggestions() {
        suggestions = suggestions == null ? new Suggestions(recipes.values(), matcher()) : suggestions;
        return suggestions;
    }

    /** Made when a goal is to be understood; a run of milestones needs none. */
    private synchronized GoalMatcher matcher() {
        matcher = matcher == null ? new GoalMatcher(recipes.values()) : matcher;
        return matcher;
    }

    Collection<Recipe> recipes() {
        return recipes.values();
    }

    private List<RecipeStep> planFor(List<RecipeStep> wanted, Collection<String> present) {
        Map<String, RecipeStep> steps = new LinkedHashMap<>();
        for (RecipeStep step : wanted) {
            for (String required : closure(step.feature())) {
                if (!present.contains(required)) {
                    steps.putIfAbsent(required, chosen(wanted, required));
                }
            }
            steps.putIfAbsent(step.feature(), step);
        }
        return List.copyOf(steps.values());
    }

    private RecipeStep chosen(List<RecipeStep> wanted, String feature) {
        return wanted.stream()
                .filter(step -> step.feature().equals(feature))
                .findFirst()
                .orElseGet(() -> recipes.get(feature).plain());
    }

    /** Everything a feature requires, directly or not, deepest first; itself only where it requires itself. */
    private List<String> closure(String feature) {
        List<String> closure = new ArrayList<>();
        collect(feature, new HashSet<>(), closure);
        return closure;
    }

    private void collect(String feature, Set<String> seen, List<String> closure) {
        for (String required : recipes.get(feature).requires()) {
            if (seen.add(required)) {
                collect(required, seen, closure);
                closure.add(required);
            }
        }
    }
}
