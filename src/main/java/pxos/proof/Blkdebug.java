package pxos.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Sectors that cannot be read, by QEMU's block driver for that purpose (QEMU, docs/devel/blkdebug.rst). */
final class Blkdebug {

    private Blkdebug() {}

    /** Writes the rules for {@code sectors}, counted from 0; none for no sectors. */
    static void write(Collection<Integer> sectors, Path file) throws IOException {
        StringBuilder rules = new StringBuilder();
        for (int sector : sectors) {
            rules.append("[inject-error]\nevent = \"none\"\niotype = \"read\"\nerrno = \"5\"\nsector = \"")
                    .append(sector)
                    .append("\"\n\n");
        }
        if (!sectors.isEmpty()) {
            Files.writeString(file, rules);
        }
    }

    /** What QEMU opens instead of the disk in {@code folder}. */
    static String file(Path folder) {
        return "blkdebug:" + folder.resolve("errors") + ":" + folder.resolve("disk");
    }
}
