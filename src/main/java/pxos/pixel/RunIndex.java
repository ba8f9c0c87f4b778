package pxos.pixel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import pxos.file.LockFile;

/**
 * The index beside the network: where each run stands and which words it has. Derived from the pictures, and made
 * again from them when it does not match their number and sizes.
 *
 * <p>The file is the 8 bytes "PXINDEX2" and then an {@link IndexEntry} for each run, oldest first.
 */
final class RunIndex {
    private static final ByteBuffer MARKER = ByteBuffer.wrap("PXINDEX2".getBytes(StandardCharsets.US_ASCII));
    private static final int MARKER_BYTES = MARKER.capacity();

    private RunIndex() {}

    /** The entries of all runs, oldest first. If the file does not match the pictures, makes them again. */
    static List<IndexEntry> load(NetworkFiles files) throws IOException {
        List<IndexEntry> entries = read(files.index());
        if (!Files.exists(files.journal()) && indexed(entries).equals(sizes(files.segments()))) {
            return entries;
        }
        if (!Files.isWritable(files.open().getParent())) {
            return refreshed(entries, files.segments());
        }
        try (LockFile lock = files.lock()) {
            SegmentFile.rollBack(files.journal(), files.open());
            List<IndexEntry> fresh = refreshed(read(files.index()), files.segments());
            save(files.index(), fresh);
            return fresh;
        }
    }

    private static List<IndexEntry> read(Path file) throws IOException {
        List<IndexEntry> entries = new ArrayList<>();
        ByteBuffer index = Files.exists(file) ? ByteBuffer.wrap(Files.readAllBytes(file)) : MARKER.duplicate();
        if (index.capacity() >= MARKER_BYTES && index.slice(0, MARKER_BYTES).equals(MARKER)) {
            index.position(MARKER_BYTES);
            for (var entry = IndexEntry.read(index); entry.isPresent(); entry = IndexEntry.read(index)) {
                entries.add(entry.get());
            }
        }
        return entries;
    }

    /** The length of each segment, in bytes, when its newest run was indexed. */
    private static Map<Integer, Long> indexed(List<IndexEntry> entries) {
        Map<Integer, Long> lengths = new HashMap<>();
        entries.forEach(entry -> lengths.put(entry.segment(), entry.segmentLength()));
        return lengths;
    }

    private static Map<Integer, Long> sizes(TreeMap<Integer, Path> segments) throws IOException {
        Map<Integer, Long> sizes = new HashMap<>();
        for (Map.Entry<Integer, Path> segment : segments.entrySet()) {
            sizes.put(segment.getKey(), Files.size(segment.getValue()));
        }
        return sizes;
    }

    /** Keeps the entries up to the first segment that has changed, and makes the others again from the pictures. */
    private static List<IndexEntry> refreshed(List<IndexEntry> entries, TreeMap<Integer, Path> segments)
            throws IOException {
        Map<Integer, Long> indexed = indexed(entries);
        Map<Integer, Long> sizes = sizes(segments);
        int firstStale = segments.keySet().stream()
                .filter(number -> !sizes.get(number).equals(indexed.get(number)))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
        List<IndexEntry> fresh = new ArrayList<>(entries.stream()
                .takeWhile(entry -> entry.segment() < firstStale && segments.containsKey(entry.segment()))
                .toList());
        int lastKept = fresh.isEmpty() ? 0 : fresh.get(fresh.size() - 1).segment();
        for (Map.Entry<Integer, Path> segment : segments.tailMap(lastKept + 1).entrySet()) {
            int number = 0;
            for (Strip strip : SegmentReader.read(segment.getValue())) {
                if (strip instanceof Strip.Run run) {
                    long length = sizes.get(segment.getKey());
                    fresh.add(IndexEntry.of(
                            segment.getKey(), number++, run.place().offset(), length, run.record()));
                }
            }
        }
        return fresh;
    }

    /** If there is no room on the disk, nothing is saved, and the next reader makes the entries again. */
    private static void save(Path file, List<IndexEntry> entries) {
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        index.writeBytes(MARKER.array());
        entries.forEach(entry -> index.writeBytes(entry.bytes()));
        try {
            NetworkFiles.replace(file, index.toByteArray());
        } catch (IOException e) {
            // The old index stays, as outdated as before.
        }
    }

    /**
     * Whether {@link #append} can add the next run, because the last entry matches the newest segment. If there is no
     * segment yet, begins an index. Otherwise the index is out of date, and the next reader makes it again.
     */
    static boolean isCurrent(NetworkFiles files) throws IOException {
        TreeMap<Integer, Path> segments = files.segments();
        if (segments.isEmpty()) {
            Files.write(files.index(), MARKER.array());
            return true;
        }
        long length = Files.size(segments.lastEntry().getValue());
        return last(files.index())
                .filter(entry -> entry.segment() == segments.lastKey() && entry.segmentLength() == length)
                .isPresent();
    }

    private static Optional<IndexEntry> last(Path index) throws IOException {
        if (!Files.exists(index)) {
            return Optional.empty();
        }
        try (RandomAccessFile file = new RandomAccessFile(index.toFile(), "r")) {
            byte[] end = new byte[(int) Math.min(file.length(), IndexEntry.MAX_BYTES)];
            file.seek(file.length() - end.length);
            file.readFully(end);
            return IndexEntry.last(ByteBuffer.wrap(end));
        }
    }

    /**
     * Adds a run that was just logged to an index that was current. If there is no room for the entry, the run is in
     * the picture all the same, and the next reader adds the entry.
     */
    static void append(NetworkFiles files, long offset, RunRecord run) throws IOException {
        int segment = files.openNumber();
        int number = last(files.index())
                .filter(entry -> entry.segment() == segment)
                .map(entry -> entry.number() + 1)
                .orElse(0);
        IndexEntry entry = IndexEntry.of(segment, number, offset, Files.size(files.open()), run);
        try {
            Files.write(files.index(), entry.bytes(), StandardOpenOption.APPEND);
            NetworkFiles.logWritten(files.index(), Files.size(files.index()));
        } catch (IOException e) {
            // Only part of the entry was written, so a reader sees that the index is out of date.
        }
    }
}
