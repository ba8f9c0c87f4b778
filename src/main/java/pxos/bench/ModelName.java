package pxos.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people are told of a model. */
public final class ModelName {

    /** A path; the slash between an owner and a name makes none. */
    private static final Pattern PATH =
            Pattern.compile("(?:/|[A-Za-z]:\\\\).*[/\\\\]([^/\\\\]+)|.*[/\\\\]([^/\\\\]+\\.gguf)");

    private ModelName() {}

    /** The name that was asked for; else the one that the server gave, else the server. */
    public static String of(GoalOutcome outcome) {
        return of(outcome.model(), outcome.answeredBy(), outcome.server());
    }

    static String of(Summary summary) {
        return of(summary.model(), summary.answeredBy(), summary.server());
    }

    private static String of(String model, String answeredBy, String server) {
        return model.isEmpty() ? answeredBy.isEmpty() ? server : fileName(answeredBy) : fileName(model);
    }

    /** Only the last part of a path. */
    private static String fileName(String model) {
        Matcher path = PATH.matcher(model);
        return !path.matches() ? model : path.group(1) != null ? path.group(1) : path.group(2);
    }
}
