package pxos.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A folder of one guest, in memory where the system offers that: disk, RAM, trace and screen. */
final class GuestFolder implements AutoCloseable {

    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final List<String> FILES = List.of("disk", "errors", "ram", "trace", "screen");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path path;

    private GuestFolder(Path path) {
        this.path = path;
    }

    static GuestFolder create() {
        Path parent = Files.isWritable(IN_MEMORY) ? IN_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        // No random number: seeding a generator would take longer than everything else here.
        String name = "pxos-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-"
                + Long.toString(System.nanoTime() & 0xFFFFFF, 36);
        try {
            return new GuestFolder(Files.createDirectory(
                    parent.resolve(name),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
        } catch (IOException e) {
            throw new QemuException("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            for (String name : FILES) {
                Files.deleteIfExists(file(name));
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The watchdog removes what is left.
        }
    }
}
