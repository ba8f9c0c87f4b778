package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.workspace.Workspace;

/** A run is killed at twelve of its moments, one after the other in one workspace; the next run repairs each time. */
@Tag("long")
class KilledAnywhereIT {

    private static final int LINES = 8;
    private static final int FILE_EVENTS = 24;
    private static final List<String> GOALS =
            List.of("Change hello message to A%d", "Change the prompt to B%d", "Update hello message");

    @TempDir
    private Path folder;

    private Cli cli;
    private int kills;
    private int changes;

    @Test
    void isRepairedByTheNextRun() throws Exception {
        cli = Cli.in(folder);
        cli.goal("Update hello message");
        for (int line = 1; line <= LINES; line += 2) {
            killedAtLine(line);
        }
        for (int event = 1; event <= FILE_EVENTS; event += 3) {
            killedAtFileEvent(event);
        }
        assertThat(kills).as("runs that were killed before their end").isGreaterThanOrEqualTo(7);
        assertThat(changes).as("kills after which the change was there").isBetween(1, 11);
    }

    private String[] args(int number) {
        return new String[] {
            "--machine",
            "--llm",
            "recipes",
            "--goal",
            String.format(GOALS.get(number % GOALS.size()), number),
            "--workspace",
            cli.workspace().root().toString()
        };
    }

    private void killedAtLine(int number) throws Exception {
        AtomicInteger lines = new AtomicInteger();
        CliProcess[] started = new CliProcess[1];
        Map<String, String> before = Fingerprint.of(cli.workspace());
        synchronized (started) {
            started[0] = CliProcess.start(
                    List.of(),
                    line -> {
                        if (lines.incrementAndGet() == number) {
                            synchronized (started) {
                                started[0].kill();
                            }
                        }
                    },
                    args(number));
        }
        repair(started[0], before);
    }

    /** Kills at the n-th time that a file is made, changed or removed where a run writes things down. */
    private void killedAtFileEvent(int number) throws Exception {
        Workspace workspace = cli.workspace();
        Map<String, String> before = Fingerprint.of(workspace);
        try (WatchService watch = workspace.root().getFileSystem().newWatchService()) {
            for (Path watched : List.of(
                    workspace.state(), workspace.os(), workspace.network().getParent(), workspace.root())) {
                watched.register(
                        watch,
                        StandardWatchEventKinds.ENTRY_CREATE,
                        StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
            CliProcess run = CliProcess.start(List.of(), line -> {}, args(number));
            int events = 0;
            while (events < number && run.isRunning()) {
                WatchKey key = watch.poll(100, TimeUnit.MILLISECONDS);
                if (key != null) {
                    events += key.pollEvents().size();
                    key.reset();
                }
            }
            run.kill();
            repair(run, before);
        }
    }

    private void repair(CliProcess killed, Map<String, String> before) throws Exception {
        try (killed) {
            boolean inTime = killed.result().exitCode() != 0;
            kills += inTime ? 1 : 0;
        }
        Cli.Result next = cli.goal("a goal that no recipe knows");
        assertThat(next.exitCode()).as(next.err()).isEqualTo(3);
        changes += Fingerprint.of(cli.workspace()).equals(before) ? 0 : 1;
        Agreement.check(cli.workspace());
        assertThat(Files.list(cli.workspace().network().getParent())
                        .map(file -> file.getFileName().toString()))
                .noneMatch(name -> name.contains("damaged") || name.contains("foreign"));
    }
}
