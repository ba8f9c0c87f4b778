package pxos.pixel;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A run's record as JSON and back.
 *
 * <p>Works on Jackson's tokens: binding would cost a fresh process more time than the rest of reading the network.
 * Empty fields are left out; unknown ones are ignored, missing ones are empty, so that old records stay readable.
 */
public final class RecordJson {
    private static final JsonFactory JSON = new JsonFactory();

    private RecordJson() {}

    static byte[] bytes(RunRecord run) {
        return text(run).getBytes(StandardCharsets.UTF_8);
    }

    /** The record as one line of JSON. */
    public static String text(RunRecord run) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            identity(json, run);
            outcome(json, run);
            strings(json, "screenBefore", run.screenBefore());
            strings(json, "changes", run.changes());
            strings(json, "listing", run.listing());
            string(json, "attributes", run.attributes());
            string(json, "attributesBefore", run.attributesBefore());
            strings(json, "clipped", run.clipped());
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void identity(JsonGenerator json, RunRecord run) {
        string(json, "runId", run.runId());
        string(json, "time", run.time());
        string(json, "goal", run.goal());
        string(json, "milestone", run.milestone());
        string(json, "generator", run.generator());
        string(json, "verdict", run.verdict());
        string(json, "stage", run.stage());
        strings(json, "features", run.features());
        string(json, "plan", run.plan());
        strings(json, "bytes", run.bytes());
    }

    private static void outcome(JsonGenerator json, RunRecord run) {
        number(json, "checksPassed", run.checksPassed());
        number(json, "checksTotal", run.checksTotal());
        strings(json, "evidence", run.evidence());
        string(json, "hint", run.hint());
        strings(json, "screen", run.screen());
        number(json, "attempts", run.attempts());
        number(json, "tokens", run.tokens());
        number(json, "durationMs", run.durationMs());
    }

    private static void string(JsonGenerator json, String name, String value) {
        if (!value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    private static void number(JsonGenerator json, String name, long value) {
        if (value != 0) {
            json.writeNumberProperty(name, value);
        }
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        if (!values.isEmpty()) {
            json.writeArrayPropertyStart(name);
            values.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when the text is not a JSON object; the message says where
     */
    public static RunRecord parse(byte[] json) {
        Fields fields = new Fields();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a record is a JSON object");
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                fields.read(parser.currentName(), parser);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a record: " + e.getOriginalMessage(), e);
        }
        return fields.record();
    }

    /** The fields found so far, by name. */
    private static final class Fields {
        private final Map<String, String> strings = new HashMap<>();
        private final Map<String, List<String>> lists = new HashMap<>();
        private final Map<String, Long> numbers = new HashMap<>();

        void read(String name, JsonParser parser) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                strings.put(name, parser.getString());
            } else if (token == JsonToken.VALUE_NUMBER_INT) {
                numbers.put(name, parser.getLongValue());
            } else if (token == JsonToken.START_ARRAY) {
                lists.put(name, list(parser));
            } else {
                parser.skipChildren();
            }
        }

        private static List<String> list(JsonParser parser) {
            List<String> list = new ArrayList<>();
            JsonToken token;
            while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
                if (token.isScalarValue()) {
                    list.add(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
            return list;
        }

        private int number(String name) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, numbers.getOrDefault(name, 0L)));
        }

        RunRecord record() {
            return new RunRecord(
                    strings.get("runId"),
                    strings.get("time"),
                    strings.get("goal"),
                    strings.get("milestone"),
                    strings.get("generator"),
                    strings.get("verdict"),
                    strings.get("stage"),
                    lists.get("features"),
                    strings.get("plan"),
                    lists.get("bytes"),
                    number("checksPassed"),
                    number("checksTotal"),
                    lists.get("evidence"),
                    strings.get("hint"),
                    lists.get("screen"),
                    number("attempts"),
                    number("tokens"),
                    numbers.getOrDefault("durationMs", 0L),
                    lists.get("screenBefore"),
                    lists.get("changes"),
                    lists.get("listing"),
                    strings.get("attributes"),
                    strings.get("attributesBefore"),
                    lists.get("clipped"));
        }
    }
}
