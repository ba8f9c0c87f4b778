package pxos.build.source;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import pxos.Problem;

/**
 * A line of source text.
 *
 * @param number from 1
 * @param text as it stands in the file
 * @param words the words before the comment; none where the line is a remark, else at least one
 * @param comment the text after the {@code ;} or {@code #}; may be empty
 */
record TextLine(int number, String text, List<String> words, String comment) {

    private static final String BLANKS = " \t\n\u000B\f\r";

    static TextLine of(int number, String text) {
        if (text.isBlank() || text.stripLeading().startsWith("#")) {
            return new TextLine(number, text, List.of(), "");
        }
        int end = 0;
        while (end < text.length() && text.charAt(end) != ';' && text.charAt(end) != '#') {
            end++;
        }
        String comment = text.substring(Math.min(end + 1, text.length()));
        return new TextLine(
                number,
                text,
                words(text.substring(0, end)),
                (comment.startsWith(" ") ? comment.substring(1) : comment).stripTrailing());
    }

    /** At least one; it is empty where there is none. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (StringTokenizer left = new StringTokenizer(command, BLANKS); left.hasMoreTokens(); ) {
            words.add(left.nextToken());
        }
        return words.isEmpty() ? List.of("") : words;
    }

    /** Whether the line has no command: it is empty or begins with {@code #}. */
    boolean isRemark() {
        return words.isEmpty();
    }

    /** A word before the comment, from 0. */
    String word(int index) {
        return words.get(index);
    }

    void require(boolean right, String problem) {
        if (!right) {
            throw wrong(problem);
        }
    }

    Problem wrong(String problem) {
        return Problem.input(
                "line " + number + ": " + problem + ": " + SourceLine.oneLine(text),
                "Put the source right at that line.");
    }
}
