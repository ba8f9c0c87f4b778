package pxos.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.os.TextScreen;
import pxos.pipeline.Services;
import pxos.pixel.picture.VgaFilm;
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
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write a moving picture at a person's typing speed: .png (animated) or .gif.")
    private Path output;

    @Override
    public Integer call() throws Exception {
        String ending = output == null ? "" : ending(output);
        Workspace workspace = workspace();
        updateImages(workspace);
        try (Services services = services(workspace)) {
            Tryout tryout = Tryout.of(DiskImage.read(workspace.disk()), keys, services.emulator());
            if (output != null) {
                VgaFilm film = new VgaFilm(tryout.frames());
                save(output, ending.equals("gif") ? film.gif() : film.png());
            }
            show(tryout);
            return tryout.isSound() ? 0 : Kind.CHECKS.exitCode();
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (!List.of("png", "gif").contains(ending)) {
            throw Problem.input("a moving picture is a .png or a .gif, not " + file, "");
        }
        return ending;
    }

    private void show(Tryout tryout) throws IOException {
        if (json()) {
            writeJson(tryout);
            return;
        }
        TextScreen screen = tryout.last();
        ResultText.screen(screen).forEach(out()::println);
        if (!tryout.isSound()) {
            out().println(tryout.fault());
        }
        if (output != null) {
            out().println("Wrote " + output);
        }
    }
}
