package pxos.lm;

import java.util.Optional;
import pxos.json.JsonText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/** Reads JSON that strangers wrote, within bounds on depth and on the length of numbers. */
final class Json {

    static final int MAX_DEPTH = 64;
    static final int MAX_NUMBER_CHARACTERS = 40;

    private static final JsonFactory BOUNDED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_CHARACTERS)
                    .build())
            .build();

    private Json() {}

    /** The text's JSON object; empty where it is none, or breaks a bound. */
    static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(JsonText.read(BOUNDED, text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
