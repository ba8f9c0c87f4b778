package pxos.build.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.json.Json;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a model's answer into a {@link Feature}; what does not meet the schema is refused with every error. */
public final class FeatureReader {

    private final JsonSchemaCheck schema;

    /** @param schema the content of {@code schemas/ai_primitives.schema.json} */
    public FeatureReader(JsonNode schema) {
        this.schema = new JsonSchemaCheck(schema);
    }

    /**
     * Reads one answer.
     *
     * @param text JSON text
     * @throws InvalidFeatureException with the exact errors, each naming its place in the document
     */
    public Feature read(String text) throws InvalidFeatureException {
        JsonNode root;
        try {
            root = Json.read(text);
        } catch (JacksonException e) {
            throw new InvalidFeatureException(List.of(Json.reason(e)));
        }
        List<String> errors = root.isObject() ? schema.errorsIn(root) : List.of("the answer is not a JSON object");
        if (!errors.isEmpty()) {
            throw new InvalidFeatureException(errors);
        }
        return new Feature(
                root.get("feature").asString(),
                address(root.get("start_address")),
                root.get("primitives")
                        .valueStream()
                        .map(FeatureReader::primitive)
                        .toList(),
                scenarios(root.path("tests")));
    }

    private static Primitive primitive(JsonNode node) {
        String label = string(node, "label");
        return switch (node.get("type").asString()) {
            case "WRITE" ->
                new Primitive.Write(
                        address(node.get("address")),
                        node.get("bytes").asString(),
                        node.path("comment").asString(""));
            case "DEFINE" -> new Primitive.Define(label, address(node.get("address")));
            case "COMMENT" -> new Primitive.Comment(node.get("text").asString());
            case "CALL" -> new Primitive.Call(label);
            case "USE" -> new Primitive.Use(node.get("template").asString(), arguments(node.path("arguments")), label);
            case "TEXT" -> new Primitive.Text(label, node.get("text").asString());
            case "HOOK" -> new Primitive.Hook(node.get("vector").asString(), label, string(node, "name"));
            case "ASM" -> new Primitive.Asm(code(node.get("code")));
            default -> throw new IllegalStateException("the schema let a primitive of unknown type through: " + node);
        };
    }

    /** Arguments as strings and integers; anything else is kept as its JSON text, for the template's schema to refuse. */
    static Map<String, Object> arguments(JsonNode node) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        node.propertyStream()
                .forEach(entry -> arguments.put(
                        entry.getKey(),
                        entry.getValue().isIntegralNumber() && entry.getValue().canConvertToInt()
                                ? (Object) entry.getValue().asInt()
                                : entry.getValue().isString()
                                        ? entry.getValue().asString()
                                        : entry.getValue().toString()));
        return arguments;
    }

    private static String code(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(JsonNode::asString).collect(Collectors.joining("\n"))
                : node.asString();
    }

    private static Integer address(JsonNode node) {
        if (node == null) {
            return null;
        }
        return node.isNumber()
                ? node.asInt()
                : Integer.valueOf(Integer.parseInt(node.asString().substring(2), 16));
    }

    private static String string(JsonNode node, String field) {
        return node.has(field) ? node.get(field).asString() : null;
    }

    /**
     * Reads scenarios.
     *
     * @param array a JSON array that met the schema; missing counts as empty
     * @throws InvalidFeatureException naming the scenario whose keys or expectations are not in the vocabulary
     */
    public static List<Scenario> scenarios(JsonNode array) throws InvalidFeatureException {
        List<Scenario> scenarios = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode node = array.get(i);
            try {
                List<Step> steps = node.path("steps")
                        .valueStream()
                        .map(step -> new Step(
                                step.path("keys").asString(""),
                                step.path("expect")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()))
                        .toList();
                List<String> disk =
                        node.path("disk").valueStream().map(JsonNode::asString).toList();
                scenarios.add(new Scenario(node.path("name").asString(""), disk, steps));
            } catch (Problem e) {
                errors.add("/tests/" + i + " '" + node.path("name").asString("") + "': " + e.getMessage());
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidFeatureException(errors);
        }
        return scenarios;
    }
}
