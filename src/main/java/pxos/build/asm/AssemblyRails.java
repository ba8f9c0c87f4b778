package pxos.build.asm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps assembly text to instructions, labels and plain data: nothing that reads a file, moves the origin, runs the
 * preprocessor or blows up in size (NASM manual, chapters 3, 4 and 7).
 */
final class AssemblyRails {

    static final int MAX_LINES = 1000;
    static final int MAX_LINE_LENGTH = 200;
    static final int MAX_REPEATS = 512;
    private static final int MAX_ERRORS = 8;

    /** All {@code times} of a source together: room for more than the zones hold, and no disk full of zeros. */
    static final int MAX_REPEATS_IN_ALL = 2048;

    private static final Set<String> REFUSED =
            Set.of(("incbin org section segment absolute extern global common static bits"
                            + " use16 use32 use64 cpu default float struc endstruc istruc iend at align alignb sectalign resb resw resd resq"
                            + " rest reso resy resz warning required import export library map dup include")
                    .split(" "));
    /** Those that NASM does not take for labels either: they are macros of its own. */
    private static final Set<String> NO_LABELS =
            Set.of(("incbin org section segment absolute extern global common static bits cpu default float struc"
                            + " endstruc istruc iend at align alignb sectalign required use16")
                    .split(" "));

    private static final Pattern STRING_OR_COMMENT = Pattern.compile("\"[^\"]*\"|'[^']*'|;.*");
    private static final Pattern LABEL = Pattern.compile("^\\s*([A-Za-z_.?@$][\\w.?@$#~]*)\\s*:");
    private static final Pattern TIMES = Pattern.compile("(?i)(?<![\\w.$?@#~])times\\b\\s*(\\S*)");
    /** What the code of a line must not hold, its strings left out. */
    private static final List<Rule> RULES = List.of(
            new Rule("['\"]", "a string without its closing quote"),
            new Rule("%", "the preprocessor (%) is not available"),
            new Rule("`|\\\\$", "backquotes and continued lines are not available"),
            new Rule("^(" + LABEL + ")?\\s*\\[", "a directive in brackets is not available"),
            new Rule("(?<![\\w.$?@#~])__", "names that begin with two underscores are not available"));

    private static final Pattern WORD = Pattern.compile("[A-Za-z_.][\\w.]*");

    private record Rule(Pattern broken, String problem) {
        Rule(String broken, String problem) {
            this(Pattern.compile(broken), problem);
        }
    }

    private AssemblyRails() {}

    /** The errors of {@code source}, each with its line number from 1; empty when it may be assembled. */
    static List<String> errorsIn(String source) {
        String[] lines = source.split("\n", -1);
        if (lines.length > MAX_LINES) {
            return List.of(lines.length + " lines of assembly are too many (at most " + MAX_LINES + ")");
        }
        List<String> errors = new ArrayList<>();
        int repeats = 0;
        for (int i = 0; i < lines.length; i++) {
            String problem = problemOf(lines[i]);
            repeats += problem.isEmpty() ? repeats(withoutLabels(withoutStrings(lines[i]))) : 0;
            if (problem.isEmpty() && repeats > MAX_REPEATS_IN_ALL) {
                problem = "times repeats more than " + MAX_REPEATS_IN_ALL + " times in all";
            }
            if (!problem.isEmpty()) {
                errors.add("line " + (i + 1) + ": " + problem + ": " + quoted(lines[i]));
            }
        }
        return errors.stream().limit(MAX_ERRORS).toList();
    }

    private static int repeats(String code) {
        Matcher times = TIMES.matcher(code);
        return times.find() ? Integer.parseInt(times.group(1)) : 0;
    }

    /** A line as an error quotes it: printable, and not longer than it may be. */
    private static String quoted(String line) {
        String printable = line.replaceAll("[^ -~]+", " ").strip();
        return printable.length() <= MAX_LINE_LENGTH ? printable : printable.substring(0, MAX_LINE_LENGTH) + " ...";
    }

    /**
     * The text as the assembler gets it: without comments, which hold what they like, and with plain line ends. Lines
     * keep their numbers.
     */
    static String plain(String source) {
        return Stream.of(source.replace("\r\n", "\n").split("\n", -1))
                .map(AssemblyRails::withoutComment)
                .collect(Collectors.joining("\n"));
    }

    private static String problemOf(String line) {
        if (line.length() > MAX_LINE_LENGTH) {
            return "more than " + MAX_LINE_LENGTH + " characters";
        }
        if (!line.chars().allMatch(c -> c == '\t' || c >= ' ' && c <= '~')) {
            return "a character that is not printable ASCII";
        }
        String code = withoutStrings(line);
        for (Rule rule : RULES) {
            if (rule.broken().matcher(code).find()) {
                return rule.problem();
            }
        }
        return problemOfInstruction(code);
    }

    private static String problemOfInstruction(String code) {
        Matcher label = LABEL.matcher(code);
        if (label.find() && NO_LABELS.contains(label.group(1).toLowerCase(Locale.ROOT))) {
            return "'" + label.group(1) + "' is a word of the assembler and no label; take another name";
        }
        String rest = withoutLabels(code);
        Matcher times = TIMES.matcher(rest);
        if (times.find()) {
            if (!times.group(1).matches("[0-9]{1,4}") || Integer.parseInt(times.group(1)) > MAX_REPEATS) {
                return "times takes a plain number up to " + MAX_REPEATS;
            }
            if (times.find()) {
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

    /** The line with a 0 in place of each string, and without its comment. */
    static String withoutStrings(String line) {
        return STRING_OR_COMMENT
                .matcher(line)
                .replaceAll(part -> part.group().startsWith(";") ? "" : "0")
                .stripTrailing();
    }

    /** The line without its comment. */
    static String withoutComment(String line) {
        return STRING_OR_COMMENT
                .matcher(line)
                .replaceAll(part -> part.group().startsWith(";") ? "" : Matcher.quoteReplacement(part.group()))
                .strip();
    }
}
