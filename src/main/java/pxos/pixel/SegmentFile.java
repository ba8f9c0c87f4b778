package pxos.pixel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import pxos.pixel.picture.Canvas;

/** Makes segment files and adds strips to them, so that a reader finds either all of a strip or nothing of it. */
final class SegmentFile {
    private SegmentFile() {}

    /**
     * Writes a segment with these strips beside {@code path} and moves it there.
     *
     * @return where the last strip begins in the file
     */
    static long create(Path path, List<Canvas> strips) throws IOException {
        long last = Segment.HEAD_BYTES;
        int rows = 0;
        int adler = Segment.emptyAdler();
        for (Canvas strip : strips) {
            rows += strip.height();
            adler = Segment.combine(adler, Segment.adler(strip), strip.height());
        }
        Path fresh = path.resolveSibling(path.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, Segment.head(rows));
            for (Canvas strip : strips) {
                last = channel.position();
                write(channel, Segment.chunk(strip));
            }
            write(channel, Segment.tail(adler));
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        move(fresh, path);
        return last;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
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
        return Segment.rows(head).flatMap(rows -> Segment.adler(tail).map(adler -> new Ends(rows, adler)));
    }

    /**
     * Adds a strip to a segment in our layout, at a cost that does not depend on its size. When it fails, as on a full
     * disk, the segment is as it was.
     *
     * @return the offset of the strip's chunk
     * @throws IOException when the file is not in our layout, or cannot be written
     */
    static long append(Path path, Path journal, Canvas strip) throws IOException {
        byte[] chunk = Segment.chunk(strip);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            Ends ends = ends(file).orElseThrow(() -> new IOException(path + " is not a segment of the network"));
            long length = file.length();
            byte[] tail = Segment.tail(ends.adler());
            Journal.begin(journal, length, ends.rows(), tail);
            int adler = Segment.combine(ends.adler(), Segment.adler(strip), strip.height());
            ByteBuffer end = ByteBuffer.allocate(chunk.length + Segment.TAIL_BYTES)
                    .put(chunk)
                    .put(Segment.tail(adler));
            file.seek(length - Segment.TAIL_BYTES);
            file.write(end.array());
            file.seek(0);
            file.write(Segment.head(ends.rows() + strip.height()));
            file.getFD().sync();
            Files.delete(journal);
            return length - Segment.TAIL_BYTES;
        } catch (IOException e) {
            undo(path, journal, e);
            throw e;
        }
    }

    private static void undo(Path path, Path journal, IOException cause) {
        try {
            Journal.rollBack(journal, path);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
