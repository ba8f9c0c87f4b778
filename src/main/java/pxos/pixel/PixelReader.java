package pxos.pixel;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import pxos.pixel.picture.Png;

/** Reads runs back from the pixel network. A network that does not exist yet has no runs. */
public final class PixelReader {
    private static final int MOST_RELEVANT = 10;
    private static final int MAX_CHUNK_BYTES = 16 << 20;

    private final NetworkFiles files;

    /** A reader of the network whose open segment is {@code network}. */
    public PixelReader(Path network) {
        this.files = new NetworkFiles(network);
    }

    /**
     * What to look for.
     *
     * @param text words that a run must have, all of them; empty for any run
     * @param failedOnly leave out runs that passed
     * @param limit how many runs at most
     */
    public record Query(String text, boolean failedOnly, int limit) {}

    /** The newest {@code count} runs, newest first. */
    public List<RunRecord> newest(int count) throws IOException {
        return find(new Query("", false, count));
    }

    /** The runs that a query asks for, newest first. */
    public List<RunRecord> find(Query query) throws IOException {
        RunIndex index = RunIndex.load(files);
        SortedMap<Integer, Path> segments = files.segments();
        List<RunRecord> runs = new ArrayList<>();
        for (int run : new Ranking(index, query.text()).containing()) {
            if (runs.size() >= query.limit()) {
                break;
            }
            if (!query.failedOnly() || index.verdict(run) != Verdict.PASS) {
                record(index, segments, run).ifPresent(runs::add);
            }
        }
        return runs;
    }

    /** The run with that id; the newest where several have it. */
    public Optional<RunRecord> run(String runId) throws IOException {
        RunIndex index = RunIndex.load(files);
        SortedMap<Integer, Path> segments = files.segments();
        for (int run = index.size() - 1; run >= 0; run--) {
            if (index.int32(run, IndexEntry.ID_HASH) == runId.hashCode()) {
                Optional<RunRecord> record = record(index, segments, run)
                        .filter(found -> found.runId().equals(runId));
                if (record.isPresent()) {
                    return record;
                }
            }
        }
        return Optional.empty();
    }

    /** The runs that bear most on a goal, best first, duplicates folded; fewer where fewer share a word with it. */
    public List<Memory> relevant(String goal, int count) throws IOException {
        RunIndex index = RunIndex.load(files);
        SortedMap<Integer, Path> segments = files.segments();
        List<Memory> memories = new ArrayList<>();
        for (Ranking.Hit hit : new Ranking(index, goal).best()) {
            if (memories.size() >= count) {
                break;
            }
            Optional<RunRecord> run = record(index, segments, hit.run());
            if (run.isPresent()) {
                memories.add(new Memory(run.get(), hit.score(), hit.times()));
            }
        }
        return memories;
    }

    /**
     * What a prompt should be told of earlier runs, most relevant first: successes as examples, failures as warnings.
     *
     * @param tokens the room the prompt has for it
     */
    public List<String> memories(String goal, int tokens) throws IOException {
        return Memory.within(relevant(goal, MOST_RELEVANT), tokens);
    }

    /** Shows every strip of the network to {@code visitor}, oldest first, unreadable ones too. */
    public void forEach(Consumer<Strip> visitor) throws IOException {
        for (Path segment : files.segments().values()) {
            SegmentReader.read(segment).forEach(visitor);
        }
    }

    private static Optional<RunRecord> record(RunIndex index, SortedMap<Integer, Path> segments, int run)
            throws IOException {
        Path segment = segments.get(index.int32(run, IndexEntry.SEGMENT));
        if (segment == null) {
            return Optional.empty();
        }
        int idHash = index.int32(run, IndexEntry.ID_HASH);
        Optional<RunRecord> direct = direct(segment, index.int64(run, IndexEntry.OFFSET));
        if (direct.isPresent() && direct.get().runId().hashCode() == idHash) {
            return direct;
        }
        return numbered(segment, index.int32(run, IndexEntry.NUMBER))
                .filter(record -> record.runId().hashCode() == idHash);
    }

    private static Optional<RunRecord> direct(Path segment, long offset) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
            if (offset < 0 || offset + Png.CHUNK_OVERHEAD > file.length()) {
                return Optional.empty();
            }
            file.seek(offset);
            int length = file.readInt();
            if (length < 0 || length > MAX_CHUNK_BYTES || length > file.length() - offset - Png.CHUNK_OVERHEAD) {
                return Optional.empty();
            }
            byte[] chunk = new byte[length + Png.CHUNK_OVERHEAD];
            file.seek(offset);
            file.readFully(chunk);
            return SegmentReader.at(segment.getFileName().toString(), chunk, offset) instanceof Strip.Run run
                    ? Optional.of(run.record())
                    : Optional.empty();
        }
    }

    private static Optional<RunRecord> numbered(Path segment, int number) throws IOException {
        return SegmentReader.read(segment).stream()
                .filter(Strip.Run.class::isInstance)
                .skip(number)
                .findFirst()
                .map(strip -> ((Strip.Run) strip).record());
    }
}
