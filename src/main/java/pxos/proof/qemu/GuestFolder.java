package pxos.proof.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.Problem;

/** The folder of one QEMU: memory, disk, snapshots and trace. Its name tells whose it is. */
final class GuestFolder {

    /** In memory where the system offers that, else on disk. */
    private static final List<Path> PLACES =
            List.of(Path.of("/dev/shm"), Path.of(System.getProperty("java.io.tmpdir")));

    /** What a guest needs, with room for the trace of a program that goes wrong. */
    private static final long ROOM_BYTES = 48L << 20;

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rwx------");
    private static final Pattern NAME = Pattern.compile("pxos-([0-9]{1,18})-[0-9]+");

    private GuestFolder() {}

    /**
     * Makes one, where there is room for it.
     *
     * @throws Problem where it cannot be made
     */
    static Path make() {
        return make(PLACES);
    }

    /** @param places the first one with enough room is taken, else the last one */
    static Path make(List<Path> places) {
        try {
            for (Path place : places) {
                if (hasRoom(place)) {
                    sweep(place);
                    return folderIn(place);
                }
            }
            return folderIn(places.get(places.size() - 1));
        } catch (IOException e) {
            throw Problem.internal("cannot make a temporary folder: " + e.getMessage(), e);
        }
    }

    /** A name of its own: a random one asks the JDK for a security provider, a tenth of the time of a boot. */
    private static Path folderIn(Path place) throws IOException {
        String name = "pxos-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        return Files.createDirectory(place.resolve(name), PosixFilePermissions.asFileAttribute(OWNER_ALONE));
    }

    private static boolean hasRoom(Path place) throws IOException {
        return Files.isWritable(place) && Files.getFileStore(place).getUsableSpace() >= ROOM_BYTES;
    }

    /** Removes what processes left behind that are no more: a watchdog can be killed, too. */
    private static void sweep(Path place) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, "pxos-*")) {
            for (Path folder : folders) {
                Matcher name = NAME.matcher(folder.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    remove(folder);
                }
            }
        }
    }

    /** What cannot be removed stays: it may be another user's. */
    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // The next start tries again.
        }
    }
}
