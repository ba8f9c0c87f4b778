package pxos.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import pxos.Nearest;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;

/** Reads one expectation. */
final class ExpectationParser {

    private static final int MAX_BYTES = 512;
    private static final int MEMORY_BYTES = 0x100000;
    private static final int MAX_TIMES = 2000;
    private static final String ESCAPES = "\"\\";
    private static final String KINDS =
            "row, rows, contains, absent, cursor, attribute, answer, reset, no reset, memory, idle, halted, running, port,"
                    + " sound, no sound, silent, file, no file, nothing written, disk sound, pxos = source,"
                    + " survives power cuts";

    private static final Set<Integer> PORTS = Set.of(0x40, 0x41, 0x42, 0x43, 0x61);

    private final Words words;

    ExpectationParser(String text) {
        words = new Words(text);
    }

    Expectation parse() {
        Expectation expectation = expectation();
        words.require(words.atEnd(), "unexpected text after the expectation");
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
            case "answer" -> answer();
            case "port" -> port();
            case "sound" -> new PortExpectation.Sound(true);
            case "silent" -> new PortExpectation.Silent();
            case "running" -> new Expectation.RestsAs(Rest.RUNS);
            case "idle" -> new Expectation.RestsAs(Rest.WAITS_FOR_KEY);
            case "halted" -> new Expectation.RestsAs(Rest.HALTED);
            case "reset" -> new Expectation.RestsAs(Rest.RESET);
            case "no" -> no();
            case "file" -> new DiskExpectation.File(words.shortName(), words.contents());
            case "nothing" -> then("written", new DiskExpectation.NothingWritten());
            case "disk" -> then("sound", new DiskExpectation.Sound());
            case "pxos" -> pxosIsSource();
            case "survives" -> survives();
            case "memory" -> memory();
            default ->
                throw words.wrong(
                        start,
                        "unknown expectation '" + kind + "'" + Nearest.hint(kind, List.of(KINDS.split(",? ")))
                                + "; an expectation starts with " + KINDS);
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
        words.require(words.take("of"), "'of' is missing after the attribute");
        return new ScreenExpectation.Attribute(attribute, notEmpty());
    }

    private Expectation answer() {
        int start = words.next();
        if (expectation() instanceof ScreenExpectation.OfText found) {
            return new ScreenExpectation.Answer(found);
        }
        throw words.wrong(start, "'answer' is followed by row, rows, contains, absent or attribute");
    }

    private Expectation no() {
        if (words.take("sound")) {
            return new PortExpectation.Sound(false);
        }
        if (words.take("file")) {
            return new DiskExpectation.NoFile(words.shortName());
        }
        words.require(words.take("reset"), "'no' is followed by 'reset', 'sound' or 'file'");
        return new Expectation.NoReset();
    }

    private Expectation then(String word, Expectation expectation) {
        words.require(words.take(word), "'" + word + "' is missing");
        return expectation;
    }

    private Expectation survives() {
        words.require(words.take("power") && words.take("cuts"), "'survives' is followed by 'power cuts'");
        return new DiskExpectation.SurvivesPowerCuts();
    }

    private Expectation pxosIsSource() {
        words.require(words.take('='), "'pxos' is followed by '= source'");
        return then("source", new DiskExpectation.PxosIsSource());
    }

    private Expectation port() {
        int start = words.next();
        int port = words.number("a port", 16, 0, 0xFFFF);
        words.require(
                PORTS.contains(port), start, "only the ports of timer and speaker are seen: 40, 41, 42, 43 and 61");
        return new PortExpectation.Port(port, hex(words.bytes()));
    }

    private static String hex(List<Integer> bytes) {
        return bytes.stream().map(value -> String.format("%02X", value)).collect(Collectors.joining(" "));
    }

    private Expectation memory() {
        int address = words.number("an address", 16, 0, MEMORY_BYTES - 1);
        List<Integer> bytes = words.bytes();
        words.require(
                bytes.size() <= MAX_BYTES && address + bytes.size() <= MEMORY_BYTES,
                "at most " + MAX_BYTES + " bytes up to FFFFF can be compared");
        return new Expectation.Memory(address, hex(bytes));
    }

    private List<ScreenExpectation.Text> texts() {
        List<ScreenExpectation.Text> texts = new ArrayList<>();
        boolean like = false;
        do {
            // Said once, it holds for the rows after, too.
            like |= words.take("like");
            texts.add(new ScreenExpectation.Text(words.quoted(ESCAPES, ESCAPES), like));
        } while (!words.atEnd());
        return texts;
    }

    private ScreenExpectation.Text notEmpty() {
        ScreenExpectation.Text text = text();
        words.require(!text.template().isEmpty(), "the text must not be empty");
        return text;
    }

    /** A text in quotes; one after {@code like} has digits for which any others can stand. */
    private ScreenExpectation.Text text() {
        boolean like = words.take("like");
        return new ScreenExpectation.Text(words.quoted(ESCAPES, ESCAPES), like);
    }
}
