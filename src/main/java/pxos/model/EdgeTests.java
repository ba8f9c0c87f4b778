package pxos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.build.feature.FeatureReader;
import pxos.json.Json;
import pxos.model.PlanReader.Made;
import pxos.model.PlanReader.Plan;
import pxos.scenario.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks for the tests of numbers and texts that a plan lacks, and for nothing else: the plan stands, whatever comes of it. */
final class EdgeTests {

    private static final int MOST_ANSWERS = 2;

    private EdgeTests() {}

    /** The plan with the tests that were given; as it was where none was of use. */
    static Made added(Made made, CodingModel model, Request request) {
        Optional<Plan> plan = made.answered().value();
        Made now = made;
        AskOptions options = made.answered().lessons().options();
        for (int i = 0; i < MOST_ANSWERS && plan.isPresent(); i++) {
            String missing = EdgeCases.missingIn(plan.get(), request.goal());
            if (missing.isEmpty()) {
                return now;
            }
            Request asked = request.withFeedback(made.answered().lessons().feedback());
            Optional<Reply> reply = asked(model, asked.forTests(now.json(), missing), options);
            if (reply.isEmpty()) {
                return now;
            }
            now = with(now, plan.get(), reply.get());
            plan = now.answered().value();
            options = options.warmer();
        }
        return now;
    }

    /** An answer; empty where none comes: whoever is asked for the code will say why. */
    private static Optional<Reply> asked(CodingModel model, Request request, AskOptions options) {
        try {
            return Optional.of(model.ask(request, options));
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    private static Made with(Made made, Plan plan, Reply reply) {
        List<Scenario> more = Json.object(reply.json()).map(FeatureReader::mended).stream()
                .flatMap(answer -> TestsForm.readable(answer).stream())
                .filter(test ->
                        plan.tests().stream().noneMatch(other -> other.name().equals(test.name())))
                .filter(test ->
                        test.steps().stream().anyMatch(step -> !step.expect().isEmpty()))
                .toList();
        List<Reply> replies = new ArrayList<>(made.answered().replies());
        replies.add(reply);
        Answered<Plan> answered = new Answered<>(
                Optional.of(plan.with(more)), replies, made.answered().lessons(), Optional.empty());
        return new Made(answered, more.isEmpty() ? made.json() : withTests(made.json(), more));
    }

    private static String withTests(String json, List<Scenario> more) {
        ObjectNode plan = (ObjectNode) FeatureReader.mended(Json.read(json));
        JsonNode tests = plan.path("tests").isArray() ? plan.path("tests") : plan.putArray("tests");
        more.forEach(test -> ((ArrayNode) tests).add(Json.tree(test)));
        return Json.write(plan);
    }
}
