package pxos.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem.Kind;
import pxos.os.TextScreen;
import pxos.pipeline.Services;
import pxos.proof.DiskImage;
import pxos.workbench.Tryout;
import pxos.workspace.Workspace;

/** Types on the booted OS and shows what comes of it. */
@Command(
        name = "try",
        description = {
            "Boot the floppy, type, and show the screen: as text, as JSON, or as a moving picture.",
            "Nothing is kept of what pxOS writes.",
        })
final class TryCommand extends Subcommand {

    @Parameters(arity = "0..1", paramLabel = "KEYS", defaultValue = "", description = "Such as \"help{Enter}\".")
    private String keys;

    @Option(
            names = {"-o", "--output", "--gif"},
            paramLabel = "FILE",
            description =
                    "Write a moving picture at a person's typing speed: a GIF or an animated PNG, by the file's ending.")
    private Path output;

    @Override
    public Integer call() throws Exception {
        if (output != null) {
            Films.check(output);
        }
        Workspace workspace = workspace();
        updateImages(workspace);
        try (Services services = services(workspace)) {
            Tryout tryout = Tryout.of(DiskImage.read(workspace.disk()), keys, services.emulator());
            if (output != null) {
                Films.write(output, tryout.frames());
            }
            show(tryout);
            return tryout.isSound() ? 0 : Kind.CHECKS.exitCode();
        }
    }

    private void show(Tryout tryout) throws IOException {
        if (json()) {
            writeJson(tryout);
            return;
        }
        TextScreen screen = tryout.last();
        ResultText.screen(screen, terminal()).forEach(out()::println);
        if (!tryout.isSound()) {
            out().println(tryout.fault());
        }
        if (output != null) {
            out().println("Wrote " + output);
        }
    }
}
