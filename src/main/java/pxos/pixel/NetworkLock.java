package pxos.pixel;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Held while a network is written, so that processes take turns; ends with its process at the latest. */
final class NetworkLock {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private NetworkLock() {}

    /** What is done under the lock. */
    interface Action<T> {
        T run() throws IOException;
    }

    /**
     * Does {@code action} while this process alone holds the lock.
     *
     * @throws IOException when another process holds it for 30 s, when its file cannot be made, or from the action
     */
    static <T> T holding(Path file, Action<T> action) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!locked(channel)) {
                if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw new IOException("another process holds " + file + "; wait for it or end it, then try again");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return action.run();
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
