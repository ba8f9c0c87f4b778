package pxos.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import pxos.os.disk.DirectoryEntry;
import pxos.os.disk.Fat12Disk;
import pxos.pipeline.OsImages;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;
import pxos.workspace.WorkspaceLock;

/** Brings the floppy up to date and lists it. */
@Command(
        name = "disk",
        description = "Bring the floppy pxos.img up to date with the OS and the folder files, and list what is on it.")
final class DiskCommand extends Subcommand {

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(10);

    @Override
    public Integer call() throws Exception {
        Workspace workspace = workspace();
        update(services(workspace), workspace, err());
        Fat12Disk disk = Fat12Disk.open(Files.readAllBytes(workspace.disk()));
        for (DirectoryEntry entry : disk.root().entries()) {
            out().printf("%-12s %9s%n", entry.name(), entry.isFile() ? entry.sizeBytes() : "<DIR>");
        }
        out().printf("%,d bytes free%n", disk.freeBytes());
        return 0;
    }

    /** Makes both images fit the OS source; what a person should know goes to {@code err}. */
    static void update(Services services, Workspace workspace, PrintWriter err) throws Exception {
        try (WorkspaceLock lock = WorkspaceLock.take(
                workspace, LOCK_PATIENCE, () -> err.println("Waiting for another run in this workspace …"))) {
            services.recorder().recover(workspace);
            Journal journal = new Journal(workspace);
            List<String> notes = OsImages.put(
                    journal, workspace, services.analyzer().analyse(workspace).image());
            journal.commit("", note -> {});
            notes.forEach(err::println);
        }
        err.flush();
    }
}
