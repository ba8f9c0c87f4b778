package pxos.cli;

import java.nio.file.Files;
import java.nio.file.Path;
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
import pxos.pixel.RunPictures;
import pxos.pixel.RunRecord;

/** Draws what a run changed. */
@Command(name = "diff", description = "Draw what a run changed: screen, memory and listing, before and after.")
final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Parameters(paramLabel = "RUN", description = "The run, such as run_1795438800.")
    private String run;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The PNG to write (default: RUN-diff.png in this folder).")
    private Path output;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        RunRecord record = new PixelReader(
                        Workspaces.open(pxos.where().workspace()).network())
                .run(run)
                .orElseThrow(() -> HistoryCommand.unknown(run));
        byte[] picture = RunPictures.diff(record)
                .orElseThrow(() -> new RunFailedException(new RunFailure(
                        Stage.REMEMBER,
                        Kind.INPUT,
                        run + " changed nothing: " + record.result().verdict(),
                        "pxos history " + run + " shows it in full.")));
        Path file = output == null ? Path.of(run + "-diff.png") : output;
        Files.write(file, picture);
        spec.commandLine().getOut().println("Wrote " + file);
        return 0;
    }
}
