package pxos.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.workspace.Workspace;
import tools.jackson.databind.node.ObjectNode;

/** Shows what was tried. */
@Command(name = "history", description = "Show the runs in the pixel network, newest first; or one run in full.")
final class HistoryCommand extends Subcommand {

    private static final int GOAL_CHARACTERS = 60;
    /** Stands for the newest run. */
    private static final String LAST = "last";

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            description = "Show this run in full, such as run_1795438800; last is the newest.")
    private String run;

    @Option(
            names = "--search",
            paramLabel = "WORDS",
            defaultValue = "",
            description = "Runs that hold all these words.")
    private String search;

    @Option(names = "--failed", description = "Leave out runs that passed.")
    private boolean failed;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show at most this many (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Override
    public Integer call() throws Exception {
        List<RunRecord> runs = run == null
                ? new PixelReader(workspace().network()).find(search, failed, limit)
                : List.of(find(run, workspace()));
        if (json()) {
            writeJson(new PastRuns(runs.stream().map(RunRecord::published).toList()));
            return 0;
        }
        for (RunRecord record : runs) {
            if (run != null) {
                out().print(full(record));
            } else {
                out().println(line(record));
            }
        }
        if (runs.isEmpty()) {
            out().println((failed ? "No failed runs" : "No runs")
                    + (search.isEmpty() ? " yet." : " hold '" + search + "'."));
        }
        return 0;
    }

    /** What programs get. */
    private record PastRuns(List<ObjectNode> runs) {}

    /** @throws Problem where the network has no such run */
    static RunRecord find(String run, Workspace workspace) throws Exception {
        PixelReader network = new PixelReader(workspace.network());
        Optional<RunRecord> found =
                run.equals(LAST) ? network.newest(1).stream().findFirst() : network.run(run);
        return found.orElseThrow(
                () -> Problem.input("there is no run '" + run + "'", "pxos history lists the newest runs."));
    }

    /** The run on one line: id, time, verdict, goal. */
    private static String line(RunRecord run) {
        RunRecord.Request request = run.request();
        String goal = request.goal().length() <= GOAL_CHARACTERS
                ? request.goal()
                : request.goal().substring(0, GOAL_CHARACTERS - 1) + "…";
        String verdict = run.result().verdict().split("\\W", 2)[0];
        return String.format("%-16s %-16s %-7s %s", request.runId(), minute(request.time()), verdict, goal);
    }

    private static String minute(String time) {
        return time.length() < 16 ? time : time.substring(0, 16).replace('T', ' ');
    }

    /** Everything that the network keeps of the run. */
    private static String full(RunRecord run) {
        StringBuilder text = new StringBuilder(line(run)).append('\n');
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
                        + (run.cost().tokens() > 0 ? ", " + run.cost().tokens() + " tokens" : ""));
        add(text, "time", run.cost().durationMs() + " ms");
        add(text, "hint", run.proof().hint());
        add(text, "clipped", String.join(", ", run.clipped()));
        addAll(text, "evidence", run.proof().evidence());
        addAll(text, "screen", run.proof().screen());
        addAll(text, "listing", run.change().listing());
        return text.toString();
    }

    private static void add(StringBuilder text, String name, String value) {
        if (!value.isBlank()) {
            text.append(String.format("  %-10s %s%n", name, value));
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
