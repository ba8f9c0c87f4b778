package pxos.model.lm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Recognises one JSON object (RFC 8259) that starts at a given brace, with an explicit stack, so that depth costs
 * memory and never the call stack. A comma before a closing bracket is let pass and noted as spare.
 */
final class JsonRecogniser {

    /**
     * An object that was closed.
     *
     * @param start index of its opening brace
     * @param end index after its closing brace
     */
    record Closed(int start, int end) {}

    private enum Awaited {
        FIRST_KEY,
        KEY,
        COLON,
        FIRST_ELEMENT,
        ELEMENT,
        MEMBER_VALUE,
        COMMA
    }

    private static final int BROKEN = -1;

    private final String text;
    private final BitSet spareCommas;
    private final BitSet tried = new BitSet();
    private List<Closed> closed = new ArrayList<>();
    private int[] open = new int[64];
    private int depth;
    private int at;
    private int comma;
    private Awaited awaited = Awaited.FIRST_KEY;
    private boolean sawKey;

    JsonRecogniser(String text, BitSet spareCommas) {
        this.text = text;
        this.spareCommas = spareCommas;
    }

    /** Whether an earlier run met the brace at {@code index} as the start of an object. */
    boolean hasTried(int index) {
        return tried.get(index);
    }

    /** Whether the object at {@code start} is complete; then {@link #position()} is behind it. */
    boolean run(int start) {
        closed = new ArrayList<>();
        depth = 0;
        sawKey = false;
        at = start;
        enter('{');
        while (depth > 0 && at < text.length()) {
            char character = text.charAt(at);
            if (character == ' ' || character == '\n' || character == '\r' || character == '\t') {
                at++;
            } else if (!take(character)) {
                return false;
            }
        }
        return depth == 0;
    }

    int position() {
        return at;
    }

    /** Objects closed in the last run, none inside another. */
    List<Closed> closedObjects() {
        return closed;
    }

    /** Whether the last run met a key with its colon. */
    boolean sawKey() {
        return sawKey;
    }

    private boolean take(char character) {
        if (character == '}' || character == ']') {
            return leave(character);
        }
        return switch (awaited) {
            case FIRST_KEY, KEY -> advance(character == '"' ? endOfString() : BROKEN, Awaited.COLON);
            case COLON -> takeColon(character);
            case COMMA -> takeComma(character);
            case FIRST_ELEMENT, ELEMENT, MEMBER_VALUE -> takeValue(character);
        };
    }

    private boolean takeColon(char character) {
        sawKey |= character == ':';
        return advance(character == ':' ? at + 1 : BROKEN, Awaited.MEMBER_VALUE);
    }

    private boolean takeComma(char character) {
        comma = at;
        return advance(character == ',' ? at + 1 : BROKEN, isInObject() ? Awaited.KEY : Awaited.ELEMENT);
    }

    private boolean takeValue(char character) {
        if (character == '{' || character == '[') {
            enter(character);
            return true;
        }
        return advance(character == '"' ? endOfString() : endOfWord(), Awaited.COMMA);
    }

    private boolean advance(int next, Awaited then) {
        if (next == BROKEN) {
            return false;
        }
        at = next;
        awaited = then;
        return true;
    }

    private void enter(char bracket) {
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = at;
        if (bracket == '{') {
            tried.set(at);
        }
        at++;
        awaited = bracket == '{' ? Awaited.FIRST_KEY : Awaited.FIRST_ELEMENT;
    }

    private boolean leave(char bracket) {
        boolean object = isInObject();
        boolean afterComma = awaited == (object ? Awaited.KEY : Awaited.ELEMENT);
        boolean empty = awaited == (object ? Awaited.FIRST_KEY : Awaited.FIRST_ELEMENT);
        if (bracket != (object ? '}' : ']') || !(afterComma || empty || awaited == Awaited.COMMA)) {
            return false;
        }
        if (afterComma) {
            spareCommas.set(comma);
        }
        at++;
        int start = open[--depth];
        if (object) {
            keepOutermost(new Closed(start, at));
        }
        awaited = Awaited.COMMA;
        return true;
    }

    private void keepOutermost(Closed object) {
        while (!closed.isEmpty() && closed.get(closed.size() - 1).start() > object.start()) {
            closed.remove(closed.size() - 1);
        }
        closed.add(object);
    }

    private boolean isInObject() {
        return text.charAt(open[depth - 1]) == '{';
    }

    /** Index after the string that starts here; strings do not run over a line end. */
    private int endOfString() {
        for (int index = at + 1; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"') {
                return index + 1;
            }
            if (character < ' ') {
                return BROKEN;
            }
            if (character == '\\') {
                index++;
            }
        }
        return BROKEN;
    }

    /** Index after the number or literal that starts here; whether it is a good one is the parser's to say. */
    private int endOfWord() {
        int index = at;
        while (index < text.length() && isWordPart(text.charAt(index))) {
            index++;
        }
        return index == at ? BROKEN : index;
    }

    private static boolean isWordPart(char character) {
        return character >= '0' && character <= '9'
                || character >= 'a' && character <= 'z'
                || character == '-'
                || character == '+'
                || character == '.'
                || character == 'E';
    }
}
