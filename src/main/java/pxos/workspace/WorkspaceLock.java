package pxos.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import pxos.Problem;

/** Makes runs in one workspace take turns; the system frees it when the process ends, however it ends. */
public final class WorkspaceLock implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final FileChannel channel;
    private final FileLock lock;

    private WorkspaceLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock, waiting for another run to end.
     *
     * @param patience how long to wait at most
     * @param waiting called once if there is another run to wait for
     * @throws WorkspaceException when the other run does not end in time, or the folder cannot be written
     */
    public static WorkspaceLock take(Workspace workspace, Duration patience, Runnable waiting)
            throws WorkspaceException {
        Path file = workspace.state().resolve("lock");
        FileChannel channel = null;
        try {
            Files.createDirectories(workspace.state());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new WorkspaceLock(channel, await(channel, patience, waiting));
        } catch (IOException e) {
            close(channel);
            throw new WorkspaceException(
                    "cannot write in " + workspace.state() + ": " + Problem.reason(e),
                    "The workspace must be writable, with space left on its disk.",
                    e);
        } catch (WorkspaceException | RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    private static FileLock await(FileChannel channel, Duration patience, Runnable waiting)
            throws IOException, WorkspaceException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
            if (!told) {
                waiting.run();
                told = true;
            }
            if (System.nanoTime() > deadline) {
                throw new WorkspaceException(
                        "another run holds this workspace for more than " + patience.toSeconds() + " s",
                        "Wait for it to end, or use another workspace.");
            }
            pause();
        }
    }

    private static void pause() throws WorkspaceException {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkspaceException("interrupted while waiting for another run", "", e);
        }
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // Nothing was written through it.
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
        } catch (IOException ignored) {
            // Closing the channel frees it as well.
        }
        close(channel);
    }
}
