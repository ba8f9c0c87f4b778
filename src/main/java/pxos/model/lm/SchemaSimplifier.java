package pxos.model.lm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the copy of a JSON schema that a server can turn into a grammar.
 *
 * <p>What llama.cpp cannot do is left out: nested string patterns fail (ggml-org/llama.cpp 25895, 22314), large bounds
 * blow the grammar up (25746, 26596). The copy accepts whatever the schema accepts, and more; so every answer is to be
 * checked against the schema itself.
 */
final class SchemaSimplifier {

    /** Keywords that the copy may hold without their own content being changed. */
    private static final Set<String> VALUES = Set.of("type", "enum", "const", "required", "$ref");

    /** Keywords whose value is a map of names to schemas. */
    private static final Set<String> MAPS = Set.of("properties", "$defs", "definitions");

    /** Keywords whose value is a list of schemas. */
    private static final Set<String> LISTS = Set.of("anyOf", "allOf", "prefixItems");

    /** Bounds that a copy may keep, and the largest value of each: current builds turn these into grammars (measured). */
    private static final Map<String, Integer> BOUNDS = Map.of("maxItems", 40, "maxLength", 2_000, "minLength", 1);

    /** Patterns that no quotation mark and no backslash meets: grammars take them for the JSON text as it is sent. */
    private static final Set<String> PLAIN_PATTERNS = Set.of("^[a-z][", "^[A-Za-z_.][", "^0[xX][");

    private final boolean bounded;

    private SchemaSimplifier(boolean bounded) {
        this.bounded = bounded;
    }

    /** The simplified copy, without bounds; the schema stays as it is. */
    static JsonNode simplify(JsonNode schema) {
        return new SchemaSimplifier(false).copy(schema);
    }

    /** A copy with small bounds and plain patterns, for servers that can turn them into grammars. */
    static JsonNode bounded(JsonNode schema) {
        return new SchemaSimplifier(true).copy(schema);
    }

    private JsonNode copy(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode copy = Json.object();
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            copyKeyword(entry.getKey(), entry.getValue(), schema, copy);
        }
        return copy;
    }

    private void copyKeyword(String keyword, JsonNode value, JsonNode schema, ObjectNode copy) {
        if (VALUES.contains(keyword)) {
            copy.set(keyword, value);
        } else if (MAPS.contains(keyword)) {
            ObjectNode map = copy.putObject(keyword);
            value.properties().forEach(named -> map.set(named.getKey(), copy(named.getValue())));
        } else if (LISTS.contains(keyword)) {
            ArrayNode list = copyAll(value);
            // What only held if/then is empty now and means nothing in allOf.
            list.removeIf(part -> keyword.equals("allOf") && part.isEmpty());
            if (!list.isEmpty()) {
                copy.set(keyword, list);
            }
        } else if (keyword.equals("oneOf") && !schema.has("anyOf")) {
            // Loosened alternatives may overlap, and oneOf would then refuse what the schema accepts.
            copy.set("anyOf", copyAll(value));
        } else if (keyword.equals("items")) {
            copy.set(keyword, copy(value));
        } else if (keyword.equals("additionalProperties") && !schema.has("patternProperties")) {
            copy.set(keyword, copy(value));
        } else if (keyword.equals("minItems") && value.asInt(0) >= 1) {
            copy.put(keyword, 1);
        } else if (bounded) {
            copyBound(keyword, value, copy);
        }
    }

    private static void copyBound(String keyword, JsonNode value, ObjectNode copy) {
        if (BOUNDS.containsKey(keyword)) {
            copy.put(keyword, Math.min(value.asInt(), BOUNDS.get(keyword)));
        } else if (keyword.equals("pattern") && PLAIN_PATTERNS.stream().anyMatch(value.asString()::startsWith)) {
            copy.set(keyword, value);
        }
    }

    private ArrayNode copyAll(JsonNode list) {
        ArrayNode copies = Json.array();
        list.forEach(schema -> copies.add(copy(schema)));
        return copies;
    }

    /**
     * The schema without the alternatives for one type of primitive, such as {@code ASM} where there is no assembler.
     *
     * @param type the constant of the alternative's {@code type} member
     */
    static JsonNode without(String type, JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        for (String keyword : List.of("oneOf", "anyOf")) {
            copy.findValues(keyword).stream()
                    .filter(ArrayNode.class::isInstance)
                    .forEach(list -> ((ArrayNode) list).removeIf(alternative -> isFor(type, alternative, copy)));
        }
        return copy;
    }

    private static boolean isFor(String type, JsonNode alternative, JsonNode root) {
        String reference = alternative.path("$ref").asString("");
        JsonNode target = reference.startsWith("#/") ? root.at(reference.substring(1)) : alternative;
        return target.at("/properties/type/const").asString("").equals(type);
    }
}
