package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.OsFacts;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecipeModelTest {

    private final CodingModel model = new RecipeModel(Path.of("primitives/recipes"));

    private JsonNode ask(Purpose purpose, String goal, String milestone, String... features) throws ModelException {
        OsFacts facts = new OsFacts(List.of(features), Map.of(), List.of(), false, false);
        Reply reply =
                model.ask(new Request(purpose, goal, milestone, List.of(), List.of(), facts, List.of(), List.of(), ""));
        assertThat(reply.model()).isEqualTo("recipes");
        assertThat(reply.completionTokens()).isZero();
        return JsonMapper.shared().readTree(reply.json());
    }

    @Test
    void answersWithTheRecipeAndTheTextOfTheGoal() throws ModelException {
        JsonNode answer = ask(Purpose.CODE, "Change hello message to HELLO PXOS v2", "");

        assertThat(answer.at("/feature").asString()).isEqualTo("hello_message");
        assertThat(answer.at("/primitives/1/type").asString()).isEqualTo("TEXT");
        assertThat(answer.at("/primitives/1/text").asString()).isEqualTo("HELLO PXOS v2");
        assertThat(answer.at("/tests/0/steps/0/expect/0").asString()).isEqualTo("row \"HELLO PXOS v2\"");
    }

    @Test
    void plansThePrerequisitesAndThenTheGoal() throws ModelException {
        JsonNode plan = ask(Purpose.PLAN, "help", "", "line_editor");

        assertThat(plan.at("/feature").asString()).isEqualTo("help");
        assertThat(plan.at("/summary").asString()).isEqualTo("Command help: lists the commands there are");
        assertThat(plan.at("/steps"))
                .extracting(JsonNode::asString)
                .containsExactly("Add a command parser", "Add command help");
    }

    @Test
    void answersTheGoalItselfAndNotItsPrerequisite() throws ModelException {
        assertThat(ask(Purpose.CODE, "help", "").at("/feature").asString()).isEqualTo("help");
    }

    @Test
    void takesTheNextFeatureOfTheMilestoneWhenTheGoalIsNoRecipes() throws ModelException {
        assertThat(ask(Purpose.CODE, "Bring the third milestone home", "M3", "line_editor")
                        .at("/feature")
                        .asString())
                .isEqualTo("command_parser");
    }

    @Test
    void refusesAGoalItDoesNotKnowAndSaysWhatElseWorks() {
        assertThatThrownBy(() -> ask(Purpose.PLAN, "Add a command rot13 that prints its argument in rot13", ""))
                .isInstanceOfSatisfying(
                        ModelException.class,
                        e -> assertThat(e.hint())
                                .contains(
                                        "lms server start",
                                        "lms load",
                                        "\n    Add command help",
                                        "Add backspace support"))
                .hasMessage("no recipe answers the goal 'Add a command rot13 that prints its argument in rot13'");
    }

    @Test
    void saysWhatIsWrongWithATextInsteadOfBuildingAnother() {
        assertThatThrownBy(() -> ask(Purpose.CODE, "Change hello message to Grüße", ""))
                .hasMessage("the hello message may hold printable ASCII only, not 'ü' (U+00FC)");
    }

    @Test
    void namesABrokenRecipeFile(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("blink.json"), "{");
        CodingModel broken = new RecipeModel(folder);

        assertThatThrownBy(() -> broken.ask(
                        new Request(Purpose.CODE, "help", "", List.of(), List.of(), null, List.of(), List.of(), "")))
                .isInstanceOf(ModelException.class)
                .hasMessageStartingWith("blink.json at line 1: not JSON");
    }
}
