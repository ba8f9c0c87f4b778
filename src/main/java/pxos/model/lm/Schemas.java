package pxos.model.lm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.model.Request;
import pxos.model.TestsForm;
import tools.jackson.databind.JsonNode;

/**
 * The full schemas of the two kinds of answer; what is sent is a simplified copy.
 *
 * @param plan of {@code schemas/plan.schema.json}
 * @param code of {@code schemas/ai_primitives.schema.json}
 */
public record Schemas(JsonNode plan, JsonNode code) {

    String nameFor(Request request) {
        return switch (request.purpose()) {
            case PLAN -> "plan";
            case TESTS -> "plan_tests";
            case CODE -> "primitives";
        };
    }

    /** What the answer must meet, as far as a grammar can say it: the one that says most first. */
    List<JsonNode> sentFor(Request request) {
        if (request.purpose() != Request.Purpose.CODE) {
            return GoalSchema.all(request, fullFor(request));
        }
        boolean assembler = request.state().assembler();
        return GoalSchema.all(request, assembler ? code : SchemaSimplifier.without("ASM", code));
    }

    private JsonNode fullFor(Request request) {
        return switch (request.purpose()) {
            case PLAN -> plan;
            case TESTS -> TestsForm.schema();
            case CODE -> code;
        };
    }

    Set<String> requiredFor(Request request) {
        return fullFor(request)
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }
}
