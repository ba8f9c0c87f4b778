package pxos.pixel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import pxos.pixel.picture.Png;

/**
 * What it takes to undo an append that was cut short. The journal is written and forced to disk before the segment is
 * touched, and deleted once the segment is complete.
 *
 * <pre>
 *   0  4  "PXJ1"
 *   4  8  length of the segment before, in bytes
 *   12 4  its height in rows
 *   16 30 its last 30 bytes
 *   46 4  CRC-32 of bytes 0 to 45
 * </pre>
 *
 * If the journal itself is incomplete, the segment has not been touched yet.
 */
final class AppendJournal {
    private static final int MARKER = 0x50584A31;
    private static final int BYTES = 16 + Segment.TAIL_BYTES + 4;

    private AppendJournal() {}

    static void begin(Path journal, long length, int rows, byte[] tail) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(BYTES);
        entry.putInt(MARKER).putLong(length).putInt(rows).put(tail);
        entry.putInt(Png.crc(entry.array(), 0, BYTES - 4));
        NetworkFiles.write(journal, entry.array());
    }

    /** Brings the segment back to what it was before an unfinished append. Returns whether there was one. */
    static boolean rollBack(Path journal, Path segment) throws IOException {
        if (!Files.exists(journal)) {
            return false;
        }
        ByteBuffer entry = ByteBuffer.wrap(Files.readAllBytes(journal));
        boolean whole = entry.capacity() == BYTES
                && entry.getInt(0) == MARKER
                && entry.getInt(BYTES - 4) == Png.crc(entry.array(), 0, BYTES - 4);
        boolean undo = whole && Files.exists(segment) && Files.size(segment) >= entry.getLong(4) - Segment.TAIL_BYTES;
        if (undo) {
            byte[] tail = new byte[Segment.TAIL_BYTES];
            entry.get(16, tail);
            restore(segment, entry.getLong(4), entry.getInt(12), tail);
        }
        Files.delete(journal);
        return undo;
    }

    private static void restore(Path segment, long length, int rows, byte[] tail) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(length - Segment.TAIL_BYTES);
            file.write(tail);
            file.setLength(length);
            file.seek(0);
            file.write(Segment.head(rows));
            file.getFD().sync();
        }
    }
}
