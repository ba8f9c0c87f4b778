package pxos.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.qemu.BootWindow;
import pxos.proof.qemu.QemuBinary;
import pxos.workspace.Workspace;

/** Opens pxOS for a person. */
@Command(name = "boot", description = "Boot pxOS in a QEMU window, or in the terminal.")
final class BootCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Option(names = "--curses", description = "Show the screen in this terminal (Esc 2, then quit, ends it).")
    private boolean curses;

    @Option(
            names = "--drive",
            paramLabel = "KIND",
            defaultValue = "FLOPPY",
            description = "The drive to boot from: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private DriveKind drive;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = Workspaces.open(pxos.where().workspace());
        BootWindow window = new BootWindow(QemuBinary.locate(pxos.environment()));
        DiskCommand.update(workspace, spec.commandLine().getErr());
        return window.run(DiskImage.read(workspace.disk()), drive, curses);
    }
}
