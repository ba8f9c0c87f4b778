package pxos.feature;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.feature.ByteExpression.Kind;
import pxos.feature.ByteExpression.Literal;
import pxos.feature.ByteExpression.Reference;

/**
 * The notation for machine code in templates and WRITE primitives: fields with blanks between them.
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
 */
public final class ByteNotation {

    private static final Pattern REFERENCE = Pattern.compile("([wrs]):(\\{?[A-Za-z_.][A-Za-z0-9_.]*}?)([+-]\\d{1,4})?");
    private static final Pattern ARGUMENT = Pattern.compile("([bnt]):([A-Za-z_][A-Za-z0-9_]*)");

    private ByteNotation() {}

    /**
     * Reads one instruction or run of data.
     *
     * @param text fields in the notation
     * @param arguments values for {@code b:}, {@code n:}, {@code t:} and for symbols in braces
     * @throws IllegalArgumentException naming the field that is wrong
     */
    public static List<ByteExpression> parse(String text, Map<String, Object> arguments) {
        List<ByteExpression> fields = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text);
        do {
            String field = tokens.hasMoreTokens() ? tokens.nextToken() : "";
            if (isByte(field)) {
                fields.add(new Literal(Integer.parseInt(field, 16)));
                continue;
            }
            Matcher reference = REFERENCE.matcher(field);
            Matcher argument = ARGUMENT.matcher(field);
            if (reference.matches()) {
                fields.add(reference(reference, arguments));
            } else if (argument.matches()) {
                fields.addAll(argument(field, argument, arguments));
            } else {
                throw new IllegalArgumentException(
                        "'" + field + "' is not a byte field (such as E8, w:label, r:label)");
            }
        } while (tokens.hasMoreTokens());
        return fields;
    }

    private static boolean isByte(String field) {
        return field.length() == 2 && HexFormat.isHexDigit(field.charAt(0)) && HexFormat.isHexDigit(field.charAt(1));
    }

    private static Reference reference(Matcher field, Map<String, Object> arguments) {
        Kind kind = switch (field.group(1)) {
            case "w" -> Kind.WORD;
            case "r" -> Kind.NEAR;
            default -> Kind.SHORT;
        };
        String symbol = field.group(2);
        if (symbol.startsWith("{")) {
            symbol = String.valueOf(value(symbol, symbol.substring(1, symbol.length() - 1), arguments));
        }
        return new Reference(kind, symbol, field.group(3) == null ? 0 : Integer.parseInt(field.group(3)));
    }

    private static List<ByteExpression> argument(String field, Matcher matcher, Map<String, Object> arguments) {
        Object value = value(field, matcher.group(2), arguments);
        List<ByteExpression> bytes = new ArrayList<>();
        switch (matcher.group(1)) {
            case "t" -> String.valueOf(value).chars().forEach(character -> bytes.add(new Literal(character & 0xFF)));
            case "b" -> bytes.add(new Literal(integer(field, value) & 0xFF));
            default -> {
                bytes.add(new Literal(integer(field, value) & 0xFF));
                bytes.add(new Literal(integer(field, value) >> 8 & 0xFF));
            }
        }
        return bytes;
    }

    private static Object value(String field, String name, Map<String, Object> arguments) {
        Object value = arguments.get(name);
        if (value == null) {
            throw new IllegalArgumentException("'" + field + "' names an argument that is not given");
        }
        return value;
    }

    private static int integer(String field, Object value) {
        if (value instanceof Number number) {
            return number.intValue();
        }
        throw new IllegalArgumentException("'" + field + "' needs an integer, not '" + value + "'");
    }
}
