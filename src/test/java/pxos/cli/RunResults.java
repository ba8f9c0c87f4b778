package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import pxos.json.JsonSchemaCheck;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@code --machine} wrote: exactly one document, of the form that the schema promises. */
final class RunResults {

    private static final ObjectReader ONE_DOCUMENT =
            JsonMapper.shared().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final JsonSchemaCheck SCHEMA = new JsonSchemaCheck(schema());

    private RunResults() {}

    private static JsonNode schema() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("schemas/run_result.schema.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one document on {@code stdout}. */
    static JsonNode read(String stdout) {
        assertThat(stdout).as("stdout").matches(text -> text.chars().allMatch(c -> c < 0x80), "is ASCII");
        JsonNode document = ONE_DOCUMENT.readTree(stdout);
        assertThat(SCHEMA.errorsIn(document))
                .as("what the schema says about %s", document)
                .isEmpty();
        return document;
    }
}
