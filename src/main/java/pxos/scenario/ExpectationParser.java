package pxos.scenario;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Reads one expectation: words, numbers and quoted texts, parted by blanks. */
final class ExpectationParser {

    private static final int MAX_BYTES = 512;
    private static final String KINDS =
            "row, rows, contains, absent, cursor, attribute, reset, no reset, memory, idle, halted";

    private final String text;
    private int index;

    ExpectationParser(String text) {
        this.text = text;
    }

    Expectation parse() {
        Expectation expectation = kind();
        skipBlanks();
        if (index < text.length()) {
            throw wrong("unexpected text behind the expectation");
        }
        return expectation;
    }

    private Expectation kind() {
        skipBlanks();
        int start = index;
        String word = word().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "row" -> new ScreenExpectation.Rows(List.of(quoted()));
            case "rows" -> new ScreenExpectation.Rows(quotedTexts());
            case "contains" -> contains();
            case "absent" -> new ScreenExpectation.Absent(notEmpty(quoted()));
            case "cursor" -> cursor();
            case "attribute" -> attribute();
            case "idle" -> new MachineExpectation.RestsAs(Rest.WAITS_FOR_KEY);
            case "halted" -> new MachineExpectation.RestsAs(Rest.HALTED);
            case "reset" -> new MachineExpectation.RestsAs(Rest.RESET);
            case "no" -> noReset();
            case "memory" -> memory();
            default ->
                throw ScenarioException.at(
                        text, start, "unknown expectation '" + word + "'; an expectation starts with " + KINDS);
        };
    }

    private Expectation contains() {
        int count = 0;
        if (nextIsWord("count")) {
            count = number("how many times", 10, 1, 2000);
        }
        return new ScreenExpectation.Contains(notEmpty(quoted()), count);
    }

    private Expectation cursor() {
        if (nextIsWord("after")) {
            return new ScreenExpectation.CursorAfter(quoted());
        }
        return new ScreenExpectation.Cursor(number("the cursor's row", 10, 0, 24), number("its column", 10, 0, 79));
    }

    private Expectation attribute() {
        int attribute = number("an attribute", 16, 0, 0xFF);
        if (!nextIsWord("of")) {
            throw wrong("'of' is missing behind the attribute");
        }
        return new ScreenExpectation.Attribute(attribute, notEmpty(quoted()));
    }

    private Expectation noReset() {
        if (!nextIsWord("reset")) {
            throw wrong("'no' is followed by 'reset'");
        }
        return new MachineExpectation.NoReset();
    }

    private Expectation memory() {
        int address = number("an address", 16, 0, 0xFFFFF);
        skipBlanks();
        if (index >= text.length() || text.charAt(index) != '=') {
            throw wrong("'=' is missing behind the address");
        }
        index++;
        List<String> bytes = new ArrayList<>();
        do {
            bytes.add(HexFormat.of().withUpperCase().toHexDigits((byte) number("a byte", 16, 0, 0xFF)));
            skipBlanks();
        } while (index < text.length());
        if (bytes.size() > MAX_BYTES || address + bytes.size() > 0x100000) {
            throw wrong("at most " + MAX_BYTES + " bytes up to FFFFF can be compared");
        }
        return new MachineExpectation.Memory(address, String.join(" ", bytes));
    }

    private List<ScreenText> quotedTexts() {
        List<ScreenText> texts = new ArrayList<>();
        do {
            texts.add(quoted());
            skipBlanks();
        } while (index < text.length());
        return texts;
    }

    private ScreenText notEmpty(ScreenText quoted) {
        if (quoted.template().isEmpty()) {
            throw wrong("the text must not be empty");
        }
        return quoted;
    }

    private ScreenText quoted() {
        skipBlanks();
        if (index >= text.length() || text.charAt(index) != '"') {
            throw wrong("a text in double quotes is missing");
        }
        int start = index++;
        StringBuilder content = new StringBuilder();
        while (index < text.length() && text.charAt(index) != '"') {
            if (text.charAt(index) == '\\') {
                index++;
                if (index >= text.length() || "\"\\".indexOf(text.charAt(index)) < 0) {
                    throw wrong("behind \\ only \" or \\ can stand");
                }
            }
            content.append(text.charAt(index++));
        }
        if (index >= text.length()) {
            throw ScenarioException.at(text, start, "a text in double quotes is never closed");
        }
        index++;
        return new ScreenText(content.toString());
    }

    private int number(String what, int radix, int min, int max) {
        skipBlanks();
        int start = index;
        String word = word();
        try {
            int value = Integer.parseInt(radix == 16 && word.startsWith("0x") ? word.substring(2) : word, radix);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The message below says what is wanted.
        }
        throw ScenarioException.at(text, start, range(what, radix, min, max) + (word.isEmpty() ? "" : ", not " + word));
    }

    private static String range(String what, int radix, int min, int max) {
        return radix == 16
                ? String.format("%s is a hexadecimal number from %X to %X", what, min, max)
                : String.format("%s is a number from %d to %d", what, min, max);
    }

    private boolean nextIsWord(String word) {
        skipBlanks();
        boolean found = text.regionMatches(true, index, word, 0, word.length());
        index += found ? word.length() : 0;
        return found;
    }

    private String word() {
        int start = index;
        while (index < text.length() && " \t\"=".indexOf(text.charAt(index)) < 0) {
            index++;
        }
        return text.substring(start, index);
    }

    private void skipBlanks() {
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
    }

    private ScenarioException wrong(String problem) {
        return ScenarioException.at(text, index, problem);
    }
}
