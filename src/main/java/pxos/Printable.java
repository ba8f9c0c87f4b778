package pxos;

/**
 * Which characters may reach a terminal, a log, a report or the OS source.
 *
 * <p>Texts of models, servers, networks, roadmaps, recipes and file names may hold others: control characters move the
 * cursor or start programs of a terminal, format characters turn the order of letters round or hide them.
 */
public final class Printable {

    private static final int REPLACEMENT = 0xFFFD;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /** {@code text} with U+FFFD in place of each character that may not be shown; line ends and tabs stay. */
    public static String text(String text) {
        return text.codePoints().allMatch(Printable::isAllowed)
                ? text
                : text.codePoints()
                        .map(c -> isAllowed(c) ? c : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The same on one line: each run of line ends, tabs and characters that may not be shown becomes a blank. */
    public static String line(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean shown = isAllowed(c) && c != '\n' && c != '\t';
            if (shown) {
                line.appendCodePoint(c);
            } else if (line.length() == 0 || line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return line.toString().strip();
    }

    /**
     * A JSON text with each character that may not be shown as its escape; it means the same, and every encoder can write it.
     *
     * @param json as a JSON writer wrote it: whatever has to be escaped can only stand in a string
     */
    public static String json(String json) {
        if (json.codePoints().allMatch(c -> isAllowed(c) || c == '\r')) {
            return json;
        }
        StringBuilder escaped = new StringBuilder();
        json.codePoints().forEach(c -> {
            if (isAllowed(c) || c == '\r') {
                escaped.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    escaped.append(String.format("\\u%04X", (int) unit));
                }
            }
        });
        return escaped.toString();
    }

    /** Whether a character may be shown: no control character but newline and tab, no lone surrogate, nothing unseen. */
    public static boolean isAllowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\t';
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
