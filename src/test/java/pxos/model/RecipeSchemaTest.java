package pxos.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RecipeSchemaTest {

    private static Schema schema() throws Exception {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("schemas/recipe.schema.json")), InputFormat.JSON);
    }

    @Test
    void everyRecipeMeetsTheSchema() throws Exception {
        Schema schema = schema();
        try (Stream<Path> files = Files.list(Path.of("primitives/recipes"))) {
            List<Path> recipes = files.toList();
            assertThat(recipes).hasSizeGreaterThanOrEqualTo(19).allSatisfy(recipe ->
                    assertThat(schema.validate(Files.readString(recipe), InputFormat.JSON)).as(recipe.toString()).isEmpty());
        }
    }

    @Test
    void theSchemaRefusesWhatTheReaderRefuses() throws Exception {
        assertThat(schema().validate("{\"name\": \"A\", \"x\": 1}", InputFormat.JSON)).extracting(Object::toString)
                .anyMatch(error -> error.contains("title")).anyMatch(error -> error.contains("pattern"))
                .anyMatch(error -> error.contains("'x'"));
    }
}
