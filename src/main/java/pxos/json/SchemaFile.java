package pxos.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pxos.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a schema of the workspace, and looks through it for what would make the validator give up. */
public final class SchemaFile {

    private final Path file;
    private JsonNode root;

    private SchemaFile(Path file) {
        this.file = file;
    }

    /** @throws Problem naming the file, and line or place of what is wrong in it */
    public static JsonNode read(Path file) {
        return new SchemaFile(file).read();
    }

    private JsonNode read() {
        try {
            root = Json.read(Files.readString(file));
        } catch (IOException e) {
            throw malformed("cannot read the schema: " + Problem.reason(e), e);
        } catch (JacksonException e) {
            throw malformed(file + ", " + Json.reason(e), e);
        }
        if (!root.path("type").asString("").equals("object")
                || !root.path("properties").isObject()) {
            throw malformed(file + ": not a JSON schema of an object", null);
        }
        check(root, "");
        return root;
    }

    private void check(JsonNode schema, String place) {
        JsonNode reference = schema.path("$ref");
        if (!reference.isMissingNode() && !isResolved(reference)) {
            throw malformed(file + ", at " + place + "/$ref: nothing is at " + reference, null);
        }
        for (var property : schema.properties()) {
            check(property.getValue(), place + "/" + property.getKey());
        }
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            check(schema.get(i), place + "/" + i);
        }
    }

    private boolean isResolved(JsonNode reference) {
        String target = reference.isString() ? reference.asString() : "";
        return target.equals("#")
                || target.startsWith("#/") && !root.at(target.substring(1)).isMissingNode();
    }

    private static Problem malformed(String message, Exception cause) {
        return new Problem(Problem.Kind.INPUT, message, "Restore the file; pxos init DIR makes a fresh copy.", cause);
    }
}
