package pxos.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.build.feature.Feature;
import pxos.build.feature.Primitive;

/** The texts and names that an answer puts on the screen or takes from the keyboard: who asked for others wants to know. */
final class OwnTexts {

    private static final Pattern LITERAL = Pattern.compile("\"([^\"]{2,})\"|'([^']{2,})'");
    private static final Pattern LETTERS = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern COMMENT = Pattern.compile("^((?:[^;\"']|\"[^\"]*\"|'[^']*')*);.*");
    private static final int MOST = 8;

    private OwnTexts() {}

    /** Those of a feature with at least two letters in a row, in its order. */
    static List<String> of(Feature feature) {
        return feature.primitives().stream()
                .flatMap(OwnTexts::in)
                .map(String::strip)
                .filter(text -> LETTERS.matcher(text).find())
                .distinct()
                .toList();
    }

    private static Stream<String> in(Primitive primitive) {
        if (primitive instanceof Primitive.Text text) {
            return Stream.of(text.text());
        }
        if (primitive instanceof Primitive.Hook hook) {
            return Stream.ofNullable(hook.name());
        }
        if (primitive instanceof Primitive.Use use) {
            return use.arguments().values().stream()
                    .filter(value -> value instanceof String text && text.indexOf(' ') > 0)
                    .map(String.class::cast);
        }
        return primitive instanceof Primitive.Asm asm ? asm.code().lines().flatMap(OwnTexts::literals) : Stream.empty();
    }

    private static Stream<String> literals(String line) {
        return LITERAL.matcher(COMMENT.matcher(line).replaceFirst("$1"))
                .results()
                .map((MatchResult found) -> found.group(1) == null ? found.group(2) : found.group(1));
    }

    /** Those in what a run leaves in the workspace that are not in its goal. */
    static List<String> notInGoal(RunContext run) {
        return run.changesWorkspace()
                ? notIn(
                        run.request().title(),
                        run.built().stream()
                                .flatMap(each -> each.texts().stream())
                                .toList())
                : List.of();
    }

    /** Those that are not in a goal, whatever the case and the blanks; eight at most. */
    static List<String> notIn(String goal, List<String> texts) {
        String said = plain(goal);
        return texts.stream()
                .filter(text -> !said.contains(plain(text)))
                .limit(MOST)
                .toList();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }
}
