package pxos.pixel;

import java.util.List;

/** A run of the network in words. */
public final class RunText {

    private static final int GOAL_CHARACTERS = 60;

    private RunText() {}

    /** The run on one line: id, time, verdict, goal. */
    public static String line(RunRecord run) {
        RunRecord.Request request = run.request();
        String title = run.title();
        String goal = title.length() <= GOAL_CHARACTERS ? title : title.substring(0, GOAL_CHARACTERS - 1) + "…";
        String verdict = run.result().verdict().split("\\W", 2)[0];
        return String.format("%-16s %-16s %-7s %s", request.runId(), minute(request.time()), verdict, goal);
    }

    private static String minute(String time) {
        return time.length() < 16 ? time : time.substring(0, 16).replace('T', ' ');
    }

    /** Everything that the network keeps of the run. */
    public static String full(RunRecord run) {
        StringBuilder text = new StringBuilder(line(run)).append('\n');
        add(text, "because", run.story().reason());
        add(text, "verdict", run.result().verdict());
        add(text, "generator", run.request().generator());
        add(text, "milestone", run.request().milestone());
        add(text, "stage", run.result().stage());
        add(text, "features", String.join(", ", run.result().features()));
        add(text, "plan", run.result().plan());
        add(text, "written", String.join(", ", run.result().bytes()));
        add(text, "changes", String.join(", ", run.change().changes()));
        add(text, "checks", run.proof().checksPassed() + " of " + run.proof().checksTotal());
        add(
                text,
                "attempts",
                run.cost().attempts()
                        + (run.cost().tokens() > 0 ? ", " + run.cost().tokens() + " tokens" + cached(run.cost()) : ""));
        add(text, "time", run.cost().durationMs() + " ms");
        add(text, "hint", run.proof().hint());
        add(text, "clipped", String.join(", ", run.clipped()));
        addAll(text, "evidence", run.proof().evidence());
        add(text, "shows", run.story().shows());
        add(text, "keys", run.story().keys());
        addAll(text, "screen", run.proof().screen());
        addAll(text, "listing", run.change().listing());
        return text.toString();
    }

    private static String cached(RunRecord.Cost cost) {
        return cost.cachedTokens() > 0
                ? " (" + cost.cachedTokens() + " of " + cost.promptTokens() + " prompt tokens from the server's cache)"
                : "";
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isBlank()) {
            text.append(String.format("  %-10s %s\n", name, value));
        }
    }

    private static void addAll(StringBuilder text, String name, List<String> lines) {
        int last = lines.size();
        while (last > 0 && lines.get(last - 1).isBlank()) {
            last--;
        }
        if (last > 0) {
            text.append("  ").append(name).append('\n');
            lines.subList(0, last)
                    .forEach(line -> text.append("    ").append(line).append('\n'));
        }
    }
}
