package pxos.pixel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The index beside the network: where each run stands and which words it has. Derived from the pictures, and made
 * again from them wherever it does not agree with their number and sizes.
 *
 * <p>The file is the 8 bytes "PXINDEX2" and then an {@link IndexEntry} for each run, oldest first.
 */
final class RunIndex {
    private static final byte[] MARKER = "PXINDEX2".getBytes(StandardCharsets.US_ASCII);

    // Bytes and shifts: a ByteBuffer's methods cost a fresh process, which has nothing compiled yet, ten times as much.
    private final byte[] bytes;
    private final int[] starts;

    private RunIndex(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /** Number of runs. */
    int size() {
        return starts.length;
    }

    /** The bytes of the index; a run's entry begins at {@link #start}. */
    byte[] bytes() {
        return bytes;
    }

    int start(int run) {
        return starts[run];
    }

    /** Position behind the last term of a run's entry. */
    int end(int run) {
        return starts[run] + int32(run, 0) - IndexEntry.TRAILER_BYTES;
    }

    /** A field of a run's entry, see {@link IndexEntry}. */
    int int32(int run, int field) {
        return int32(bytes, starts[run] + field);
    }

    long int64(int run, int field) {
        return (long) int32(run, field) << 32 | int32(run, field + 4) & 0xFFFFFFFFL;
    }

    int words(int run) {
        int at = starts[run] + IndexEntry.WORDS;
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    Verdict verdict(int run) {
        return Verdict.of((char) bytes[starts[run] + IndexEntry.VERDICT]);
    }

    static int int32(byte[] bytes, int at) {
        return bytes[at] << 24 | (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
    }

    /** The index of the network as it is, refreshed and saved first where it must be. */
    static RunIndex load(NetworkFiles files) throws IOException {
        RunIndex index = read(files.index());
        if (!Files.exists(files.journal()) && index.isCurrent(files.segments())) {
            return index;
        }
        if (!Files.isWritable(files.open().getParent())) {
            return index.refreshed(files.segments());
        }
        return NetworkLock.holding(files.lock(), () -> {
            Journal.rollBack(files.journal(), files.open());
            RunIndex fresh = read(files.index()).refreshed(files.segments());
            fresh.save(files.index());
            return fresh;
        });
    }

    private static RunIndex read(Path file) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : MARKER;
        boolean ours =
                bytes.length >= MARKER.length && Arrays.equals(bytes, 0, MARKER.length, MARKER, 0, MARKER.length);
        return over(ours ? bytes : MARKER);
    }

    private static RunIndex over(byte[] bytes) {
        int[] starts = new int[64];
        int count = 0;
        int at = MARKER.length;
        while (at + IndexEntry.TERMS + IndexEntry.TRAILER_BYTES <= bytes.length) {
            int length = int32(bytes, at);
            boolean whole = length >= IndexEntry.TERMS + IndexEntry.TRAILER_BYTES
                    && length <= bytes.length - at
                    && int32(bytes, at + length - IndexEntry.TRAILER_BYTES) == length;
            if (!whole) {
                break;
            }
            starts = count == starts.length ? Arrays.copyOf(starts, 2 * count) : starts;
            starts[count++] = at;
            at += length;
        }
        return new RunIndex(bytes, Arrays.copyOf(starts, count));
    }

    private boolean isCurrent(SortedMap<Integer, Path> segments) throws IOException {
        return firstStale(segments) == Integer.MAX_VALUE && trusted(segments, Integer.MAX_VALUE) == starts.length;
    }

    /** Number of the first segment that has another length than the index knows; the highest number where none has. */
    private int firstStale(SortedMap<Integer, Path> segments) throws IOException {
        Map<Integer, Long> known = new HashMap<>();
        for (int run = 0; run < starts.length; run++) {
            int segment = int32(run, IndexEntry.SEGMENT);
            if (run == starts.length - 1 || int32(run + 1, IndexEntry.SEGMENT) != segment) {
                known.put(segment, int64(run, IndexEntry.SEGMENT_LENGTH));
            }
        }
        for (Map.Entry<Integer, Path> segment : segments.entrySet()) {
            if (known.getOrDefault(segment.getKey(), -1L) != Files.size(segment.getValue())) {
                return segment.getKey();
            }
        }
        return Integer.MAX_VALUE;
    }

    /** How many entries, from the first on, belong to segments below {@code firstStale} that are still there. */
    private int trusted(SortedMap<Integer, Path> segments, int firstStale) {
        int trusted = 0;
        int seen = 0;
        while (trusted < starts.length) {
            int segment = int32(trusted, IndexEntry.SEGMENT);
            if (segment != seen && (segment >= firstStale || !segments.containsKey(segment))) {
                break;
            }
            seen = segment;
            trusted++;
        }
        return trusted;
    }

    private RunIndex refreshed(SortedMap<Integer, Path> segments) throws IOException {
        int kept = trusted(segments, firstStale(segments));
        int end = kept < starts.length ? starts[kept] : end();
        int lastKept = kept == 0 ? 0 : int32(kept - 1, IndexEntry.SEGMENT);
        ByteArrayOutputStream fresh = new ByteArrayOutputStream();
        fresh.write(bytes, 0, end);
        for (Map.Entry<Integer, Path> segment : segments.tailMap(lastKept + 1).entrySet()) {
            long length = Files.size(segment.getValue());
            int number = 0;
            for (Strip strip : SegmentReader.read(segment.getValue())) {
                if (strip instanceof Strip.Run run) {
                    fresh.writeBytes(IndexEntry.of(
                            segment.getKey(), number++, run.place().offset(), length, run.record()));
                }
            }
        }
        return over(fresh.toByteArray());
    }

    private int end() {
        int last = starts.length - 1;
        return last < 0 ? MARKER.length : starts[last] + int32(last, 0);
    }

    /** Does without where there is no room for it: the next reader makes it again. */
    private void save(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
        }
    }

    /** The end of the index, when it agrees with the newest segment; what {@link #append} goes on from. */
    record End(int segment, int number) {}

    /**
     * The index's last run, when it is the last of the newest segment as that is now; null when the index is behind
     * and the next reader has to refresh it.
     */
    static End end(NetworkFiles files) throws IOException {
        SortedMap<Integer, Path> segments = files.segments();
        if (segments.isEmpty()) {
            Files.write(files.index(), MARKER);
            return new End(0, -1);
        }
        if (!Files.exists(files.index())) {
            return null;
        }
        try (RandomAccessFile file = new RandomAccessFile(files.index().toFile(), "r")) {
            ByteBuffer last = lastEntry(file);
            int newest = segments.lastKey();
            boolean current = last != null
                    && last.getInt(IndexEntry.SEGMENT) == newest
                    && last.getLong(IndexEntry.SEGMENT_LENGTH) == Files.size(segments.get(newest));
            return current ? new End(newest, last.getInt(IndexEntry.NUMBER)) : null;
        }
    }

    private static ByteBuffer lastEntry(RandomAccessFile file) throws IOException {
        long size = file.length();
        if (size < MARKER.length + IndexEntry.TERMS + IndexEntry.TRAILER_BYTES) {
            return null;
        }
        file.seek(size - IndexEntry.TRAILER_BYTES);
        int length = file.readInt();
        if (length < IndexEntry.TERMS || length > size - MARKER.length) {
            return null;
        }
        byte[] entry = new byte[length];
        file.seek(size - length);
        file.readFully(entry);
        ByteBuffer buffer = ByteBuffer.wrap(entry);
        return buffer.getInt(0) == length ? buffer : null;
    }

    /**
     * Adds a run that was just logged behind {@code end}. Where there is no room for it the run is in the picture all the
     * same, and the next reader adds it.
     */
    static void append(NetworkFiles files, End end, int segment, long offset, RunRecord run) throws IOException {
        int number = end.segment() == segment ? end.number() + 1 : 0;
        byte[] entry = IndexEntry.of(segment, number, offset, Files.size(files.open()), run);
        try {
            Files.write(files.index(), entry, java.nio.file.StandardOpenOption.APPEND);
        } catch (IOException e) {
            // What was written of the entry is no whole one, so a reader sees that the index is behind.
        }
    }
}
