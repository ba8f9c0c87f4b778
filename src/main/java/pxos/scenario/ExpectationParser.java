package pxos.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;

/** Reads one expectation. */
final class ExpectationParser {

    private static final int MAX_BYTES = 512;
    private static final int MEMORY_BYTES = 0x100000;
    private static final int MAX_TIMES = 2000;
    private static final String ESCAPES = "\"\\";
    private static final String KINDS =
            "row, rows, contains, absent, cursor, attribute, reset, no reset, memory, idle, halted";

    private final Words words;

    ExpectationParser(String text) {
        words = new Words(text);
    }

    Expectation parse() {
        Expectation expectation = expectation();
        words.require(words.atEnd(), "unexpected text behind the expectation");
        return expectation;
    }

    private Expectation expectation() {
        int start = words.next();
        String kind = words.word().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case "row" -> new ScreenExpectation.Rows(List.of(text()));
            case "rows" -> new ScreenExpectation.Rows(texts());
            case "contains" -> contains();
            case "absent" -> new ScreenExpectation.Absent(notEmpty());
            case "cursor" -> cursor();
            case "attribute" -> attribute();
            case "idle" -> new Expectation.RestsAs(Rest.WAITS_FOR_KEY);
            case "halted" -> new Expectation.RestsAs(Rest.HALTED);
            case "reset" -> new Expectation.RestsAs(Rest.RESET);
            case "no" -> noReset();
            case "memory" -> memory();
            default ->
                throw words.wrong(start, "unknown expectation '" + kind + "'; an expectation starts with " + KINDS);
        };
    }

    private Expectation contains() {
        int count = words.take("count") ? words.number("how many times", 10, 1, MAX_TIMES) : 0;
        return new ScreenExpectation.Contains(notEmpty(), count);
    }

    private Expectation cursor() {
        return words.take("after")
                ? new ScreenExpectation.CursorAfter(text())
                : new ScreenExpectation.Cursor(
                        words.number("the cursor's row", 10, 0, TextScreen.ROWS - 1),
                        words.number("its column", 10, 0, TextScreen.COLUMNS - 1));
    }

    private Expectation attribute() {
        int attribute = words.number("an attribute", 16, 0, 0xFF);
        words.require(words.take("of"), "'of' is missing behind the attribute");
        return new ScreenExpectation.Attribute(attribute, notEmpty());
    }

    private Expectation noReset() {
        words.require(words.take("reset"), "'no' is followed by 'reset'");
        return new Expectation.NoReset();
    }

    private Expectation memory() {
        int address = words.number("an address", 16, 0, MEMORY_BYTES - 1);
        List<Integer> bytes = words.bytes();
        words.require(
                bytes.size() <= MAX_BYTES && address + bytes.size() <= MEMORY_BYTES,
                "at most " + MAX_BYTES + " bytes up to FFFFF can be compared");
        String hex = bytes.stream().map(value -> String.format("%02X", value)).collect(Collectors.joining(" "));
        return new Expectation.Memory(address, hex);
    }

    private List<ScreenExpectation.Text> texts() {
        List<ScreenExpectation.Text> texts = new ArrayList<>();
        do {
            texts.add(text());
        } while (!words.atEnd());
        return texts;
    }

    private ScreenExpectation.Text notEmpty() {
        ScreenExpectation.Text text = text();
        words.require(!text.template().isEmpty(), "the text must not be empty");
        return text;
    }

    private ScreenExpectation.Text text() {
        return new ScreenExpectation.Text(words.quoted(ESCAPES, ESCAPES));
    }
}
