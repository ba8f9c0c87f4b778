package pxos.cli;

import java.nio.file.Files;
import picocli.CommandLine.Command;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.RootDirectory.Entry;
import pxos.workspace.Workspace;

/** Brings the floppy up to date and lists it. */
@Command(
        name = "disk",
        description = "Bring the floppy pxos.img up to date with the OS and the folder files, and list what is on it.")
final class DiskCommand extends Subcommand {

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        updateImages(workspace);
        Fat12Disk disk = Fat12Disk.open(Files.readAllBytes(workspace.disk()));
        for (Entry entry : disk.root().entries()) {
            out().printf("%-12s %9s%n", entry.name(), entry.isFile() ? entry.sizeBytes() : "<DIR>");
        }
        out().printf("%,d bytes free%n", disk.freeBytes());
        return 0;
    }
}
