package pxos.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.Problem.Kind;
import pxos.pipeline.Services;
import pxos.pixel.picture.VgaScreenshot;
import pxos.proof.DiskImage;
import pxos.workbench.Tryout;
import pxos.workspace.Workspace;

/** Takes a picture of the booted OS. */
@Command(name = "screenshot", description = "Boot pxOS with the files of its floppy, and save a picture of the screen.")
final class ScreenshotCommand extends Subcommand {

    @Option(
            names = "--keys",
            paramLabel = "KEYS",
            defaultValue = "",
            description = "Keys to type first, such as \"help{Enter}\".")
    private String keys;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "pxos-screen.png",
            description = "The PNG to write (default: ${DEFAULT-VALUE}).")
    private Path output;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        updateImages(workspace);
        try (Services services = services(workspace)) {
            Tryout tryout = Tryout.of(DiskImage.read(workspace.disk()), keys, services.emulator());
            write(output, VgaScreenshot.png(tryout.last()));
            if (!tryout.isSound()) {
                err().println(tryout.fault());
                return Kind.CHECKS.exitCode();
            }
            if (json()) {
                writeJson(new Taken(output.toAbsolutePath().normalize().toString(), tryout.screen()));
            }
            return 0;
        }
    }

    /** What programs get. */
    private record Taken(String file, Tryout.Screen screen) {}
}
