package pxos.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps assembly text to instructions, labels and plain data: nothing that reads a file, moves the origin, runs the
 * preprocessor or blows up in size (NASM manual, chapters 3, 4 and 7).
 */
final class AssemblyRails {

    static final int MAX_LINES = 1000;
    static final int MAX_LINE_LENGTH = 200;
    static final int MAX_REPEATS = 512;

    private static final Set<String> REFUSED = Set.of(
            "incbin", "org", "section", "segment", "absolute", "extern", "global", "common", "static", "bits", "use16",
            "use32", "use64", "cpu", "default", "float", "struc", "endstruc", "istruc", "iend", "at", "align", "alignb",
            "sectalign", "resb", "resw", "resd", "resq", "rest", "reso", "resy", "resz", "warning", "required", "import",
            "export", "library", "map", "dup", "include");
    private static final Pattern LABEL = Pattern.compile("^\\s*([A-Za-z_.?@$][\\w.?@$#~]*)\\s*:");
    private static final Pattern TIMES = Pattern.compile("(?i)^\\s*times\\s+(\\S+)(.*)$");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_.][\\w.]*");

    private AssemblyRails() {}

    /** The errors of {@code source}, each with its line number from 1; empty when it may be assembled. */
    static List<String> errorsIn(String source) {
        List<String> errors = new ArrayList<>();
        String[] lines = source.split("\n", -1);
        if (lines.length > MAX_LINES) {
            return List.of(lines.length + " lines of assembly are too many (at most " + MAX_LINES + ")");
        }
        for (int i = 0; i < lines.length; i++) {
            String problem = problemOf(lines[i]);
            if (!problem.isEmpty()) {
                errors.add("line " + (i + 1) + ": " + problem + ": " + lines[i].replaceAll("\\p{Cntrl}", " ").strip());
            }
        }
        return errors;
    }

    private static String problemOf(String line) {
        if (line.length() > MAX_LINE_LENGTH) {
            return "more than " + MAX_LINE_LENGTH + " characters";
        }
        if (!line.chars().allMatch(c -> c == '\t' || c >= ' ' && c <= '~')) {
            return "a character that is not printable ASCII";
        }
        String code = withoutStrings(line);
        if (code.indexOf('%') >= 0) {
            return "the preprocessor (%) is not available";
        }
        if (code.indexOf('`') >= 0 || code.endsWith("\\")) {
            return "backquotes and continued lines are not available";
        }
        if (code.stripLeading().startsWith("[")) {
            return "a directive in brackets is not available";
        }
        return problemOfInstruction(code);
    }

    private static String problemOfInstruction(String code) {
        String rest = withoutLabels(code);
        Matcher times = TIMES.matcher(rest);
        if (times.matches()) {
            if (!times.group(1).matches("[0-9]{1,4}") || Integer.parseInt(times.group(1)) > MAX_REPEATS) {
                return "times takes a plain number up to " + MAX_REPEATS;
            }
            if (TIMES.matcher(times.group(2)).matches()) {
                return "times inside times is not available";
            }
        }
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            if (REFUSED.contains(word.group().toLowerCase(Locale.ROOT))) {
                return "'" + word.group() + "' is not available";
            }
        }
        return "";
    }

    private static String withoutLabels(String code) {
        Matcher label = LABEL.matcher(code);
        return label.find() ? code.substring(label.end()) : code;
    }

    /** The line with its strings emptied and its comment cut off. */
    static String withoutStrings(String line) {
        StringBuilder code = new StringBuilder();
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == ';') {
                break;
            } else if (c == '"' || c == '\'') {
                quote = c;
                code.append("0");
            } else {
                code.append(c);
            }
        }
        return code.toString().stripTrailing();
    }

    /** The line without its comment. */
    static String withoutComment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == ';') {
                return line.substring(0, i).strip();
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        return line.strip();
    }
}
