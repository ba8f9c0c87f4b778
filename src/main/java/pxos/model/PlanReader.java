package pxos.model;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.build.feature.FeatureReader;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import pxos.scenario.Scenario;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Gets a plan out of a model; what does not meet {@code schemas/plan.schema.json} goes back with the exact errors. */
public final class PlanReader {

    private final JsonSchemaCheck schema;

    /** @param schema the content of {@code schemas/plan.schema.json} */
    public PlanReader(JsonNode schema) {
        this.schema = new JsonSchemaCheck(schema);
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

        /** The same plan with more tests. */
        Plan with(List<Scenario> more) {
            return new Plan(
                    feature,
                    summary,
                    steps,
                    requires,
                    Stream.concat(tests.stream(), more.stream()).toList());
        }
    }

    /**
     * Asks until an answer meets the schema, three times at most; a language model whose plan's tests leave out numbers that
     * are easily got wrong is asked for these, and the plan stands.
     *
     * @param objection what speaks against a plan that meets the schema; empty where nothing does
     */
    public Made ask(CodingModel model, Request request, Function<Plan, String> objection) {
        Answered<Plan> answered = Answered.by(
                model, Lessons.none(AskOptions.DEFAULT), request, Answered.MOST_ANSWERS, json -> read(json, objection));
        Made made = new Made(answered, answered.lastJson());
        return model.isLanguageModel() ? EdgeTests.added(made, model, request) : made;
    }

    /**
     * What came of asking for a plan.
     *
     * @param answered the plan, or why there is none
     * @param json the plan as JSON text, with the tests that were asked for in addition; the last answer where there is none
     */
    public record Made(Answered<Plan> answered, String json) {}

    private Plan read(String text, Function<Plan, String> objection) {
        JsonNode root;
        try {
            root = FeatureReader.mended(Json.read(text));
        } catch (JacksonException e) {
            throw Problem.input(Json.reason(e), "");
        }
        List<String> errors = schema.errorsIn(root);
        if (!errors.isEmpty()) {
            throw Problem.input(errors, "");
        }
        Plan plan = new Plan(
                root.get("feature").asString(),
                root.get("summary").asString(),
                texts(root.path("steps")),
                texts(root.path("requires")),
                FeatureReader.scenarios(root.path("tests")));
        String reason = objection.apply(plan);
        if (!reason.isEmpty()) {
            throw Problem.input(reason, "");
        }
        return plan;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
