package pxos.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary folders in a place, those of running programs and those that ended ones left behind. */
public final class LeftFolders {

    /** How long a folder may be without its locked file: it is being made, or its process ended while it made it. */
    private static final Duration MAKING = Duration.ofMinutes(1);

    private LeftFolders() {}

    /** How many there are in a place, of running programs and of ended ones. */
    public static int count(Path place) {
        int count = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, TemporaryFolder.Purpose::isOf)) {
            for (Path folder : folders) {
                count += Files.isDirectory(folder) ? 1 : 0;
            }
        } catch (IOException e) {
            // There is no such place.
        }
        return count;
    }

    /** Removes what processes left behind that are no more: a watchdog can be killed, too. */
    static void sweep(Path place) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, TemporaryFolder.Purpose::isOf)) {
            for (Path folder : folders) {
                // To open a file that this process has locked would free the lock (POSIX, fcntl).
                boolean own = folder.getFileName().toString().contains("-" + TemporaryFolder.OWN);
                if (!own && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    removeIfLeft(folder);
                }
            }
        }
    }

    /** A folder that cannot be looked at or removed stays: it may be another user's. */
    private static void removeIfLeft(Path folder) {
        Path file = folder.resolve(TemporaryFolder.LOCK);
        try {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    if (channel.tryLock() != null) {
                        remove(folder);
                    }
                }
            } else if (Files.getLastModifiedTime(folder)
                    .toInstant()
                    .isBefore(Instant.now().minus(MAKING))) {
                remove(folder);
            }
        } catch (OverlappingFileLockException e) {
            // Another thread of this process is removing it.
        } catch (IOException | UncheckedIOException e) {
            // The next start tries again.
        }
    }

    static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
