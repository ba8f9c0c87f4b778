package pxos.pixel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.pixel.picture.Mark;

/** Reads runs back from the pixel network. A network that does not exist yet has no runs. */
public final class PixelReader {

    /** In words, the newest run. */
    public static final String LAST = "last";

    private final NetworkFiles files;

    /** A reader of the network whose open segment is {@code network}. */
    public PixelReader(Path network) {
        this.files = new NetworkFiles(network);
    }

    /** The newest {@code count} runs, newest first. */
    public List<RunRecord> newest(int count) throws IOException {
        return find("", false, count);
    }

    /**
     * Runs that contain every word of a text, newest first. An empty text finds all runs.
     *
     * @param failedOnly leaves out runs that passed
     */
    public List<RunRecord> find(String text, boolean failedOnly, int limit) throws IOException {
        List<IndexEntry> found = new Ranking(RunIndex.load(files), text)
                .containing().stream()
                        .filter(run -> !failedOnly || run.verdict() != Mark.PASS)
                        .toList();
        return records(found, run -> true, limit);
    }

    /**
     * The run that a person names.
     *
     * @param run its id, or {@link #LAST}
     * @param where how to see which runs there are, in a sentence
     * @throws Problem where there is no such run
     */
    public RunRecord named(String run, String where) throws IOException {
        Optional<RunRecord> found = run.equals(LAST) ? newest(1).stream().findFirst() : run(run);
        return found.orElseThrow(() -> Problem.input("there is no run '" + run + "'", where));
    }

    /** The run with that id; the newest where several have it. */
    public Optional<RunRecord> run(String runId) throws IOException {
        List<IndexEntry> runs = new ArrayList<>(RunIndex.load(files));
        runs.removeIf(run -> run.idHash() != runId.hashCode());
        Collections.reverse(runs);
        return records(runs, run -> run.request().runId().equals(runId), 1).stream()
                .findFirst();
    }

    /** The runs with these ids that there are, newest first. */
    public List<RunRecord> runs(Set<String> runIds) throws IOException {
        Set<Integer> hashes = runIds.stream().map(String::hashCode).collect(Collectors.toSet());
        List<IndexEntry> runs = new ArrayList<>(RunIndex.load(files));
        runs.removeIf(run -> !hashes.contains(run.idHash()));
        Collections.reverse(runs);
        return records(runs, run -> runIds.contains(run.request().runId()), Integer.MAX_VALUE);
    }

    /**
     * How well the network knows each of some goals.
     *
     * @return from 0, nothing like it was tried, to 1, a run has all its words; in the order of the goals
     */
    public List<Double> likenesses(List<String> goals) throws IOException {
        return new Familiarity(RunIndex.load(files), goals).likenesses();
    }

    /**
     * The newest failed runs whose goal no run has solved, newest first, one for each goal and outcome.
     *
     * @param limit how many at most
     */
    public List<RunRecord> unsolved(int limit) throws IOException {
        List<IndexEntry> index = new ArrayList<>(RunIndex.load(files));
        Set<Integer> passed = index.stream()
                .filter(run -> run.verdict() == Mark.PASS)
                .map(IndexEntry::fold)
                .collect(Collectors.toSet());
        Collections.reverse(index);
        Set<Integer> seen = new HashSet<>();
        List<IndexEntry> failed = index.stream()
                .filter(run -> run.verdict() == Mark.FAIL || run.verdict() == Mark.ERROR)
                .filter(run -> seen.add(run.fold()))
                .toList();
        return records(failed, run -> Familiarity.isUnsolved(passed, run), limit);
    }

    private List<RunRecord> records(List<IndexEntry> found, Predicate<RunRecord> wanted, int limit) throws IOException {
        List<RunRecord> runs = new ArrayList<>();
        Map<Integer, Path> segments = files.segments();
        for (int i = 0; i < found.size() && runs.size() < limit; i++) {
            record(segments, found.get(i)).filter(wanted).ifPresent(runs::add);
        }
        return runs;
    }

    /** The runs most relevant to a goal, best first, without duplicates; only runs that share a word with it. */
    public List<PastRun> relevant(String goal, int count) throws IOException {
        List<Ranking.Hit> hits = new Ranking(RunIndex.load(files), goal).best();
        List<PastRun> runs = new ArrayList<>();
        Map<Integer, Path> segments = files.segments();
        for (int i = 0; i < hits.size() && runs.size() < count; i++) {
            Ranking.Hit hit = hits.get(i);
            record(segments, hit.run()).ifPresent(run -> runs.add(new PastRun(run, hit.times())));
        }
        return runs;
    }

    /**
     * What a prompt is told of earlier runs, in plain text: those that bear on the goal, best first, then the newest ones.
     * Runs that ended before anything was built say nothing of the OS, and are left out.
     *
     * @param relevant how many of the first kind at most
     * @param newest how many of the second kind at most
     */
    public List<String> memories(String goal, int relevant, int newest) throws IOException {
        List<PastRun> runs = new ArrayList<>();
        relevant(goal, 2 * relevant).stream()
                .filter(past -> past.run().reachedTheOs())
                .limit(relevant)
                .forEach(runs::add);
        for (RunRecord run : newest(newest)) {
            String id = run.request().runId();
            if (run.reachedTheOs()
                    && runs.stream()
                            .noneMatch(past -> past.run().request().runId().equals(id))) {
                runs.add(new PastRun(run, 1));
            }
        }
        return runs.stream().map(PastRun::text).toList();
    }

    /** Shows every strip of the network to {@code visitor}, oldest first, unreadable ones too. */
    public void forEach(Consumer<Strip> visitor) throws IOException {
        for (Path segment : files.segments().values()) {
            SegmentReader.read(segment).forEach(visitor);
        }
    }

    /** Shows every run that can be read to {@code visitor}, oldest first. */
    void forEachRun(Consumer<RunRecord> visitor) throws IOException {
        forEach(strip -> {
            if (strip instanceof Strip.Run run) {
                visitor.accept(run.record());
            }
        });
    }

    /** Reads the run at its offset. If another run or none is there, finds it by its number in the segment. */
    private static Optional<RunRecord> record(Map<Integer, Path> segments, IndexEntry run) throws IOException {
        Path segment = segments.get(run.segment());
        if (segment == null) {
            return Optional.empty();
        }
        Optional<RunRecord> direct = SegmentReader.run(segment, run.offset()).filter(record -> isOf(record, run));
        return direct.isPresent() ? direct : numbered(segment, run.number()).filter(record -> isOf(record, run));
    }

    private static boolean isOf(RunRecord record, IndexEntry run) {
        return record.request().runId().hashCode() == run.idHash();
    }

    private static Optional<RunRecord> numbered(Path segment, int number) throws IOException {
        return SegmentReader.read(segment).stream()
                .filter(Strip.Run.class::isInstance)
                .skip(number)
                .findFirst()
                .map(strip -> ((Strip.Run) strip).record());
    }
}
