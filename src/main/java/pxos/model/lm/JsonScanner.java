package pxos.model.lm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the complete JSON objects in a text that may hold anything else around them.
 *
 * <p>One pass: a recogniser runs from each opening brace that no earlier run has been through. Where it breaks, all
 * objects still open at that place break with it, so no character is read twice in the same role and the time is
 * linear in the length of the text, whatever the text is.
 */
final class JsonScanner {

    /**
     * A complete object.
     *
     * @param start index of its opening brace
     * @param end index after its closing brace
     * @param topLevel false inside an object that broke
     */
    record Span(int start, int end, boolean topLevel) {}

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private final BitSet spareCommas = new BitSet();
    private int firstBroken = -1;

    JsonScanner(String text) {
        this.text = text;
        JsonRecogniser recogniser = new JsonRecogniser(text, spareCommas);
        int at = text.indexOf('{');
        while (at >= 0) {
            at = text.indexOf('{', recogniser.hasTried(at) ? at + 1 : afterRun(recogniser, at));
        }
    }

    /** Runs the recogniser from {@code start}; returns where to go on. */
    private int afterRun(JsonRecogniser recogniser, int start) {
        boolean complete = recogniser.run(start);
        for (JsonRecogniser.Closed closed : recogniser.closedObjects()) {
            spans.add(new Span(closed.start(), closed.end(), complete));
        }
        if (complete) {
            return recogniser.position();
        }
        if (recogniser.sawKey() && firstBroken < 0) {
            firstBroken = start;
        }
        return start + 1;
    }

    /** Complete objects in the order they were found, none inside another complete one of the same run. */
    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Where the first object starts that has a key but breaks; -1 where there is none. */
    int firstBroken() {
        return firstBroken;
    }

    /** The object's text without commas before a closing bracket. */
    String textOf(Span span) {
        StringBuilder clean = new StringBuilder(span.end() - span.start());
        int from = span.start();
        int comma = spareCommas.nextSetBit(from);
        while (comma >= 0 && comma < span.end()) {
            clean.append(text, from, comma);
            from = comma + 1;
            comma = spareCommas.nextSetBit(from);
        }
        return clean.append(text, from, span.end()).toString();
    }
}
