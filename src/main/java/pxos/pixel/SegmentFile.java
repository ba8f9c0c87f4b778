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

/** Makes segment files and adds strips to them, so that a reader finds either all of a strip or nothing of it. */
final class SegmentFile {
    /** Where the height stands in the head of a segment, and the Adler-32 of all rows in its tail. */
    private static final int HEIGHT_OFFSET = 20;

    private static final int ADLER_OFFSET = 10;

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
            AppendJournal.begin(journal, file.length(), ends.rows(), Segment.tail(ends.adler()));
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
            AppendJournal.rollBack(journal, path);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
