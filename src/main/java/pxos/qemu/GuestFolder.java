package pxos.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of one guest, in memory where the system offers that: disk, RAM, trace, screen and monitor socket. */
final class GuestFolder implements AutoCloseable {

    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final List<String> FILES = List.of("qmp", "disk", "ram", "trace", "screen");

    private final Path path;

    private GuestFolder(Path path) {
        this.path = path;
    }

    static GuestFolder create() {
        try {
            return new GuestFolder(Files.isWritable(IN_MEMORY)
                    ? Files.createTempDirectory(IN_MEMORY, "pxos")
                    : Files.createTempDirectory("pxos"));
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
