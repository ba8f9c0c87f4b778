package pxos.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import pxos.pipeline.RunFailure.Kind;
import pxos.pixel.NetworkCheck;
import pxos.pixel.NetworkTransfer;
import pxos.workspace.Workspace;
import pxos.workspace.WorkspaceLock;

/** Looks after the pixel network. */
@Command(name = "network", description = "Check, export or import the pixel network.")
final class NetworkCommand implements Runnable {

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(1);

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: network verify, export or import.");
    }

    @Command(name = "verify", description = "Read every strip, and say what is wrong with it.")
    int verify() throws Exception {
        NetworkCheck report =
                NetworkCheck.of(Workspaces.open(pxos.where().workspace()).network());
        PrintWriter out = spec.commandLine().getOut();
        report.lines().forEach(out::println);
        out.flush();
        return report.sound() ? 0 : Kind.CHECKS.exitCode();
    }

    @Command(name = "export", description = "Write every run to stdout as JSON Lines, oldest first.")
    int export() throws Exception {
        NetworkTransfer.export(
                Workspaces.open(pxos.where().workspace()).network(),
                spec.commandLine().getOut());
        return 0;
    }

    @Command(name = "import", description = "Add the runs of a JSON Lines file that the network does not have yet.")
    int importRuns(@Parameters(paramLabel = "FILE", description = "The file; - for stdin.") Path file)
            throws Exception {
        Workspace workspace = Workspaces.open(pxos.where().workspace());
        PrintWriter out = spec.commandLine().getOut();
        try (WorkspaceLock lock = WorkspaceLock.take(workspace, LOCK_PATIENCE, () -> {});
                BufferedReader lines = file.toString().equals("-")
                        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        : Files.newBufferedReader(file)) {
            NetworkTransfer.Imported imported = NetworkTransfer.read(lines, workspace.network());
            out.println("Added " + imported.added() + " runs; " + imported.known() + " were there already.");
            imported.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
            out.flush();
            return imported.problems().isEmpty() ? 0 : Kind.INPUT.exitCode();
        }
    }
}
