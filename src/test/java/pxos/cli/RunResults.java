package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import pxos.json.JsonSchemaCheck;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a command wrote for programs: exactly one document, of the form that a schema promises. */
final class RunResults {

    private static final ObjectReader ONE_DOCUMENT =
            JsonMapper.shared().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Map<String, JsonSchemaCheck> SCHEMAS = new ConcurrentHashMap<>();

    private RunResults() {}

    private static JsonNode schema(String name) {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("schemas/" + name + ".schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one document of a run on {@code stdout}. */
    static JsonNode read(String stdout) {
        return read(stdout, "run_result");
    }

    /** The one document on {@code stdout}. */
    static JsonNode read(String stdout, String schema) {
        assertThat(stdout).as("stdout").matches(text -> text.chars().allMatch(c -> c < 0x80), "is ASCII");
        JsonNode document = ONE_DOCUMENT.readTree(stdout);
        assertThat(SCHEMAS.computeIfAbsent(schema, name -> new JsonSchemaCheck(schema(name)))
                        .errorsIn(document))
                .as("what the schema says about %s", document)
                .isEmpty();
        return document;
    }
}
