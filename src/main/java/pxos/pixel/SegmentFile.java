package pxos.pixel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import pxos.pixel.picture.Png;

/**
 * Makes segment files and adds strips to them, so that a reader finds either all of a strip or nothing of it.
 *
 * <p>A journal holds what it takes to undo an append that was cut short: written and forced to disk before the segment
 * is touched, deleted once it is whole again.
 *
 * <pre>
 *   0  4  "PXJ1"
 *   4  8  length of the segment before, in bytes
 *   12 4  its height in rows
 *   16 30 its last 30 bytes
 *   46 4  CRC-32 of bytes 0 to 45
 * </pre>
 *
 * A journal that is incomplete was never finished, so nothing has happened to the segment yet.
 */
final class SegmentFile {
    /** Where the height stands in the head of a segment, and the Adler-32 of all rows in its tail. */
    private static final int HEIGHT_OFFSET = 20;

    private static final int ADLER_OFFSET = 10;
    private static final int JOURNAL_MARKER = 0x50584A31;
    private static final int JOURNAL_BYTES = 16 + Segment.TAIL_BYTES + 4;

    private SegmentFile() {}

    /**
     * Writes a segment with these strips beside {@code path} and moves it there.
     *
     * @return where the last strip begins in the file
     */
    static long create(Path path, List<DrawnStrip> strips) throws IOException {
        int rows = strips.stream().mapToInt(strip -> strip.canvas().height()).sum();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(Segment.head(rows));
        int last = file.size();
        for (DrawnStrip strip : strips) {
            last = file.size();
            file.writeBytes(Segment.chunk(strip));
        }
        file.writeBytes(Segment.tail(Segment.adler(strips)));
        NetworkFiles.replace(path, file.toByteArray());
        return last;
    }

    /** The height of a segment in our layout, from its first and last bytes; empty for any other file. */
    static Optional<Integer> rows(Path path) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            return ends(file).map(Ends::rows);
        }
    }

    private record Ends(int rows, int adler) {}

    private static Optional<Ends> ends(RandomAccessFile file) throws IOException {
        if (file.length() < Segment.HEAD_BYTES + Segment.TAIL_BYTES) {
            return Optional.empty();
        }
        byte[] head = new byte[Segment.HEAD_BYTES];
        byte[] tail = new byte[Segment.TAIL_BYTES];
        file.seek(0);
        file.readFully(head);
        file.seek(file.length() - tail.length);
        file.readFully(tail);
        Ends ends = new Ends(
                ByteBuffer.wrap(head).getInt(HEIGHT_OFFSET),
                ByteBuffer.wrap(tail).getInt(ADLER_OFFSET));
        boolean ours = Arrays.equals(head, Segment.head(ends.rows)) && Arrays.equals(tail, Segment.tail(ends.adler));
        return Optional.of(ends).filter(found -> ours);
    }

    /**
     * Adds a strip to a segment in our layout, at a cost that does not depend on its size. When it fails, as on a full
     * disk, the segment is as it was.
     *
     * @return the offset of the strip's chunk
     * @throws IOException when the file is not in our layout, or cannot be written
     */
    static long append(Path path, Path journal, DrawnStrip strip) throws IOException {
        int rows = strip.canvas().height();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            Ends ends = ends(file).orElseThrow(() -> new IOException(path + " is not a segment of the network"));
            long offset = file.length() - Segment.TAIL_BYTES;
            beginAppend(journal, file.length(), ends.rows(), Segment.tail(ends.adler()));
            int adler = Segment.combine(ends.adler(), Segment.adler(List.of(strip)), rows);
            byte[] chunk = Segment.chunk(strip);
            ByteBuffer end = ByteBuffer.allocate(chunk.length + Segment.TAIL_BYTES);
            file.seek(offset);
            file.write(end.put(chunk).put(Segment.tail(adler)).array());
            file.seek(0);
            file.write(Segment.head(ends.rows() + rows));
            file.getFD().sync();
            Files.delete(journal);
            NetworkFiles.logWritten(path, offset + end.capacity());
            return offset;
        } catch (IOException e) {
            undo(path, journal, e);
            throw e;
        }
    }

    private static void undo(Path path, Path journal, IOException cause) {
        try {
            rollBack(journal, path);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    static void beginAppend(Path journal, long length, int rows, byte[] tail) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(JOURNAL_BYTES);
        entry.putInt(JOURNAL_MARKER).putLong(length).putInt(rows).put(tail);
        entry.putInt(Png.crc(entry.array(), 0, JOURNAL_BYTES - 4));
        NetworkFiles.write(journal, entry.array());
    }

    /** Brings the segment back to where it was before an append that did not end. Answers whether there was one. */
    static boolean rollBack(Path journal, Path segment) throws IOException {
        if (!Files.exists(journal)) {
            return false;
        }
        ByteBuffer entry = ByteBuffer.wrap(Files.readAllBytes(journal));
        boolean whole = entry.capacity() == JOURNAL_BYTES
                && entry.getInt(0) == JOURNAL_MARKER
                && entry.getInt(JOURNAL_BYTES - 4) == Png.crc(entry.array(), 0, JOURNAL_BYTES - 4);
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
