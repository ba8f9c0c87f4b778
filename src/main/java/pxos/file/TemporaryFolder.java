package pxos.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Problem;

/**
 * A folder for the files of one moment, which the system does not clear when its process is killed.
 *
 * <p>It holds a file that its process keeps locked. When the process ends, however it ends, the system frees the lock,
 * and then anybody may remove the folder; the next one that is made does. A process number would not tell: two containers
 * can share the folder above.
 */
public final class TemporaryFolder implements AutoCloseable {

    /** What folders are for, as their names say: so that left ones are known for what they are. */
    public enum Purpose {
        GUEST,
        ASSEMBLER,
        BENCH,
        JUDGE,
        WINDOW;

        /** Process, start of the program and moment, as {@link #choose} writes them. */
        private static final Pattern NUMBERS = Pattern.compile("\\d+--?\\d+--?\\d+");

        private String prefix() {
            return "pxos-" + name().toLowerCase(Locale.ROOT) + "-";
        }

        /** By its whole name: somebody else's may begin alike. */
        static boolean isOf(Path folder) {
            String name = folder.getFileName().toString();
            return Stream.of(values())
                    .anyMatch(purpose -> name.startsWith(purpose.prefix())
                            && NUMBERS.matcher(name.substring(purpose.prefix().length()))
                                    .matches());
        }
    }

    /** The folder for temporary files. */
    public static final Path USUAL_PLACE = Path.of(System.getProperty("java.io.tmpdir"));

    /** How often a signal's end tries to remove what another thread still writes to, each time after a pause. */
    private static final int LAST_TRIES = 50;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");

    /**
     * What stands after the prefix in the names of this process's folders. A random name would ask the JDK for a security
     * provider, which takes a tenth of the time of a boot.
     */
    static final String OWN = ProcessHandle.current().pid() + "-" + System.nanoTime() + "-";

    static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;
    private final Thread hook = new Thread(this::removeAtTheEnd, "temporary folder");

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes one in the usual place; it goes when it is closed, or a signal ends the process.
     *
     * @throws Problem where it cannot be made
     */
    public static TemporaryFolder make(Purpose purpose) {
        TemporaryFolder made = make(choose(List.of(USUAL_PLACE), purpose, 0));
        try {
            Runtime.getRuntime().addShutdownHook(made.hook);
        } catch (IllegalStateException e) {
            // The process is ending: the next one removes it.
        }
        return made;
    }

    /**
     * A path for one, where there is room for it; nothing is made there yet. Left ones are removed.
     *
     * @param places the first one with enough room is taken, else the last one
     * @throws Problem where no place can be used
     */
    public static Path choose(List<Path> places, Purpose purpose, long roomBytes) {
        Path last = places.get(places.size() - 1);
        String name = purpose.prefix() + OWN + System.nanoTime();
        try {
            List<Path> usable = places.stream().filter(Files::isWritable).toList();
            for (Path place : usable) {
                LeftFolders.sweep(place);
            }
            for (Path place : usable) {
                if (Files.getFileStore(place).getUsableSpace() >= roomBytes) {
                    return place.resolve(name);
                }
            }
            return last.resolve(name);
        } catch (IOException e) {
            throw notMade(last, e);
        }
    }

    /**
     * Makes it, and keeps it locked.
     *
     * @param path as from {@link #choose}
     * @throws Problem where it cannot be made
     */
    public static TemporaryFolder make(Path path) {
        try {
            Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            return new TemporaryFolder(path, locked(path));
        } catch (IOException e) {
            throw notMade(path.getParent(), e);
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        // Under its final name nobody may see it unlocked.
        Path fresh = folder.resolve(LOCK + ".new");
        FileChannel channel = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            Files.move(fresh, folder.resolve(LOCK), StandardCopyOption.ATOMIC_MOVE);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static Problem notMade(Path place, IOException e) {
        return new Problem(
                Problem.Kind.MISSING,
                "cannot make a temporary folder: " + Problem.reason(e),
                "Make room in " + place + ", and make it writable.",
                e);
    }

    public Path path() {
        return path;
    }

    private void removeAtTheEnd() {
        for (int tries = 0; tries < LAST_TRIES && Files.exists(path); tries++) {
            try {
                LeftFolders.remove(path);
            } catch (IOException | UncheckedIOException e) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Removes it, unless somebody has done so already. */
    @Override
    public void close() {
        try (lock) {
            if (Files.exists(path)) {
                LeftFolders.remove(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // The next one that is made sweeps it.
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook runs.
        }
    }
}
