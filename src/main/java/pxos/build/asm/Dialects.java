package pxos.build.asm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what other assemblers write, and what can only mean one thing, into what NASM takes; lines keep their numbers. */
public final class Dialects {

    private static final String MNEMONICS =
            "mov|call|int|ret|jmp|cmp|push|pop|xor|add|sub|inc|dec|lodsb|stosb|test|and|or"
                    + "|lea|cli|sti|hlt|clc|stc|cld|loop|j[a-z]{1,4}";

    /** Lines that say what is so anyway. */
    private static final Pattern NEEDLESS =
            Pattern.compile("(?i)\\s*(?!\\.?\\w+\\s*:)(\\[\\s*)?(bits\\s+16|use16|org\\b.*|section\\b.*|segment\\b.*"
                    + "|(global|extern)\\b.*|cpu\\b.*|align\\b.*|\\.(text|data|code|bss|model|stack|8086|186|286|386)\\b.*|end(\\s+\\w+)?|assume\\b.*"
                    + "|\\w+\\s+endp)\\s*(]\\s*)?");

    private static final List<Rule> RULES = List.of(
            new Rule("(?i)\\b(byte|word|dword)\\s+ptr\\b", "$1"),
            new Rule("(?i)\\boffset\\s+(?=[a-z_.])", ""),
            new Rule("(?i)^(\\s*)(\\w+)\\s+proc(\\s+(near|far))?\\s*$", "$1$2:"),
            new Rule("(?i)\\b0x([0-9a-f]+)h\\b", "0x$1"),
            new Rule(
                    "(?i)^(\\s*[a-z_.][\\w.]*\\s*:?\\s+)(db|dw)\\s+(\\d+)\\s+dup\\s*\\(\\s*([^)]*?)\\s*\\)\\s*$",
                    "$1times $3 $2 $4"),
            new Rule("(?i)(\\btimes\\s+\\d+\\s+d[bw]\\s+)\\?\\s*$", "$10"),
            new Rule(
                    "(?i)\\bcmp\\s+(\\[(?:si|di|bx)(?:\\s*[+-]\\s*\\w+)?\\])\\s*,\\s*(0|0x0|00h|'[^']'|\"[^\"]\")\\s*(?=$|;)",
                    "cmp byte $1, $2"),
            new Rule("(?i)^\\s*%define\\s+([a-z_]\\w*)\\s+('.'|0x[0-9a-f]+|[0-9][0-9a-f]*h?)\\s*$", "$1 equ $2"),
            new Rule("(?i)(?<![\\w.$])([0-9][0-9a-f]*[acef][0-9a-f]*)\\b(?=[^'\"]*$)", "0x$1"),
            new Rule("(?i)(\\bdb\\s+.*?)\\s*,\\s*['\"]\\$['\"]\\s*$", "$1, 0"),
            new Rule("(?i)(\\bdb\\s+.*)\\$(['\"])\\s*$", "$1$2, 0"),
            new Rule("(?i)\\bint\\s+(0x20|20h)\\s*$", "ret"),
            new Rule("(?i)\\bresb\\s+(\\d+)\\s*$", "times $1 db 0"),
            new Rule("(?i)\\bresw\\s+(\\d+)\\s*$", "times $1 dw 0"),
            new Rule("(?i)\\blea\\s+(\\w+)\\s*,\\s*([a-z_.][\\w.]*)\\s*$", "lea $1, [$2]"));

    private static final Pattern SLASHES = Pattern.compile("^((?:[^\"';/]|\"[^\"]*\"|'[^']*')*?)//.*");

    private static final Pattern ONE_LINE =
            Pattern.compile("(?i)(\\s*([a-z_.]\\w*:)?\\s*((" + MNEMONICS + ")\\b[^;]*)?(;|$))+");

    private record Rule(Pattern written, String meant) {
        Rule(String written, String meant) {
            this(Pattern.compile(written), meant);
        }
    }

    private Dialects() {}

    /** Line ends as they are meant: some models write a backslash and an n, some put a semicolon between instructions. */
    public static String lines(String source) {
        String text = source.replace("\r\n", "\n");
        if (text.indexOf('\n') >= 0) {
            return text;
        }
        String lines = text.replace("\\n", "\n").replace("\\t", " ");
        return lines.indexOf('\n') < 0
                        && lines.indexOf(';') > 0
                        && ONE_LINE.matcher(lines).matches()
                ? lines.replace(';', '\n')
                : lines;
    }

    public static String translated(String source) {
        return DosCalls.translated(List.of(source.split("\n", -1))).stream()
                .map(Dialects::line)
                .collect(Collectors.joining("\n"));
    }

    private static String line(String line) {
        if (NEEDLESS.matcher(AssemblyRails.withoutComment(line)).matches()
                || line.stripLeading().startsWith("#")) {
            return "";
        }
        Matcher slashes = SLASHES.matcher(line);
        String text = slashes.matches() ? slashes.group(1) : line;
        for (Rule rule : RULES) {
            Matcher written = rule.written().matcher(text);
            text = written.find() && !isInString(text, written.start()) ? written.replaceAll(rule.meant()) : text;
        }
        return text;
    }

    private static boolean isInString(String line, int place) {
        long quotes = line.substring(0, place).chars().filter(c -> c == '"').count();
        long single = line.substring(0, place).chars().filter(c -> c == '\'').count();
        return quotes % 2 == 1 || single % 2 == 1;
    }
}
