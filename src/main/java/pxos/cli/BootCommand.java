package pxos.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.qemu.BootWindow;
import pxos.proof.qemu.QemuBinary;
import pxos.workspace.Workspace;

/** Opens pxOS for a person. */
@Command(name = "boot", description = "Boot pxOS in a QEMU window, or in the terminal.")
final class BootCommand extends Subcommand {

    @Option(names = "--curses", description = "Show the screen in this terminal (Esc 2, then quit, ends it).")
    private boolean curses;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            defaultValue = "FLOPPY",
            description = "The drive to boot from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DriveKind drive;

    @Option(names = "--keep", description = "Keep what pxOS writes to its floppy.")
    private boolean keep;

    @Override
    boolean givesJson() {
        return false;
    }

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        BootWindow window = new BootWindow(QemuBinary.locate(environment()));
        updateImages(workspace);
        return window.run(DiskImage.read(workspace.disk()), drive, curses, keep ? workspace.disk() : null);
    }
}
