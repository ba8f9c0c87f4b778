package pxos.model.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.KnownStep;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import tools.jackson.databind.JsonNode;

class RecipeModelTest {

    private static final RecipeBook BOOK = Recipes.book();

    private final CodingModel model = new RecipeModel(BOOK);

    private static Request request(Purpose purpose, String goal, Optional<KnownStep> known) {
        return new Request(purpose, goal, "", List.of(), List.of(), null, List.of(), List.of(), "", known);
    }

    /** The answer to a goal that a recipe knows. */
    private JsonNode ask(Purpose purpose, String goal) {
        GoalMatch.Found found = (GoalMatch.Found) BOOK.planFor(goal, List.of());
        Reply reply = model.ask(request(purpose, goal, Optional.of(found.asked().get(0))), AskOptions.DEFAULT);
        assertThat(reply.model()).isEqualTo("recipes");
        assertThat(reply.completionTokens()).isZero();
        assertThat(reply.failure()).isEmpty();
        return Json.read(reply.json());
    }

    @Test
    void answersWithTheRecipeAndTheTextOfTheGoal() {
        JsonNode answer = ask(Purpose.CODE, "Change hello message to HELLO PXOS v2");

        assertThat(answer.at("/feature").asString()).isEqualTo("hello_message");
        assertThat(answer.at("/primitives/1/type").asString()).isEqualTo("TEXT");
        assertThat(answer.at("/primitives/1/text").asString()).isEqualTo("HELLO PXOS v2");
        assertThat(answer.at("/tests/0/steps/0/expect/0").asString()).isEqualTo("row \"HELLO PXOS v2\"");
    }

    @Test
    void plansTheStepAlone() {
        JsonNode plan = ask(Purpose.PLAN, "help");

        assertThat(plan.at("/feature").asString()).isEqualTo("help");
        assertThat(plan.at("/summary").asString()).isEqualTo("Command help: lists the commands there are");
        assertThat(plan.at("/steps")).extracting(JsonNode::asString).containsExactly("Add command help");
    }

    @Test
    void answersFromTheStepWhateverTheGoalSays() {
        Optional<KnownStep> step = BOOK.step("reboot").map(KnownStep.class::cast);

        Reply reply = model.ask(request(Purpose.CODE, "Add command help", step), AskOptions.DEFAULT);

        assertThat(Json.read(reply.json()).at("/feature").asString()).isEqualTo("reboot");
    }

    @Test
    void refusesAGoalItDoesNotKnowAndSaysWhatElseWorks() {
        Request request =
                request(Purpose.PLAN, "Add a command rot13 that prints its argument in rot13", Optional.empty());
        assertThatThrownBy(() -> model.ask(request, AskOptions.DEFAULT))
                .isInstanceOfSatisfying(Problem.class, e -> {
                    assertThat(e.kind()).isEqualTo(Problem.Kind.MISSING);
                    assertThat(e.hint())
                            .contains(
                                    "lms server start", "lms load", "\n    Add command help", "Add backspace support");
                })
                .hasMessage("no recipe answers the goal 'Add a command rot13 that prints its argument in rot13'");
    }

    @Test
    void saysWhatIsWrongWithATextInsteadOfBuildingAnother() {
        Request request = request(Purpose.CODE, "Change hello message to Grüße", Optional.empty());
        assertThatThrownBy(() -> model.ask(request, AskOptions.DEFAULT))
                .isInstanceOfSatisfying(Problem.class, e -> {
                    assertThat(e.kind()).as("no model could do it").isEqualTo(Problem.Kind.INPUT);
                    assertThat(e.hint()).doesNotContain("LM Studio");
                })
                .hasMessage("the hello message may hold printable ASCII only, not 'ü' (U+00FC)");
    }
}
