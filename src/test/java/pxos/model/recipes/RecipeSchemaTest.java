package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.Template;
import pxos.build.feature.TemplateLibrary;
import pxos.model.Request.Purpose;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecipeSchemaTest {

    @Test
    void everyAnswerMeetsThePrimitivesContractAndTheScenarioVocabulary() throws Exception {
        FeatureReader reader = new FeatureReader(
                JsonMapper.shared().readTree(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
        for (Recipe recipe : Recipes.book().recipes()) {
            Feature feature = reader.read(recipe.plain().answer(Purpose.CODE).toString());
            assertThat(feature.name()).isEqualTo(recipe.name());
            assertThat(recipe.milestone().isEmpty() && feature.tests().isEmpty())
                    .as("recipe %s has neither a milestone nor tests", recipe.name())
                    .isFalse();
        }
    }

    @Test
    void everyTemplateIsThereAndTakesItsArguments() throws Exception {
        TemplateLibrary library = new TemplateLibrary(Path.of("primitives"));
        for (Recipe recipe : Recipes.book().recipes()) {
            for (JsonNode primitive : recipe.plain().answer(Purpose.CODE).path("primitives")) {
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
    void everyPropertyOfTheSchemaIsBound() {
        JsonNode properties = Recipes.schema().path("properties");
        assertThat(bound(Recipe.class, "$schema")).hasSameElementsAs(properties.propertyNames());
        assertThat(bound(Slot.class, "default"))
                .containsAll(properties.at("/slot/properties").propertyNames());
    }

    /** The components of a record, and one property more. */
    private static List<String> bound(Class<? extends Record> type, String more) {
        return Stream.concat(Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName), Stream.of(more))
                .toList();
    }
}
