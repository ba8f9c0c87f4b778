package pxos.proof.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import pxos.os.disk.Floppy;
import pxos.os.disk.SectorWrite;

/**
 * The file in which QEMU's block driver blklogwrites keeps what is written to a disk (QEMU, block/blklogwrites.c; the format
 * is that of the Linux device mapper target log-writes). Numbers have 8 bytes, the low one first.
 *
 * <pre>
 *   sector 0    about the log; QEMU writes it late
 *   then, for each write, a sector: first sector, count of sectors, flags, length of a mark
 *               and after it the sectors that were written
 * </pre>
 */
final class WriteLog {

    private static final int ENTRY_NUMBERS = 4;
    private static final long DISCARD_FLAG = 4;

    private final Path file;
    /** Where the first entry begins that is not forgotten. */
    private int from = Floppy.SECTOR_BYTES;

    WriteLog(Path file) {
        this.file = file;
    }

    /** What was written since it was last forgotten, in its order. */
    List<SectorWrite> read() {
        List<SectorWrite> writes = new ArrayList<>();
        scan(writes);
        return writes;
    }

    void forget() {
        from = scan(new ArrayList<>());
    }

    /** Where the log ends. */
    private int scan(List<SectorWrite> writes) {
        ByteBuffer log = bytes();
        int at = from;
        while (at + ENTRY_NUMBERS * Long.BYTES <= log.limit()) {
            int sector = (int) log.getLong(at);
            int count = (int) log.getLong(at + Long.BYTES);
            boolean discards = (log.getLong(at + 2 * Long.BYTES) & DISCARD_FLAG) != 0;
            at += Floppy.SECTOR_BYTES;
            for (int i = 0; i < count && !discards; i++) {
                byte[] content = new byte[Floppy.SECTOR_BYTES];
                log.get(at, content);
                writes.add(new SectorWrite(sector + i, content));
                at += Floppy.SECTOR_BYTES;
            }
        }
        return at;
    }

    private ByteBuffer bytes() {
        try {
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw QemuTrouble.of("cannot read what QEMU keeps of the disk's writes", e);
        }
    }
}
