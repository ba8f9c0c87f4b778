package pxos.build.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.build.source.SourceLine;

/**
 * One field of machine code: a byte as it is, or one or two bytes that depend on where a symbol ends up.
 *
 * <p>Templates and WRITE primitives have a notation for them, with blanks between the fields:
 *
 * <pre>
 *   E8         a byte, two hexadecimal digits
 *   w:puts+3   the address of a symbol, a word
 *   r:puts     16-bit displacement to a symbol; last field of its instruction
 *   s:.loop    8-bit displacement to a symbol; last field of its instruction
 *   b:colour   an integer argument, a byte
 *   n:count    an integer argument, a word
 *   t:text     the characters of a string argument
 * </pre>
 *
 * A symbol may be an argument in braces, as in {@code w:{target}-1}.
 */
public sealed interface ByteExpression {

    /** A field of the notation. */
    Pattern FIELD = Pattern.compile("(?<byte>[0-9A-Fa-f]{2})"
            + "|(?<kind>[wrs]):(?:(?<symbol>LABEL)|(?<braced>\\{(?<parameter>LABEL)}))(?<offset>[+-][0-9]{1,4})?"
                    .replace("LABEL", SourceLine.LABEL.pattern())
            + "|(?<type>[bnt]):(?<argument>[A-Za-z_][A-Za-z0-9_]*)");

    int sizeBytes();

    /** A byte as it is. */
    record Literal(int value) implements ByteExpression {
        @Override
        public int sizeBytes() {
            return 1;
        }
    }

    /**
     * A field that a symbol's address decides.
     *
     * @param kind how the address is encoded
     * @param symbol the symbol
     * @param offset added to the symbol's address
     */
    record Reference(Kind kind, String symbol, int offset) implements ByteExpression {
        @Override
        public int sizeBytes() {
            return kind == Kind.SHORT ? 1 : 2;
        }
    }

    /** Encodings of an address (Intel SDM vol. 2, CALL and Jcc: displacements count from the next instruction). */
    enum Kind {
        /** The address itself, little-endian. */
        WORD,
        /** A 16-bit displacement from the end of this field. */
        NEAR,
        /** A signed 8-bit displacement from the end of this field. */
        SHORT
    }

    /**
     * Reads one instruction or run of data.
     *
     * @param notation fields in the notation
     * @param arguments values for {@code b:}, {@code n:}, {@code t:} and for symbols in braces
     * @throws Problem naming the field that is wrong
     */
    static List<ByteExpression> parse(String notation, Map<String, Object> arguments) {
        List<ByteExpression> fields = new ArrayList<>();
        for (String text : notation.strip().split("\\s+")) {
            Matcher field = FIELD.matcher(text);
            if (!field.matches()) {
                throw Problem.input("'" + text + "' is not a byte field (such as E8, w:label, r:label)");
            }
            if (field.group("byte") != null) {
                fields.add(new Literal(Integer.parseInt(field.group("byte"), 16)));
            } else if (field.group("kind") != null) {
                fields.add(reference(field, arguments));
            } else {
                fields.addAll(argument(field, arguments));
            }
        }
        return fields;
    }

    private static Reference reference(Matcher field, Map<String, Object> arguments) {
        Kind kind = switch (field.group("kind")) {
            case "w" -> Kind.WORD;
            case "r" -> Kind.NEAR;
            default -> Kind.SHORT;
        };
        String symbol = field.group("symbol") != null
                ? field.group("symbol")
                : String.valueOf(value(field.group("braced"), field.group("parameter"), arguments));
        return new Reference(kind, symbol, field.group("offset") == null ? 0 : Integer.parseInt(field.group("offset")));
    }

    private static List<ByteExpression> argument(Matcher field, Map<String, Object> arguments) {
        Object value = value(field.group(), field.group("argument"), arguments);
        if (field.group("type").equals("t")) {
            return String.valueOf(value)
                    .chars()
                    .<ByteExpression>mapToObj(character -> new Literal(character & 0xFF))
                    .toList();
        }
        if (!(value instanceof Integer number)) {
            throw Problem.input("'" + field.group() + "' needs an integer, not '" + value + "'");
        }
        Literal low = new Literal(number & 0xFF);
        return field.group("type").equals("b") ? List.of(low) : List.of(low, new Literal(number >> 8 & 0xFF));
    }

    private static Object value(String field, String name, Map<String, Object> arguments) {
        Object value = arguments.get(name);
        if (value == null) {
            throw Problem.input("'" + field + "' names an argument that is not given");
        }
        return value;
    }
}
