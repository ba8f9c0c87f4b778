package pxos.model;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.build.feature.FeatureReader;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import pxos.scenario.Scenario;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Gets a plan out of a model; what does not meet {@code schemas/plan.schema.json} goes back with the exact errors. */
public final class PlanReader {

    private final JsonNode schema;

    /** @param schema the content of {@code schemas/plan.schema.json} */
    public PlanReader(JsonNode schema) {
        this.schema = schema;
    }

    /**
     * A plan for one feature.
     *
     * @param feature its name
     * @param summary what the user will see
     * @param steps what is to be written, in order
     * @param requires features that it needs and the library knows
     * @param tests scenarios that the planner proposes
     */
    public record Plan(
            String feature, String summary, List<String> steps, List<String> requires, List<Scenario> tests) {
        public Plan {
            steps = List.copyOf(steps);
            requires = List.copyOf(requires);
            tests = List.copyOf(tests);
        }

        /** Summary and steps, a line each. */
        public String text() {
            return summary + "\n" + steps.stream().map(step -> "- " + step).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Asks until an answer meets the schema, three times at most.
     *
     * @param heard gets every reply as it comes; the last one is the plan's
     * @param objection what speaks against a plan that meets the schema; empty where nothing does
     * @throws ModelException when the model cannot be asked
     * @throws UnusableAnswerException when three answers in a row were no plan
     */
    public Plan ask(CodingModel model, Request request, List<Reply> heard, Function<Plan, String> objection)
            throws ModelException, UnusableAnswerException {
        Lessons none = Lessons.none(AskOptions.DEFAULT);
        return Questions.ask(model, none, request, heard, json -> unopposed(read(json), objection))
                .value();
    }

    private static Plan unopposed(Plan plan, Function<Plan, String> objection) {
        String reason = objection.apply(plan);
        if (!reason.isEmpty()) {
            throw Problem.input(reason, "");
        }
        return plan;
    }

    private Plan read(String text) {
        JsonNode root;
        try {
            root = Json.read(text);
        } catch (JacksonException e) {
            throw Json.problem(e, "");
        }
        List<String> errors = new JsonSchemaCheck(schema).errorsIn(root);
        if (!errors.isEmpty()) {
            throw Problem.input(errors, "");
        }
        return new Plan(
                root.get("feature").asString(),
                root.get("summary").asString(),
                root.path("steps").valueStream().map(JsonNode::asString).toList(),
                root.path("requires").valueStream().map(JsonNode::asString).toList(),
                FeatureReader.scenarios(root.path("tests")));
    }
}
