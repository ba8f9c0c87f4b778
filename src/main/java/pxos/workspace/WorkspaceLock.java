package pxos.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import pxos.Problem;

/** Makes runs in one workspace take turns; the system frees it when the process ends, however it ends. */
public final class WorkspaceLock implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final FileChannel channel;

    private WorkspaceLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, waiting for another run to end.
     *
     * @param patience how long to wait at most
     * @param waiting called once if there is another run to wait for
     * @throws Problem when the other run does not end in time, or the folder cannot be written
     */
    public static WorkspaceLock take(Workspace workspace, Duration patience, Runnable waiting) {
        WorkspaceLock lock = null;
        try {
            Files.createDirectories(workspace.state());
            lock = new WorkspaceLock(FileChannel.open(
                    workspace.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            lock.await(patience, waiting);
            return lock;
        } catch (IOException e) {
            close(lock);
            throw new Problem(
                    Problem.Kind.INPUT,
                    "cannot write in " + workspace.state() + ": " + Problem.reason(e),
                    "The workspace must be writable, with space left on its disk.",
                    e);
        } catch (RuntimeException e) {
            close(lock);
            throw e;
        }
    }

    private void await(Duration patience, Runnable waiting) throws IOException {
        if (channel.tryLock() != null) {
            return;
        }
        waiting.run();
        long deadline = System.nanoTime() + patience.toNanos();
        do {
            if (System.nanoTime() > deadline) {
                throw Problem.input(
                        "another run holds this workspace for more than " + patience.toSeconds() + " s",
                        "Wait for it to end, or use another workspace.");
            }
            pause();
        } while (channel.tryLock() == null);
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(Problem.Kind.INPUT, "interrupted while waiting for another run", "", e);
        }
    }

    private static void close(WorkspaceLock lock) {
        if (lock != null) {
            lock.close();
        }
    }

    /** Closing the channel frees the lock. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing was written through it.
        }
    }
}
