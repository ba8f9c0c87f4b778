package pxos.model;

import java.util.ArrayList;
import java.util.List;
import pxos.Problem;
import pxos.build.feature.FeatureReader;
import pxos.json.Json;
import pxos.scenario.Scenario;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON in which a language model answers with tests, and nothing else: {@code {"tests":[…]}}. */
public final class TestsForm {

    private static final int MOST_TESTS = 4;
    private static final int MOST_STEPS = 3;
    private static final int MOST_EXPECTATIONS = 4;

    private TestsForm() {}

    /** A JSON schema for 1 to 4 tests. */
    public static JsonNode schema() {
        ObjectNode schema = filled(Json.object(), "tests");
        ObjectNode test = item(array(schema, "tests", MOST_TESTS), "name", "steps");
        text(test, "name", 60);
        ObjectNode step = item(array(test, "steps", MOST_STEPS), "keys", "expect");
        text(step, "keys", 100);
        array(step, "expect", MOST_EXPECTATIONS)
                .putObject("items")
                .put("type", "string")
                .put("maxLength", 200);
        return schema;
    }

    /** The tests of an answer that can be read; the others are left out. */
    public static List<Scenario> readable(JsonNode answer) {
        List<Scenario> tests = new ArrayList<>();
        for (JsonNode test : answer.path("tests")) {
            try {
                tests.addAll(FeatureReader.scenarios(Json.array().add(test)));
            } catch (Problem e) {
                // A model that writes what is no test offers one less.
            }
        }
        return tests;
    }

    private static ObjectNode filled(ObjectNode object, String... required) {
        object.put("type", "object").put("additionalProperties", false);
        ArrayNode names = object.putArray("required");
        List.of(required).forEach(names::add);
        object.putObject("properties");
        return object;
    }

    private static void text(ObjectNode object, String name, int most) {
        ((ObjectNode) object.path("properties"))
                .putObject(name)
                .put("type", "string")
                .put("maxLength", most);
    }

    private static ObjectNode array(ObjectNode object, String name, int most) {
        return ((ObjectNode) object.path("properties"))
                .putObject(name)
                .put("type", "array")
                .put("minItems", 1)
                .put("maxItems", most);
    }

    private static ObjectNode item(ObjectNode array, String... required) {
        return filled(array.putObject("items"), required);
    }
}
