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

    private SchemaSimplifier() {}

    /** The simplified copy; the schema stays as it is. */
    static JsonNode simplify(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode copy = Json.object();
        for (Map.Entry<String, JsonNode> entry : schema.properties()) {
            copyKeyword(entry.getKey(), entry.getValue(), schema, copy);
        }
        return copy;
    }

    private static void copyKeyword(String keyword, JsonNode value, JsonNode schema, ObjectNode copy) {
        if (VALUES.contains(keyword)) {
            copy.set(keyword, value);
        } else if (MAPS.contains(keyword)) {
            ObjectNode map = copy.putObject(keyword);
            value.properties().forEach(named -> map.set(named.getKey(), simplify(named.getValue())));
        } else if (LISTS.contains(keyword)) {
            ArrayNode list = simplifyAll(value);
            // What only held if/then is empty now and means nothing in allOf.
            list.removeIf(part -> keyword.equals("allOf") && part.isEmpty());
            if (!list.isEmpty()) {
                copy.set(keyword, list);
            }
        } else if (keyword.equals("oneOf") && !schema.has("anyOf")) {
            // Loosened alternatives may overlap, and oneOf would then refuse what the schema accepts.
            copy.set("anyOf", simplifyAll(value));
        } else if (keyword.equals("items")) {
            copy.set(keyword, simplify(value));
        } else if (keyword.equals("additionalProperties") && !schema.has("patternProperties")) {
            copy.set(keyword, simplify(value));
        } else if (keyword.equals("minItems") && value.asInt(0) >= 1) {
            copy.put(keyword, 1);
        }
    }

    private static ArrayNode simplifyAll(JsonNode list) {
        ArrayNode copy = Json.array();
        list.forEach(schema -> copy.add(simplify(schema)));
        return copy;
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
