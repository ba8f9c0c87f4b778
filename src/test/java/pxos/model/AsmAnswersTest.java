package pxos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureReader;
import pxos.build.feature.Primitive;
import pxos.json.Json;
import pxos.model.Request.Purpose;
import pxos.model.lm.AsmAnswers;
import pxos.model.recipes.GoalMatch;
import pxos.model.recipes.RecipeStep;
import pxos.model.recipes.Recipes;

/** What the answers in assembly have in common with those of the recipes: everything but the way they are written. */
class AsmAnswersTest {

    static List<String> goals() throws Exception {
        List<String> ofMilestones = List.of("help", "clear", "reboot", "error_reporting", "dir", "type");
        List<RecipeStep> steps = Recipes.book().planForFeatures(ofMilestones, List.of());
        return Stream.concat(steps.stream().map(RecipeStep::goal), AsmAnswers.GOALS.stream())
                .toList();
    }

    private static Feature read(String answer) throws Exception {
        String schema = Files.readString(Path.of("schemas/ai_primitives.schema.json"));
        return new FeatureReader(Json.read(schema)).read(answer);
    }

    @ParameterizedTest
    @MethodSource("goals")
    void areOfTheSameFeatureWithTheSameTestsAndUseNoTemplate(String goal) throws Exception {
        List<RecipeStep> asked = ((GoalMatch.Found) Recipes.book().planFor(goal, List.of())).asked();
        Feature recipe = read(asked.get(0).answer(Purpose.CODE).toString());
        Feature inAssembly = read(AsmAnswers.of(recipe.name()));
        assertThat(inAssembly.name()).isEqualTo(recipe.name());
        // The loader in assembly knows of no copy of the zone.
        int tests = recipe.name().equals("extended_loader") ? 1 : recipe.tests().size();
        assertThat(inAssembly.tests()).isEqualTo(recipe.tests().subList(0, tests));
        boolean onlyText = recipe.primitives().stream().noneMatch(Primitive.Use.class::isInstance);
        assertThat(inAssembly.primitives())
                .hasOnlyElementsOfTypes(Primitive.Asm.class, Primitive.Text.class, Primitive.Hook.class)
                .anyMatch(primitive -> primitive instanceof Primitive.Asm || onlyText);
    }

    /** But for those of the service {@code files}, which no answer of a model may offer or change. */
    @Test
    void thereIsOneForEveryRecipe() throws Exception {
        try (Stream<Path> recipes = Files.list(Recipes.FOLDER)) {
            List<String> names = recipes.map(
                            file -> file.getFileName().toString().replace(".json", ""))
                    .filter(name -> !List.of("files", "edit", "build").contains(name))
                    .toList();
            assertThat(goals()).hasSize(names.size());
        }
    }
}
