package pxos.tools;

import java.util.List;
import pxos.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of a tool, as a JSON Schema in the making. */
final class Schema {

    private final ObjectNode schema = Json.object().put("type", "object");
    private final ObjectNode properties = schema.putObject("properties");

    private Schema() {}

    static Schema object() {
        return new Schema();
    }

    /** An argument of some type. */
    Schema with(String type, String name, String description) {
        properties.putObject(name).put("type", type).put("description", description);
        return this;
    }

    /** A text, one of {@code choices} where there are any. */
    Schema text(String name, String description, String... choices) {
        with("string", name, description);
        if (choices.length > 0) {
            ArrayNode values = ((ObjectNode) properties.get(name)).putArray("enum");
            List.of(choices).forEach(values::add);
        }
        return this;
    }

    /** An argument with a schema of its own. */
    Schema with(String name, ObjectNode fragment) {
        properties.set(name, fragment);
        return this;
    }

    /** The schema, once it is known which arguments must be given. */
    ObjectNode requiring(String... names) {
        if (names.length > 0) {
            var required = schema.putArray("required");
            List.of(names).forEach(required::add);
        }
        return schema.put("additionalProperties", false);
    }
}
