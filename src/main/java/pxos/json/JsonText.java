package pxos.json;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON as trees, by Jackson's streams.
 *
 * <p>Its data binding reads the same trees, but has to be set up for all the types of Java first, which takes longer than
 * everything that a run reads and writes.
 */
public final class JsonText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory PLAIN = new JsonFactory();
    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final ObjectWriteContext INDENTED = new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new DefaultPrettyPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    };

    private JsonText() {}

    public static ObjectNode object() {
        return NODES.objectNode();
    }

    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /**
     * Reads one document; of properties with the same name the last one counts.
     *
     * @return a missing node for a text without anything
     * @throws tools.jackson.core.JacksonException where the text is no JSON, or more than one document
     */
    public static JsonNode read(String text) {
        return read(PLAIN, text);
    }

    /** The same, within the bounds and rules of a factory. */
    public static JsonNode read(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return NODES.missingNode();
            }
            JsonNode document = value(parser);
            if (parser.nextToken() != null) {
                throw new StreamReadException(parser, "there is more behind the end of the document");
            }
            return document;
        }
    }

    /** The value that starts with the parser's token; its depth is bounded by the parser. */
    private static JsonNode value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = object();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    object.set(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = array();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new StreamReadException(parser, "unexpected " + parser.currentToken());
        };
    }

    /** On one line. */
    public static String write(JsonNode tree) {
        return write(PLAIN, ObjectWriteContext.empty(), tree);
    }

    /** On one line, in ASCII. */
    public static String writeAscii(JsonNode tree) {
        return write(ASCII, ObjectWriteContext.empty(), tree);
    }

    /** For people to read. */
    public static String writeIndented(JsonNode tree) {
        return write(PLAIN, INDENTED, tree);
    }

    private static String write(JsonFactory factory, ObjectWriteContext context, JsonNode tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(context, text)) {
            write(generator, tree);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, JsonNode node) {
        switch (node.getNodeType()) {
            case OBJECT -> {
                generator.writeStartObject();
                for (var property : node.properties()) {
                    generator.writeName(property.getKey());
                    write(generator, property.getValue());
                }
                generator.writeEndObject();
            }
            case ARRAY -> {
                generator.writeStartArray();
                for (JsonNode element : node) {
                    write(generator, element);
                }
                generator.writeEndArray();
            }
            case STRING -> generator.writeString(node.asString());
            case BOOLEAN -> generator.writeBoolean(node.asBoolean());
            case NUMBER -> writeNumber(generator, node);
            case NULL -> generator.writeNull();
            default -> throw new IllegalArgumentException("no JSON value: " + node.getNodeType());
        }
    }

    private static void writeNumber(JsonGenerator generator, JsonNode node) {
        switch (node.numberType()) {
            case INT -> generator.writeNumber(node.intValue());
            case LONG -> generator.writeNumber(node.longValue());
            case BIG_INTEGER -> generator.writeNumber(node.bigIntegerValue());
            case FLOAT -> generator.writeNumber(node.floatValue());
            case DOUBLE -> generator.writeNumber(node.doubleValue());
            default -> generator.writeNumber(node.decimalValue());
        }
    }
}
