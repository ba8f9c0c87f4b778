package pxos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.json.JsonSchemaCheck;
import pxos.model.PlanReader.Made;
import pxos.model.Request.Purpose;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** A plan stands: what its tests leave out is asked for beside it. */
class EdgeTestsTest {

    private static final String PLAN = "{\"feature\":\"add\",\"summary\":\"Adds.\",\"steps\":[\"Add.\"],\"tests\":["
            + test("adds", "add 2 3") + "]}";
    private static final String EDGES = test("zero", "add 0 0") + "," + test("large", "add 40000 1") + ","
            + test("too large", "add 70000 1") + "," + test("none", "add") + "," + test("malformed", "add 1x 2");
    private static final Problem GONE = new Problem(Problem.Kind.MISSING, "No server answers.", "Start it.");

    private final PlanReader reader =
            new PlanReader(JsonSchemaCheck.readSchema(Path.of("schemas", "plan.schema.json")));
    private final List<Request> asked = new ArrayList<>();

    private static String test(String name, String line) {
        return "{\"name\":\"" + name + "\",\"steps\":[{\"keys\":\"" + line
                + "{Enter}\",\"expect\":[\"row \\\"x\\\"\"]}]}";
    }

    private Made plan(String... answers) {
        CodingModel model = new CodingModel() {
            @Override
            public String id() {
                return "scripted";
            }

            @Override
            public boolean isLanguageModel() {
                return true;
            }

            @Override
            public Reply ask(Request request, AskOptions options) {
                asked.add(request);
                if (asked.size() > answers.length) {
                    throw GONE;
                }
                return new Reply(answers[asked.size() - 1], "scripted", 10, 5, Duration.ZERO, false);
            }
        };
        Request request = new Request(
                Purpose.PLAN,
                "Add a command add that prints the sum of two numbers",
                "",
                List.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                "",
                Optional.empty());
        return reader.ask(model, request, plan -> "");
    }

    private static List<String> names(Made made) {
        return made.answered().value().orElseThrow().tests().stream()
                .map(Scenario::name)
                .toList();
    }

    @Test
    void asksForTheTestsAloneAndAddsThemToThePlan() {
        Made made = plan(PLAN, "{\"tests\":[" + EDGES + "]}");

        assertThat(asked).extracting(Request::purpose).containsExactly(Purpose.PLAN, Purpose.TESTS);
        assertThat(asked.get(1).feedback())
                .containsExactly(new Request.Feedback(
                        PLAN,
                        "the goal speaks of numbers, and no test types 0 (add 0), or a number beyond 32767 (add 40000), or a number"
                                + " beyond 65535 (add 70000), or no number at all (add), or a malformed number (add 12x): add that to"
                                + " the tests, with what is to be shown then"));
        assertThat(names(made)).containsExactly("adds", "zero", "large", "too large", "none", "malformed");
        assertThat(made.json()).startsWith("{\"feature\":\"add\"").contains("\"adds\"", "\"malformed\"");
        assertThat(made.answered().replies()).hasSize(2);
    }

    @Test
    void asksForTestsOfNumbersWhereThePlanHasNone() {
        Made made = plan(PLAN.replaceAll(",\"tests.*", "}"), "{\"tests\":[" + EDGES + "]}");

        assertThat(asked.get(1).feedback().get(0).problem()).contains("anything (add 5), or 0 (add 0)");
        assertThat(names(made)).contains("zero", "malformed");
    }

    private List<String> typed(String... steps) {
        String keys = String.join("\",\"expect\":\"row 5\"},{\"keys\":\"", steps);
        asked.clear();
        Made made = plan(PLAN.replace("add 2 3{Enter}", keys), "{\"tests\":[" + EDGES + "]}");
        return made.answered().value().orElseThrow().tests().get(0).steps().stream()
                .map(Step::keys)
                .toList();
    }

    @Test
    void entersWhatATestOfThePlanOnlyTypes() {
        assertThat(typed("add 2 3")).containsExactly("add 2 3{Enter}");
        assertThat(typed("add 2 3 ENTER")).containsExactly("add 2 3{Enter}");
        assertThat(typed("add", "23")).containsExactly("add{Enter}", "23{Enter}");
        assertThat(typed("add", "y")).containsExactly("add{Enter}", "y");
        assertThat(typed("ab F6")).containsExactly("ab{F6}");
        assertThat(typed("add F6")).containsExactly("add F6{Enter}");
    }

    @Test
    void thePlanStandsWhereNoTestsCome() {
        assertThat(names(plan(PLAN, "no", "{\"tests\":5}", "unasked"))).containsExactly("adds");
        assertThat(asked).as("a plan, and twice for tests").hasSize(3);
        asked.clear();
        assertThat(plan(PLAN).json())
                .as("who cannot be asked any more is told of later")
                .isEqualTo(PLAN);
    }

    @Test
    void takesTheNewTestsOutOfAWholePlan() {
        assertThat(names(plan(PLAN, PLAN.replace("]}]}]}", "]}]}," + EDGES + "]}"))))
                .containsExactly("adds", "zero", "large", "too large", "none", "malformed");
    }

    @Test
    void asksForNothingWhereThePlanHasThem() {
        plan(PLAN.replace("]}]}]}", "]}]}," + EDGES + "]}"));
        assertThat(asked).hasSize(1);
    }
}
