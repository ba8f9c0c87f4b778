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

    @Parameters(paramLabel = "RUN", description = "The run, such as run_1795438800.")
    private String run;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The PNG to write (default: RUN-diff.png in this folder).")
    private Path output;

    @Override
    public Integer call() throws Exception {
        RunRecord record = HistoryCommand.find(run, workspace());
        byte[] picture = RunPictures.diff(record)
                .orElseThrow(() -> Problem.input(
                        run + " changed nothing: " + record.result().verdict(),
                        "pxos history " + run + " shows it in full."));
        write(output == null ? Path.of(run + "-diff.png") : output, picture);
        return 0;
    }
}
