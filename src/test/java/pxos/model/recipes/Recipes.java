package pxos.model.recipes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/** The recipes of this project, for tests. */
public final class Recipes {

    public static final Path FOLDER = Path.of("primitives/recipes");

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
}
