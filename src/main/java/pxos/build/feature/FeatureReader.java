package pxos.build.feature;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import pxos.scenario.Scenario;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.node.ObjectNode;

/** Reads a model's answer into a {@link Feature}; what does not meet the schema is refused with every error. */
public final class FeatureReader {

    private final JsonSchemaCheck schema;

    /** An answer but for its tests, each of which has errors of its own. */
    private record Answer(
            @JsonProperty("feature") String name,

            @JsonProperty("start_address") @JsonDeserialize(using = Primitive.Address.class)
            Integer startAddress,

            List<Primitive> primitives) {}

    /** @param schema the content of {@code schemas/ai_primitives.schema.json} */
    public FeatureReader(JsonNode schema) {
        this.schema = new JsonSchemaCheck(schema);
    }

    /**
     * Reads one answer.
     *
     * @param text JSON text
     * @throws Problem with the exact errors, each naming its place in the document
     */
    public Feature read(String text) {
        JsonNode root;
        try {
            root = mended(Json.read(text));
        } catch (JacksonException e) {
            throw Json.problem(e, "");
        }
        List<String> errors = root.isObject() ? schema.errorsIn(root) : List.of("the answer is not a JSON object");
        Problem.throwAny(errors, "");
        Answer answer = Json.read(root, Answer.class);
        return new Feature(answer.name(), answer.startAddress(), answer.primitives(), scenarios(root.path("tests")));
    }

    /** The primitives of an answer with faults elsewhere, so that what is wrong with them can be told as well. */
    public Optional<Feature> code(String text) {
        try {
            ObjectNode code = Json.object().put("feature", "feature");
            code.set("primitives", mended(Json.read(text)).path("primitives"));
            return schema.errorsIn(code).isEmpty()
                    ? Optional.of(new Feature(
                            "feature", null, Json.read(code, Answer.class).primitives(), List.of()))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** An answer whose slips are put right, as far as they can only mean one thing; the given one is not changed. */
    public static JsonNode mended(JsonNode answer) {
        return Slips.mended(answer);
    }

    /**
     * Reads scenarios.
     *
     * @param array a JSON array that met the schema; missing counts as empty
     * @throws Problem naming each scenario whose keys or expectations are not in the vocabulary
     */
    public static List<Scenario> scenarios(JsonNode array) {
        List<Scenario> scenarios = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            try {
                scenarios.add(Json.read(array.get(i), Scenario.class));
            } catch (JacksonException e) {
                String why = e.getCause() instanceof Problem problem ? problem.getMessage() : Json.withoutSource(e);
                errors.add("/tests/" + i + " '" + array.get(i).path("name").asString("") + "': " + why);
            }
        }
        Problem.throwAny(errors, "");
        return scenarios;
    }
}
