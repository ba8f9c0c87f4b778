package pxos.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Optional;
import pxos.Printable;
import pxos.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** Jackson as this program sets it up: texts, trees and records. */
public final class Json {

    private static final List<CoercionInputShape> NO_TEXT =
            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    /** For what a person wrote: nothing is converted, left out or passed over. */
    private static final JsonMapper EXACT = MAPPER.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
            .withCoercionConfig(LogicalType.Textual, config -> {
                for (CoercionInputShape shape : NO_TEXT) {
                    config.setCoercion(shape, CoercionAction.Fail);
                }
            })
            .changeDefaultNullHandling(nulls -> JsonSetter.Value.construct(Nulls.DEFAULT, Nulls.FAIL))
            .build();

    private static final JsonMapper PUBLISHED = MAPPER.rebuild()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private static final ObjectReader STRICT = MAPPER.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    private static final ObjectReader LENIENT = MAPPER.reader().with(JsonReadFeature.ALLOW_TRAILING_COMMA);
    private static final ObjectReader NEARLY = LENIENT.with(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .with(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .with(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER);
    private static final ObjectWriter ASCII = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);
    private static final ObjectWriter INDENTED = MAPPER.writerWithDefaultPrettyPrinter();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * Reads one document.
     *
     * @throws JacksonException where the text is no JSON, or more than one document
     */
    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** The same for a file that a person wrote: a property that stands there twice is an error. */
    public static JsonNode readStrictly(String text) {
        return STRICT.readTree(text);
    }

    /** The text's JSON object; empty where it is none. */
    public static Optional<JsonNode> object(String text) {
        try {
            return Optional.of(read(text)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /**
     * A parser for what begins at {@code start}; it lets a comma before a closing bracket pass.
     *
     * @param nearly whether it also takes single quotation marks, line breaks in texts, and needless backslashes
     */
    public static JsonParser parserAt(char[] text, int start, boolean nearly) {
        return (nearly ? NEARLY : LENIENT).createParser(text, start, text.length - start);
    }

    /** A tree as a record. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }

    /**
     * A tree that a person wrote, as a record.
     *
     * @param place the name of the tree, for the error; may be empty
     * @throws Problem naming the place, such as {@code tests[1].steps[0].keys}
     */
    public static <T> T bind(JsonNode tree, Class<T> type, String place) {
        try {
            return EXACT.treeToValue(tree, type);
        } catch (DatabindException e) {
            throw BindingProblem.of(e, place);
        }
    }

    /** A record as a tree. */
    public static ObjectNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** The same as programs get it: names in {@code snake_case}. */
    public static ObjectNode published(Object value) {
        return PUBLISHED.valueToTree(value);
    }

    /** Reads what {@link #published} made, as text; what the record does not know is passed over. */
    public static <T> T readPublished(String text, Class<T> type) {
        return PUBLISHED.readValue(text, type);
    }

    /** On one line. */
    public static String write(Object value) {
        return Printable.json(MAPPER.writeValueAsString(value));
    }

    /** On one line, in ASCII. */
    public static String writeAscii(Object value) {
        return Printable.json(ASCII.writeValueAsString(value));
    }

    /** For people to read, with a line break at the end. */
    public static String writeIndented(Object value) {
        return Printable.json(INDENTED.writeValueAsString(value)) + "\n";
    }

    /** Why a text is no JSON: the line, from 1, and what is wrong there. */
    public static String reason(JacksonException e) {
        String line = e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : "line " + e.getLocation().getLineNr() + ": ";
        return line + "not JSON: " + withoutSource(e);
    }

    /** What is wrong, without the place that Jackson appends: its source is not a file. */
    public static String withoutSource(JacksonException e) {
        return e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", "");
    }

    /** The same as a problem with the input. */
    public static Problem problem(JacksonException e, String hint) {
        return new Problem(Problem.Kind.INPUT, reason(e), hint, e);
    }
}
