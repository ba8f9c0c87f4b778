package pxos.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.file.LockFile;
import pxos.pixel.NetworkCheck;
import pxos.pixel.NetworkTransfer;
import pxos.workspace.Workspace;

/** Looks after the pixel network. */
@Command(name = "network", description = "Check, export or import the pixel network.")
final class NetworkCommand extends Subcommand {

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(1);

    @Override
    public Integer call() {
        throw new ParameterException(spec().commandLine(), "Say what to do: network verify, export or import.");
    }

    @Command(name = "verify", description = "Read every strip, and say what is wrong with it.")
    int verify() throws Exception {
        NetworkCheck report = NetworkCheck.of(workspace().network());
        if (json()) {
            writeJson(new Verified(
                    report.sound(),
                    report.segments(),
                    report.runs(),
                    report.unreadable().stream()
                            .map(strip -> strip.place() + ": " + strip.reason())
                            .toList()));
        } else {
            report.lines().forEach(out()::println);
        }
        return report.sound() ? 0 : Problem.Kind.CHECKS.exitCode();
    }

    @Command(name = "export", description = "Write every run to stdout as JSON Lines, oldest first.")
    int export() throws Exception {
        if (json()) {
            throw new ParameterException(
                    spec().commandLine(), "network export writes JSON Lines as it is; leave --json out.");
        }
        NetworkTransfer.export(workspace().network(), out());
        return 0;
    }

    @Command(name = "import", description = "Add the runs of a JSON Lines file that the network does not have yet.")
    int importRuns(@Parameters(paramLabel = "FILE", description = "The file; - for stdin.") Path file)
            throws Exception {
        Workspace workspace = workspace();
        try (LockFile lock = workspace.lock(LOCK_PATIENCE, () -> {});
                BufferedReader lines = file.toString().equals("-")
                        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        : Files.newBufferedReader(file)) {
            NetworkTransfer.Imported imported = NetworkTransfer.read(lines, workspace.network());
            if (json()) {
                writeJson(imported);
            } else {
                out().println("Added " + imported.added() + " runs; " + imported.known() + " were there already.");
            }
            imported.problems().forEach(err()::println);
            return imported.problems().isEmpty() ? 0 : Problem.Kind.INPUT.exitCode();
        }
    }

    /** What programs get of a check. */
    private record Verified(boolean sound, int segments, int runs, List<String> unreadable) {}
}
