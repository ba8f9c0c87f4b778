package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/** The recipes of this project, for tests. */
public final class Recipes {

    public static final Path FOLDER = Path.of("primitives/recipes");

    private static final RecipeBook BOOK = book();

    private Recipes() {}

    public static RecipeBook book() {
        return RecipeBook.read(FOLDER, schema());
    }

    public static JsonNode schema() {
        try {
            return Json.read(Files.readString(Path.of("schemas/recipe.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoalMatch match(String goal) {
        return new GoalMatcher(BOOK.recipes()).match(goal);
    }

    /** Those that a goal asks for; none where it is not understood. */
    static List<String> features(String goal) {
        return match(goal) instanceof GoalMatch.Found found
                ? found.steps().stream().map(RecipeStep::feature).toList()
                : List.of();
    }

    static Map<String, String> slots(String goal) {
        GoalMatch match = match(goal);
        assertThat(match).as(goal).isInstanceOf(GoalMatch.Found.class);
        return ((GoalMatch.Found) match).steps().get(0).slots();
    }

    static String reason(String goal) {
        GoalMatch match = match(goal);
        assertThat(match).as(goal).isInstanceOf(GoalMatch.Refused.class);
        return ((GoalMatch.Refused) match).reason();
    }
}
