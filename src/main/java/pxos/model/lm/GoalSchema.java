package pxos.model.lm;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.json.Json;
import pxos.model.OsFacts;
import pxos.model.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema for one request: what is decided is not asked again, and what can be named is listed. A small model keeps to a
 * grammar where it would not keep to words.
 */
final class GoalSchema {

    private static final int MOST_STEPS = 8;
    private static final int MOST_TESTS = 4;
    private static final int MOST_EXPECTATIONS = 6;

    /** A text in quotation marks as it stands in JSON: the marks are escaped. */
    private static final String TEXT = "\\\\\"([ !#-\\[\\]-~]|\\\\\\\\\\\\\\\\|\\\\\\\\\\\\\"){0,78}\\\\\"";

    private static final String OF_SCREEN = "(row|contains|absent|contains count [0-9])( like)? " + TEXT
            + "|rows(( like)? " + TEXT + "){2,4}" + "|attribute [0-9A-F]{2} of " + TEXT;

    /** The expectations of the test language; texts in them are at most 78 characters. */
    static final String EXPECTATION = "^((answer )?(" + OF_SCREEN + ")|cursor after " + TEXT
            + "|cursor [0-9]{1,2} [0-9]{1,2}|memory [0-9A-F]{4} =( [0-9A-F]{2}){1,8}|port (4[0-3]|61) =( [0-9A-F]{2}){1,4}"
            + "|reset|no reset|idle|halted|running|sound|no sound|silent|nothing written|disk sound|pxos = source|survives power cuts"
            + "|(no )?file [!#-)0-9@A-Z^_`{}~-]{1,8}([.][!#-)0-9@A-Z^_`{}~-]{1,3})?( ([0-9]{1,4}[*])?\\\\\"([ !#-\\[\\]-~]|\\\\\\\\(\\\\\\\\|n|r|t|0|\\\\\")){0,78}\\\\\"){0,4})$";

    /** Keys of the test language: text, and names of keys in braces. */
    static final String KEYS =
            "^([ !#-\\[\\]-z|~]|\\{\\{|\\{([A-Z][A-Za-z]{1,8}[0-9]?|F[0-9]{1,2}|Ctrl\\+[A-Z]|Wait|[!#-)+-\\[\\]-z|~])"
                    + "([* ][0-9]{1,3})?\\}){0,80}$";

    private GoalSchema() {}

    /** Schemas for a request, the one that says most first; the last two need less of a server. */
    static List<JsonNode> all(Request request, JsonNode full) {
        JsonNode strong = strong(request, full);
        JsonNode plain = strong.deepCopy();
        plain.findParents("pattern").forEach(parent -> ((ObjectNode) parent).remove("pattern"));
        return Stream.of(strong, plain, SchemaSimplifier.simplify(full))
                .distinct()
                .toList();
    }

    private static JsonNode strong(Request request, JsonNode full) {
        JsonNode schema = SchemaSimplifier.bounded(full);
        feature(request)
                .filter(name -> full.path("properties").has("feature"))
                .ifPresent(name -> object(schema, "/properties")
                        .ifPresent(properties -> properties.putObject("feature").put("const", name)));
        cap(schema, "/properties/steps", MOST_STEPS);
        cap(schema, "/properties/tests", MOST_TESTS);
        cap(schema, "/$defs/scenario/properties/steps", MOST_STEPS);
        object(schema, "/properties").ifPresent(properties -> properties.remove("start_address"));
        for (String kind : List.of("define", "write")) {
            object(schema, "/$defs/" + kind + "/properties").ifPresent(properties -> properties.remove("address"));
        }
        tests(schema);
        if (request.brief() && request.plan().isEmpty() && request.acceptance().isEmpty()) {
            requireTests(schema);
        }
        templates(request.now().templates(), schema);
        requirements(request, schema);
        return schema;
    }

    /** The name that the plan gave, or that the feature has in the library. */
    private static Optional<String> feature(Request request) {
        Optional<String> planned = Json.object(request.plan())
                .map(plan -> plan.path("feature").asString(""))
                .filter(name -> !name.isEmpty());
        return planned.isPresent() ? planned : request.known().map(known -> known.feature());
    }

    /** Where nobody else has tests, code without one would prove nothing. */
    private static void requireTests(JsonNode schema) {
        object(schema, "/properties/tests").ifPresent(tests -> tests.put("minItems", 1));
        if (schema.path("required") instanceof ArrayNode required) {
            required.add("tests");
        }
    }

    private static void tests(JsonNode schema) {
        for (String step : List.of(
                "/$defs/step/properties",
                "/$defs/scenario/properties/steps/items/properties",
                "/properties/tests/items/properties/steps/items/properties")) {
            object(schema, step).filter(properties -> properties.has("keys")).ifPresent(properties -> {
                properties.putObject("keys").put("type", "string").put("pattern", KEYS);
                ObjectNode expect = properties.putObject("expect").put("type", "array");
                expect.put("maxItems", MOST_EXPECTATIONS)
                        .putObject("items")
                        .put("type", "string")
                        .put("pattern", EXPECTATION);
            });
        }
    }

    /** One alternative for each template, with its own arguments. */
    private static void templates(List<OsFacts.Template> templates, JsonNode schema) {
        Optional<ObjectNode> kinds = object(schema, "/$defs");
        if (templates.isEmpty() || kinds.isEmpty() || !kinds.get().has("use")) {
            return;
        }
        JsonNode label = kinds.get().at("/use/properties/label");
        ArrayNode each = kinds.get().putObject("use").putArray("anyOf");
        for (OsFacts.Template template : templates) {
            ObjectNode use = each.addObject().put("type", "object").put("additionalProperties", false);
            ArrayNode required = use.putArray("required").add("type").add("template");
            ObjectNode properties = use.putObject("properties");
            properties.putObject("type").put("const", "USE");
            properties.putObject("template").put("const", template.name());
            if (!template.arguments().path("properties").isEmpty()) {
                properties.set("arguments", SchemaSimplifier.bounded(template.arguments()));
                if (!template.arguments().path("required").isEmpty()) {
                    required.add("arguments");
                }
            }
            properties.set("label", label);
        }
    }

    /** What a plan may require: whole features of the library. */
    private static void requirements(Request request, JsonNode schema) {
        List<String> names = request.now().templates().stream()
                .filter(template -> template.kind() == OsFacts.Kind.FEATURE)
                .map(OsFacts.Template::name)
                .toList();
        object(schema, "/properties/requires").filter(list -> !names.isEmpty()).ifPresent(list -> {
            ArrayNode values = list.putObject("items").putArray("enum");
            names.forEach(values::add);
        });
    }

    private static void cap(JsonNode schema, String at, int most) {
        object(schema, at).ifPresent(list -> list.put("maxItems", most));
    }

    private static Optional<ObjectNode> object(JsonNode schema, String at) {
        return schema.at(at) instanceof ObjectNode found ? Optional.of(found) : Optional.empty();
    }
}
