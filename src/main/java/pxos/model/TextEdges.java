package pxos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import pxos.model.EdgeCases.Line;

/**
 * Whether tests try a text as people type it: with a blank in it, and none at all. A test with one word never shows that code
 * stops at a blank.
 */
final class TextEdges {

    private static final Pattern TEXTS = Pattern.compile(
            "\\b(texts?|strings?|sentences?|phrases?|arguments?|revers\\w*|backwards?|palindromes?|upper\\w*|lower\\w*"
                    + "|capitals?|letters?|characters?|vowels?|length|rot13|caesar|cipher\\w*|encrypt\\w*)\\b");

    /** The name of a file is no text. */
    private static final Pattern FILES = Pattern.compile("\\bfiles?\\b");

    private static final Pattern WORDS = Pattern.compile("[A-Za-z]+( +[A-Za-z]+)*");

    private TextEdges() {}

    /** What no line types, each in words; none where the goal speaks of no text, or none is typed. */
    static List<String> untried(List<Line> typed, String goal) {
        List<String> missing = new ArrayList<>();
        String words = goal.toLowerCase(Locale.ROOT);
        if (!TEXTS.matcher(words).find() || FILES.matcher(words).find()) {
            return missing;
        }
        List<Line> uses = EdgeCases.ofFirstCommand(
                typed, line -> WORDS.matcher(line.argument()).matches());
        if (uses.isEmpty()) {
            return missing;
        }
        String command = uses.get(0).command();
        if (uses.stream().noneMatch(line -> line.argument().contains(" "))) {
            missing.add("two words (" + command + " ab cd)");
        }
        if (uses.stream().noneMatch(line -> line.argument().isEmpty())) {
            missing.add("no text at all (" + command + ")");
        }
        return missing;
    }
}
