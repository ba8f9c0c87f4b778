package pxos.model.lm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.model.Request;
import tools.jackson.databind.JsonNode;

/**
 * The full schemas of the two kinds of answer; what is sent is a simplified copy.
 *
 * @param plan of {@code schemas/plan.schema.json}
 * @param code of {@code schemas/ai_primitives.schema.json}
 */
public record Schemas(JsonNode plan, JsonNode code) {

    String nameFor(Request request) {
        return request.purpose() == Request.Purpose.PLAN ? "plan" : "primitives";
    }

    /** What the answer must meet, as far as a grammar can say it: the one that says most first. */
    List<JsonNode> sentFor(Request request) {
        if (request.purpose() == Request.Purpose.PLAN) {
            return GoalSchema.all(request, plan);
        }
        boolean assembler = request.state().assembler();
        return GoalSchema.all(request, assembler ? code : SchemaSimplifier.without("ASM", code));
    }

    Set<String> requiredFor(Request request) {
        JsonNode schema = request.purpose() == Request.Purpose.PLAN ? plan : code;
        return schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }
}
