package pxos.build.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows the labels of a source, which may be used before they are defined, and reads numbers and labels. */
final class Labels {

    static final int MAX_ADDRESS = 0xFFFF;

    /** {@code 0x7E00}, {@code 7E00h} or decimal. */
    private static final Pattern NUMBER =
            Pattern.compile("0[xX]([0-9A-Fa-f]{1,6})|([0-9][0-9A-Fa-f]{0,5})[hH]|([0-9]{1,7})");

    private final Map<String, Integer> addresses = new HashMap<>();

    /**
     * Collects what DEFINE lines define.
     *
     * @throws pxos.Problem for a label that is defined twice, or by something that is no address and no label
     */
    Labels(List<TextLine> lines) {
        Map<String, TextLine> definedAt = new HashMap<>();
        List<TextLine> pending = new ArrayList<>();
        for (TextLine line : lines) {
            if (line.words().size() != 3 || !line.word(0).equalsIgnoreCase("DEFINE")) {
                continue;
            }
            TextLine earlier = definedAt.putIfAbsent(line.word(1), line);
            if (earlier != null) {
                throw line.wrong("label '" + line.word(1) + "' is already defined in line " + earlier.number());
            }
            if (SourceLine.LABEL.matcher(line.word(2)).matches()) {
                pending.add(line);
            } else {
                addresses.put(line.word(1), address(line, line.word(2)));
            }
        }
        resolve(pending);
    }

    /** Labels defined by labels: resolved as long as a round settles one. */
    private void resolve(List<TextLine> pending) {
        while (pending.removeIf(this::isResolved)) {
            // Others may wait for the labels of this round.
        }
        if (!pending.isEmpty()) {
            TextLine line = pending.get(0);
            throw line.wrong("unknown label '" + line.word(2) + "'");
        }
    }

    private boolean isResolved(TextLine line) {
        Integer address = addresses.get(line.word(2));
        if (address != null) {
            addresses.put(line.word(1), address);
        }
        return address != null;
    }

    boolean contains(String label) {
        return addresses.containsKey(label);
    }

    /** The address of a label that is defined. */
    int get(String label) {
        return addresses.get(label);
    }

    /** The address that a word of {@code line} stands for: a number or a label, 0 to 0xFFFF. */
    int address(TextLine line, String word) {
        int value = value(line, word);
        line.require(value <= MAX_ADDRESS, "not an address: '" + word + "'");
        return value;
    }

    /** The value that a word of {@code line} stands for: a number or a label, at least 0. */
    int value(TextLine line, String word) {
        OptionalInt number = number(word);
        if (number.isEmpty() && !contains(word)) {
            boolean label = SourceLine.LABEL.matcher(word).matches();
            throw line.wrong((label ? "unknown label '" : "bad number '") + word + "'");
        }
        return number.orElseGet(() -> get(word));
    }

    private static OptionalInt number(String word) {
        Matcher number = NUMBER.matcher(word);
        if (!number.matches()) {
            return OptionalInt.empty();
        }
        String hexadecimal = number.group(1) != null ? number.group(1) : number.group(2);
        return OptionalInt.of(
                hexadecimal != null ? Integer.parseInt(hexadecimal, 16) : Integer.parseInt(number.group(3)));
    }
}
