package pxos.build.feature;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** One element of a feature, as a model writes it; {@code schemas/ai_primitives.schema.json} describes the JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", requireTypeIdForSubtypes = OptBoolean.FALSE)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Primitive.Write.class, name = "WRITE"),
    @JsonSubTypes.Type(value = Primitive.Define.class, name = "DEFINE"),
    @JsonSubTypes.Type(value = Primitive.Comment.class, name = "COMMENT"),
    @JsonSubTypes.Type(value = Primitive.Call.class, name = "CALL"),
    @JsonSubTypes.Type(value = Primitive.Use.class, name = "USE"),
    @JsonSubTypes.Type(value = Primitive.Text.class, name = "TEXT"),
    @JsonSubTypes.Type(value = Primitive.Hook.class, name = "HOOK"),
    @JsonSubTypes.Type(value = Primitive.Asm.class, name = "ASM")
})
public sealed interface Primitive {

    /**
     * Bytes.
     *
     * @param address where they go; null to go on where the primitive before ended
     * @param bytes in the notation of {@link ByteExpression}
     * @param comment the instruction; empty where there is none
     */
    record Write(@JsonDeserialize(using = Address.class) Integer address, String bytes, String comment)
            implements Primitive {
        public Write {
            comment = Objects.requireNonNullElse(comment, "");
        }
    }

    /**
     * A label.
     *
     * @param label its name
     * @param address the address it stands for; null for the current one
     */
    record Define(
            String label,
            @JsonDeserialize(using = Address.class) Integer address) implements Primitive, CodeItem {
        /** A label for the current address. */
        public static Define here(String label) {
            return new Define(label, null);
        }

        public int addressOr(int current) {
            return address == null ? current : address;
        }
    }

    /** A remark for the reader of the OS source. */
    record Comment(String text) implements Primitive, CodeItem {}

    /** A near call of a label. */
    record Call(String label) implements Primitive {}

    /**
     * A template of the library.
     *
     * @param template its name
     * @param arguments its parameters' values: strings and integers; anything else is for the template to refuse
     * @param label a label for its first byte; null where none is needed
     */
    record Use(String template, Map<String, Object> arguments, String label) implements Primitive {
        public Use {
            arguments = arguments == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
        }
    }

    /** A NUL-terminated text under a label. */
    record Text(String label, String text) implements Primitive {}

    /**
     * Attaches a label to the vector table.
     *
     * @param vector the vector's label, such as {@code on_key}
     * @param label the routine or text that is attached
     * @param name the command's name; null except for {@code commands}
     */
    record Hook(
            @JsonProperty(required = true) String vector,
            @JsonProperty(required = true) String label,
            String name) implements Primitive {}

    /**
     * Instructions in NASM syntax, 16-bit.
     *
     * @param code one or more lines
     */
    record Asm(String code) implements Primitive, CodeItem {

        @JsonCreator
        static Asm of(
                @JsonProperty("code") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                        List<String> lines) {
            return new Asm(String.join("\n", lines));
        }
    }

    /** Reads an address: a number, or hexadecimal such as 0x7E00. */
    final class Address extends ValueDeserializer<Integer> {
        @Override
        public Integer deserialize(JsonParser parser, DeserializationContext context) {
            return parser.hasToken(JsonToken.VALUE_STRING) ? Integer.decode(parser.getString()) : parser.getIntValue();
        }
    }
}
