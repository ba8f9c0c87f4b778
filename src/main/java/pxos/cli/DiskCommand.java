package pxos.cli;

import java.nio.file.Files;
import java.util.List;
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
        if (json()) {
            writeJson(new Listed(
                    disk.root().entries().stream()
                            .map(entry -> new Listed.File(
                                    entry.name(), !entry.isFile(), entry.isFile() ? entry.sizeBytes() : 0))
                            .toList(),
                    disk.freeBytes()));
            return 0;
        }
        for (Entry entry : disk.root().entries()) {
            out().printf("%-12s %9s%n", entry.name(), entry.isFile() ? entry.sizeBytes() : "<DIR>");
        }
        out().printf("%,d bytes free%n", disk.freeBytes());
        return 0;
    }

    /** What programs get. */
    private record Listed(List<File> files, long freeBytes) {

        /** A file or a folder on the floppy. */
        private record File(String name, boolean folder, long bytes) {}
    }
}
