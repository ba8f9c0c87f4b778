package pxos.build.feature;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import pxos.build.feature.ByteExpression.Kind;
import pxos.build.feature.ByteExpression.Literal;
import pxos.build.feature.ByteExpression.Reference;

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
            boolean isPrefixed = field.length() > 2 && field.charAt(1) == ':';
            if (isPrefixed && "wrs".indexOf(field.charAt(0)) >= 0) {
                fields.add(reference(field, arguments));
            } else if (isPrefixed && "bnt".indexOf(field.charAt(0)) >= 0) {
                fields.addAll(argument(field, arguments));
            } else {
                throw unknown(field);
            }
        } while (tokens.hasMoreTokens());
        return fields;
    }

    private static boolean isByte(String field) {
        return field.length() == 2 && HexFormat.isHexDigit(field.charAt(0)) && HexFormat.isHexDigit(field.charAt(1));
    }

    private static IllegalArgumentException unknown(String field) {
        return new IllegalArgumentException("'" + field + "' is not a byte field (such as E8, w:label, r:label)");
    }

    /** A symbol, or an argument in braces that names one; perhaps with an offset of at most four digits. */
    private static Reference reference(String field, Map<String, Object> arguments) {
        int end = 2;
        while (end < field.length() && field.charAt(end) != '+' && field.charAt(end) != '-') {
            end++;
        }
        String symbol = field.substring(2, end);
        boolean isArgument = symbol.startsWith("{") && symbol.endsWith("}");
        String name = isArgument ? symbol.substring(1, symbol.length() - 1) : symbol;
        if (!isName(name, true)) {
            throw unknown(field);
        }
        if (isArgument) {
            name = String.valueOf(value(symbol, name, arguments));
        }
        return new Reference(kind(field.charAt(0)), name, end == field.length() ? 0 : offset(field, end));
    }

    private static Kind kind(char prefix) {
        return switch (prefix) {
            case 'w' -> Kind.WORD;
            case 'r' -> Kind.NEAR;
            default -> Kind.SHORT;
        };
    }

    private static int offset(String field, int sign) {
        int digits = field.length() - sign - 1;
        int offset = 0;
        for (int i = sign + 1; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c < '0' || c > '9' || digits > 4) {
                throw unknown(field);
            }
            offset = 10 * offset + c - '0';
        }
        if (digits == 0) {
            throw unknown(field);
        }
        return field.charAt(sign) == '-' ? -offset : offset;
    }

    private static boolean isName(String text, boolean withDots) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c == '_'
                    || withDots && c == '.'
                    || i > 0 && c >= '0' && c <= '9';
            if (!fits) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static List<ByteExpression> argument(String field, Map<String, Object> arguments) {
        String name = field.substring(2);
        if (!isName(name, false)) {
            throw unknown(field);
        }
        Object value = value(field, name, arguments);
        List<ByteExpression> bytes = new ArrayList<>();
        switch (field.charAt(0)) {
            case 't' -> String.valueOf(value).chars().forEach(character -> bytes.add(new Literal(character & 0xFF)));
            case 'b' -> bytes.add(new Literal(integer(field, value) & 0xFF));
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
