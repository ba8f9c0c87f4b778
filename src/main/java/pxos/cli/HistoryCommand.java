package pxos.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.Stage;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;

/** Shows what was tried. */
@Command(name = "history", description = "Show the runs in the pixel network, newest first; or one run in full.")
final class HistoryCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Parameters(arity = "0..1", paramLabel = "RUN", description = "Show this run in full, such as run_1795438800.")
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

    @Option(names = "--json", description = "Write JSON Lines.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        PixelReader reader =
                new PixelReader(Workspaces.open(pxos.where().workspace()).network());
        List<RunRecord> runs = run == null
                ? reader.find(search, failed, limit)
                : List.of(reader.run(run).orElseThrow(() -> unknown(run)));
        PrintWriter out = spec.commandLine().getOut();
        for (RunRecord record : runs) {
            if (json) {
                out.println(record.json());
            } else if (run != null) {
                out.print(RunText.full(record));
            } else {
                out.println(RunText.line(record));
            }
        }
        if (runs.isEmpty() && !json) {
            out.println(
                    (failed ? "No failed runs" : "No runs") + (search.isEmpty() ? " yet." : " hold '" + search + "'."));
        }
        out.flush();
        return 0;
    }

    static RunFailedException unknown(String run) {
        return new RunFailedException(new RunFailure(
                Stage.REMEMBER, Kind.INPUT, "there is no run '" + run + "'", "pxos history lists the newest runs."));
    }
}
