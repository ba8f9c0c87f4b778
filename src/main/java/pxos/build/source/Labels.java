package pxos.build.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels of a source, which may be used before they are defined, and the reading of numbers and labels. */
final class Labels {

    static final int MAX_ADDRESS = 0xFFFF;

    private static final int MAX_HEX_DIGITS = 6;
    private static final int MAX_DECIMAL_DIGITS = 7;

    private final Map<String, Integer> addresses = new HashMap<>();

    /**
     * Collects what DEFINE lines define.
     *
     * @throws SourceException for a label that is defined twice, or by something that is no address and no label
     */
    Labels(List<TextLine> lines) throws SourceException {
        Map<String, TextLine> definedAt = new HashMap<>();
        List<TextLine> pending = new ArrayList<>();
        for (TextLine line : lines) {
            if (line.size() != 3 || !line.is("DEFINE")) {
                continue;
            }
            TextLine earlier = definedAt.putIfAbsent(line.word(1), line);
            if (earlier != null) {
                throw line.wrong("label '" + line.word(1) + "' is already defined in line " + earlier.number());
            }
            if (isLabel(line.word(2)) && number(line.word(2)) < 0) {
                pending.add(line);
            } else {
                addresses.put(line.word(1), address(line, line.word(2)));
            }
        }
        resolve(pending);
    }

    /** Labels defined by labels: resolved as long as a round settles one. */
    private void resolve(List<TextLine> pending) throws SourceException {
        boolean settled = true;
        while (settled) {
            settled = pending.removeIf(line -> {
                Integer address = addresses.get(line.word(2));
                if (address != null) {
                    addresses.put(line.word(1), address);
                }
                return address != null;
            });
        }
        if (!pending.isEmpty()) {
            TextLine line = pending.get(0);
            throw line.wrong("unknown label '" + line.word(2) + "'");
        }
    }

    boolean contains(String label) {
        return addresses.containsKey(label);
    }

    /** The address of a label; null where it is not defined. */
    Integer get(String label) {
        return addresses.get(label);
    }

    /** The address that a word of {@code line} says: a number or a label, 0 to 0xFFFF. */
    int address(TextLine line, String word) throws SourceException {
        int value = value(line, word);
        if (value > MAX_ADDRESS) {
            throw line.wrong("not an address: '" + word + "'");
        }
        return value;
    }

    /** The value that a word of {@code line} says: a number or a label, at least 0. */
    int value(TextLine line, String word) throws SourceException {
        int value = number(word);
        if (value >= 0) {
            return value;
        }
        Integer address = addresses.get(word);
        if (address == null) {
            throw line.wrong((isLabel(word) ? "unknown label '" : "bad number '") + word + "'");
        }
        return address;
    }

    /** Whether a word has the form of a label: ASCII letters, digits, {@code _} and {@code .}, no digit first. */
    static boolean isLabel(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_' || c == '.';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    /** The value of a hexadecimal ({@code 0x7E00}, {@code 7E00h}) or decimal number; -1 if it is none. */
    private static int number(String word) {
        int length = word.length();
        if (length == 0 || word.charAt(0) < '0' || word.charAt(0) > '9') {
            return -1;
        }
        if (length > 1 && word.charAt(0) == '0' && (word.charAt(1) | 0x20) == 'x') {
            return digits(word, 2, length, 16, MAX_HEX_DIGITS);
        }
        return (word.charAt(length - 1) | 0x20) == 'h'
                ? digits(word, 0, length - 1, 16, MAX_HEX_DIGITS)
                : digits(word, 0, length, 10, MAX_DECIMAL_DIGITS);
    }

    private static int digits(String word, int from, int to, int radix, int atMost) {
        int value = to > from && to - from <= atMost ? 0 : -1;
        for (int i = from; i < to && value >= 0; i++) {
            int digit = word.charAt(i) < 0x80 ? Character.digit(word.charAt(i), radix) : -1;
            value = digit < 0 ? -1 : radix * value + digit;
        }
        return value;
    }
}
