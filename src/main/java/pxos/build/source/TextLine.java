package pxos.build.source;

import java.util.Arrays;

/** A line of source text, cut into its words once; by hand, since a fresh process reads thousands of them. */
final class TextLine {

    private static final String[] NONE = {};
    private static final int COMMAND_WORDS = 3;

    private final int number;
    private final String text;
    private final String stripped;
    private final String[] words;
    private final int commentAt;

    /** @param number from 1 */
    TextLine(int number, String text) {
        this.number = number;
        this.text = text;
        this.stripped = text.strip();
        this.commentAt = commentStart(text);
        this.words = isRemark() ? NONE : words(text.substring(0, commentAt).strip());
    }

    /** Where the comment begins; the line's end where it has none. */
    private static int commentStart(String text) {
        int semicolon = text.indexOf(';');
        int hash = text.indexOf('#');
        if (semicolon < 0 || hash < 0) {
            int mark = Math.max(semicolon, hash);
            return mark < 0 ? text.length() : mark;
        }
        return Math.min(semicolon, hash);
    }

    private static String[] words(String command) {
        String[] words = new String[COMMAND_WORDS];
        int count = 0;
        int from = 0;
        do {
            int to = from;
            while (to < command.length() && !isBlank(command.charAt(to))) {
                to++;
            }
            words = count == words.length ? Arrays.copyOf(words, 2 * count) : words;
            words[count++] = command.substring(from, to);
            from = to;
            while (from < command.length() && isBlank(command.charAt(from))) {
                from++;
            }
        } while (from < command.length());
        return count == words.length ? words : Arrays.copyOf(words, count);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    /** The line as it stands in the file. */
    String text() {
        return text;
    }

    /** Without blanks at its ends. */
    String stripped() {
        return stripped;
    }

    /** Whether the line has no command: it is empty or begins with {@code #}. */
    boolean isRemark() {
        return stripped.isEmpty() || stripped.charAt(0) == '#';
    }

    /** Number of words before the comment: 0 for a remark, else at least 1. */
    int size() {
        return words.length;
    }

    /** A word before the comment, from 0. */
    String word(int index) {
        return words[index];
    }

    /** Whether the first word is {@code command}, which is in capitals, in any case. */
    boolean is(String command) {
        return words.length > 0 && words[0].equalsIgnoreCase(command);
    }

    /** What stands behind the {@code ;} or {@code #}, without one blank before it and those behind it. */
    String comment() {
        int from = commentAt + 1;
        if (from >= text.length()) {
            return "";
        }
        return text.substring(text.charAt(from) == ' ' ? from + 1 : from).stripTrailing();
    }

    /** What stands between {@code prefix} and {@code suffix}, which are all else; null unless it is one word. */
    String wordBetween(String prefix, String suffix) {
        int from = prefix.length();
        int to = stripped.length() - suffix.length();
        if (from >= to || !stripped.startsWith(prefix) || !stripped.endsWith(suffix)) {
            return null;
        }
        for (int i = from; i < to; i++) {
            if (isBlank(stripped.charAt(i))) {
                return null;
            }
        }
        return stripped.substring(from, to);
    }

    SourceException wrong(String problem) {
        return new SourceException(number, text, problem);
    }

    int number() {
        return number;
    }
}
