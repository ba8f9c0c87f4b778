package pxos.build.source;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern COMMAND = Pattern.compile("(?s)([^;#]*)(?:[;#] ?(.*))?");

    static TextLine of(int number, String text) {
        Matcher command = COMMAND.matcher(text);
        if (text.isBlank() || text.stripLeading().startsWith("#") || !command.matches()) {
            return new TextLine(number, text, List.of(), "");
        }
        String comment = command.group(2) == null ? "" : command.group(2).stripTrailing();
        return new TextLine(number, text, List.of(command.group(1).strip().split("\\s+")), comment);
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
