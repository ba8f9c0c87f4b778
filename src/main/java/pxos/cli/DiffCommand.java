package pxos.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.pixel.RunPictures;
import pxos.pixel.RunRecord;

/** Draws what a run changed. */
@Command(name = "diff", description = "Draw what a run changed: screen, memory and listing, before and after.")
final class DiffCommand extends Subcommand {

    @Parameters(paramLabel = "RUN", description = "The run, such as run_1795438800; last is the newest.")
    private String run;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The PNG to write (default: RUN-diff.png in this folder).")
    private Path output;

    @Override
    public Integer call() throws Exception {
        RunRecord record = HistoryCommand.find(run, workspace());
        String id = record.request().runId();
        byte[] picture = RunPictures.diff(record)
                .orElseThrow(() -> Problem.input(
                        id + " changed nothing: " + record.result().verdict(),
                        "pxos history " + id + " shows it in full."));
        Path file = output == null ? Path.of(id + "-diff.png") : output;
        if (json()) {
            save(file, picture);
            writeJson(new Drawn(id, file.toAbsolutePath().normalize().toString()));
        } else {
            write(file, picture);
        }
        return 0;
    }

    /** What programs get. */
    private record Drawn(String runId, String file) {}
}
