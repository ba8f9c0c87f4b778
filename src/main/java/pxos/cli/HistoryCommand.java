package pxos.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.pixel.RunText;
import pxos.workspace.Workspace;
import tools.jackson.databind.node.ObjectNode;

/** Shows what was tried. */
@Command(name = "history", description = "Show the runs in the pixel network, newest first; or one run in full.")
final class HistoryCommand extends Subcommand {

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
        requireInRange("--limit", limit, 1, Integer.MAX_VALUE);
        List<RunRecord> runs = run == null
                ? new PixelReader(workspace().network()).find(search, failed, limit)
                : List.of(find(run, workspace()));
        if (json()) {
            writeJson(new PastRuns(runs.stream().map(RunRecord::published).toList()));
            return 0;
        }
        for (RunRecord record : runs) {
            if (run != null) {
                out().print(RunText.full(record));
            } else {
                out().println(fitting(RunText.line(record)));
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
        return new PixelReader(workspace.network()).named(run, "pxos history lists the newest runs.");
    }
}
