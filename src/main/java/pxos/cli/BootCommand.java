package pxos.cli;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.Problem;
import pxos.Problem.Kind;
import pxos.os.TextScreen;
import pxos.pixel.picture.VgaFilm.Frame;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.qemu.BootWindow;
import pxos.proof.qemu.LiveGuest;
import pxos.proof.qemu.QemuBinary;
import pxos.scenario.Input;
import pxos.workspace.Workspace;

/** Opens pxOS for a person. */
@Command(
        name = "boot",
        description = {
            "Boot pxOS for you to use: in a window, or in this terminal where there is no display.",
            "In the terminal, Ctrl-C leaves.",
        })
final class BootCommand extends Subcommand {

    private static final String DEVICE = "/dev/tty";

    @Option(
            names = {"--terminal", "--curses"},
            description = "Show the screen in this terminal, also where there is a display.")
    private boolean inTerminal;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            defaultValue = "floppy",
            description = "The drive to boot from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DriveKind drive;

    @Option(names = "--keep", description = "Keep what pxOS writes to its floppy (default: nothing is kept).")
    private boolean keep;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "In the terminal: write what was seen as a moving picture, a GIF or an animated PNG, by the file's ending.")
    private Path film;

    @Override
    boolean givesJson() {
        return false;
    }

    @Override
    public Integer call() throws Exception {
        if (film != null) {
            Films.check(film);
        }
        Workspace workspace = workspace();
        Path qemu = QemuBinary.locate(environment());
        updateImages(workspace);
        DiskImage disk = DiskImage.read(workspace.disk());
        if (!inTerminal && film == null && BootWindow.canOpen(qemu, environment())) {
            err().println("pxOS boots in a window. Close it to leave.");
            BootWindow.Ended ended = new BootWindow(qemu).run(disk, drive, keep ? workspace.disk() : null);
            if (!ended.said().isEmpty()) {
                err().println(ended.said());
            }
            if (ended.exitCode() == 0 || !terminal().isOut()) {
                return ended.exitCode() == 0 ? 0 : Kind.MISSING.exitCode();
            }
            err().println("QEMU could open no window.");
        }
        return inTerminal(qemu, disk, workspace);
    }

    private int inTerminal(Path qemu, DiskImage disk, Workspace workspace) throws IOException {
        if (!terminal().isOut()) {
            throw new Problem(
                    Kind.MISSING,
                    "there is neither a display nor a terminal to show pxOS on",
                    "pxos try \"KEYS\" shows what keys come to without them.");
        }
        err().println("pxOS boots in this terminal. " + BootView.HOW_TO_LEAVE + ".");
        List<Frame> seen;
        try (LiveGuest guest = LiveGuest.start(qemu, disk, drive, keep);
                InputStream keyboard = new FileInputStream(DEVICE);
                RawTerminal keys = RawTerminal.open(keyboard)) {
            seen = new BootView(watched(guest), keys, out(), film != null).run();
            if (keep) {
                guest.keepDisk(workspace.disk());
            }
        }
        err().println(keep ? "Left pxOS; what it wrote was kept." : "Left pxOS; nothing that it wrote was kept.");
        if (film != null) {
            Films.write(film, seen);
            out().println("Wrote " + film);
        }
        return 0;
    }

    private static BootView.Guest watched(LiveGuest guest) {
        return new BootView.Guest() {
            @Override
            public TextScreen screen() {
                return guest.screen();
            }

            @Override
            public void press(Input.KeyStroke key) {
                guest.press(key);
            }

            @Override
            public boolean isRunning() {
                return guest.isRunning();
            }
        };
    }
}
