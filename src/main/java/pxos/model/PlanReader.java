package pxos.model;

import java.util.ArrayList;
import java.util.List;
import pxos.feature.FeatureReader;
import pxos.feature.InvalidFeatureException;
import pxos.feature.JsonReason;
import pxos.feature.JsonSchemaCheck;
import pxos.scenario.Scenario;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Gets a plan out of a model; what does not meet {@code schemas/plan.schema.json} goes back with the exact errors. */
public final class PlanReader {

    private static final int MAX_ANSWERS = 3;

    private final JsonMapper json;
    private final JsonNode schema;

    /** @param schema the content of {@code schemas/plan.schema.json} */
    public PlanReader(JsonMapper json, JsonNode schema) {
        this.json = json;
        this.schema = schema;
    }

    /**
     * A plan for one feature.
     *
     * @param feature its name
     * @param summary what the user will see
     * @param requires features that it needs and the library knows
     * @param tests scenarios that the planner proposes
     * @param replies all answers, the one with the plan last
     */
    public record Plan(
            String feature, String summary, List<String> requires, List<Scenario> tests, List<Reply> replies) {
        public Plan {
            replies = List.copyOf(replies);
            requires = List.copyOf(requires);
            tests = List.copyOf(tests);
        }
    }

    /**
     * Asks until an answer meets the schema.
     *
     * @throws ModelException when the model cannot be asked
     * @throws UnusableAnswerException when three answers in a row were no plan
     */
    public Plan ask(CodingModel model, Request request) throws ModelException, UnusableAnswerException {
        List<Request.Feedback> rejected = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        while (rejected.size() < MAX_ANSWERS) {
            Reply reply = model.ask(request.withFeedback(rejected), AskOptions.DEFAULT);
            replies.add(reply);
            try {
                return read(reply.json(), replies);
            } catch (InvalidFeatureException e) {
                rejected.add(new Request.Feedback(reply.json(), String.join("\n", e.errors())));
            }
        }
        throw new UnusableAnswerException(model.id(), rejected, replies);
    }

    private Plan read(String text, List<Reply> replies) throws InvalidFeatureException {
        JsonNode root;
        try {
            root = json.readTree(text);
        } catch (JacksonException e) {
            throw new InvalidFeatureException(JsonReason.of(e));
        }
        List<String> errors = new JsonSchemaCheck(schema).errorsIn(root);
        if (!errors.isEmpty()) {
            throw new InvalidFeatureException(errors);
        }
        return new Plan(
                root.get("feature").asString(),
                root.get("summary").asString(),
                root.path("requires").valueStream().map(JsonNode::asString).toList(),
                FeatureReader.scenarios(root.path("tests")),
                replies);
    }
}
