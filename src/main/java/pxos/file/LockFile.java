package pxos.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Makes processes and threads take turns. When a process ends, however it ends, the system frees its locks. */
public final class LockFile implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final FileChannel channel;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, as soon as nobody else holds it.
     *
     * @param file is made where it does not exist, and stays
     * @param patience how long to wait at most
     * @param waiting called once if there is somebody to wait for
     * @return empty when somebody else still holds it after that time, or when the thread is interrupted
     * @throws IOException when the file cannot be made
     */
    public static Optional<LockFile> take(Path file, Duration patience, Runnable waiting) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            taken = isTaken(channel);
            if (!taken) {
                waiting.run();
            }
            while (!taken
                    && System.nanoTime() < deadline
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(PAUSE.toNanos());
                taken = isTaken(channel);
            }
            return taken ? Optional.of(new LockFile(channel)) : Optional.empty();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Frees the lock. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written through it, and the end of the process frees it as well.
        }
    }
}
