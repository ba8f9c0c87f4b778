package pxos.proof.qemu;

import java.nio.file.Path;
import java.util.List;
import pxos.file.TemporaryFolder;

/** Where the folder of one QEMU is put: memory, disk, snapshots and trace. Its watchdog removes it, too. */
final class GuestFolder {

    /** In memory where the system offers that, else on disk. */
    static final List<Path> PLACES = List.of(Path.of("/dev/shm"), TemporaryFolder.USUAL_PLACE);

    /** What a guest needs, with room for the trace of a program that goes wrong. */
    static final long ROOM_BYTES = 48L << 20;

    private GuestFolder() {}

    /**
     * A path for one, where there is room for it; nothing is made there yet.
     *
     * @throws pxos.Problem where no place can be used
     */
    static Path choose() {
        return TemporaryFolder.choose(PLACES, TemporaryFolder.Purpose.GUEST, ROOM_BYTES);
    }
}
