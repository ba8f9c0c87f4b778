package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
            assertThat(recipes)
                    .hasSizeGreaterThanOrEqualTo(19)
                    .allSatisfy(recipe -> assertThat(schema.validate(Files.readString(recipe), InputFormat.JSON))
                            .as(recipe.toString())
                            .isEmpty());
        }
    }

    @Test
    void everyAnswerMeetsThePrimitivesContractAndTheScenarioVocabulary() throws Exception {
        FeatureReader reader = new FeatureReader(
                JsonMapper.shared().readTree(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
        for (Recipe recipe : RecipeBook.read(Path.of("primitives/recipes")).recipes()) {
            Feature feature = reader.read(recipe.plain().answer().toString());
            assertThat(feature.name()).isEqualTo(recipe.name());
            assertThat(recipe.milestone().isEmpty() && feature.tests().isEmpty())
                    .as("recipe %s has neither a milestone nor tests", recipe.name())
                    .isFalse();
        }
    }

    @Test
    void everyTemplateIsThereAndTakesItsArguments() throws Exception {
        TemplateLibrary library = new TemplateLibrary(Path.of("primitives"));
        for (Recipe recipe : RecipeBook.read(Path.of("primitives/recipes")).recipes()) {
            for (JsonNode primitive : recipe.plain().answer().path("primitives")) {
                if (primitive.path("type").asString().equals("USE")) {
                    Template template =
                            library.find(primitive.path("template").asString()).orElseThrow();
                    Map<String, Object> arguments = new HashMap<>();
                    primitive
                            .path("arguments")
                            .properties()
                            .forEach(argument -> arguments.put(
                                    argument.getKey(),
                                    argument.getValue().isInt()
                                            ? argument.getValue().asInt()
                                            : argument.getValue().asString()));
                    assertThat(template.errorsIn(arguments)).as(recipe.name()).isEmpty();
                }
            }
        }
    }

    @Test
    void theSchemaRefusesWhatTheReaderRefuses() throws Exception {
        assertThat(schema().validate("{\"name\": \"A\", \"x\": 1}", InputFormat.JSON))
                .extracting(Object::toString)
                .anyMatch(error -> error.contains("title"))
                .anyMatch(error -> error.contains("pattern"))
                .anyMatch(error -> error.contains("'x'"));
    }
}
