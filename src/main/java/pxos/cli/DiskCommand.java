package pxos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import pxos.os.disk.DirectoryEntry;
import pxos.os.disk.Fat12Disk;
import pxos.pipeline.OsImages;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunObserver;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;
import pxos.workspace.WorkspaceLock;

/** Brings the floppy up to date and lists it. */
@Command(
        name = "disk",
        description = "Bring the floppy pxos.img up to date with the OS and the folder files, and list what is on it.")
final class DiskCommand implements Callable<Integer> {

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private PxosCommand pxos;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Workspace workspace = Workspaces.open(pxos.where().workspace());
        update(workspace, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        list(Fat12Disk.open(Files.readAllBytes(workspace.disk())), out);
        out.flush();
        return 0;
    }

    /** Makes both images fit the OS source; what a person should know goes to {@code err}. */
    static void update(Workspace workspace, PrintWriter err) throws RunFailedException, IOException {
        try (WorkspaceLock lock = WorkspaceLock.take(
                workspace, LOCK_PATIENCE, () -> err.println("Waiting for another run in this workspace …"))) {
            Services services = new Services(workspace, new RunOptions(), RunObserver.SILENT, System.getenv());
            services.recorder().recover(workspace);
            Journal journal = new Journal(workspace);
            List<String> notes = OsImages.put(
                    journal, workspace, services.analyzer().analyse(workspace).image());
            journal.commit("", note -> {});
            notes.forEach(err::println);
        }
        err.flush();
    }

    private static void list(Fat12Disk disk, PrintWriter out) {
        for (DirectoryEntry entry : disk.root().entries()) {
            out.printf("%-12s %9s%n", entry.name(), entry.isFile() ? entry.sizeBytes() : "<DIR>");
        }
        out.printf("%,d bytes free%n", disk.freeBytes());
    }
}
