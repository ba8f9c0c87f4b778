package pxos.pixel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pxos.pixel.picture.Canvas;

/** Adds runs to the pixel network, a strip each; never takes away from it. */
public final class PixelLogger {
    private final NetworkFiles files;

    /** A logger to the network whose open segment is {@code network}, which need not exist. */
    public PixelLogger(Path network) {
        this.files = new NetworkFiles(network);
    }

    /**
     * What became of a run's record.
     *
     * @param file the segment it was added to
     * @param record as it was stored, clipped where {@link RecordLimits} demands
     * @param notices what the user should know, such as a foreign file that was put aside; mostly empty
     */
    public record Logged(Path file, RunRecord record, List<String> notices) {}

    /**
     * Adds one run. Two processes that log at once take turns.
     *
     * @throws IOException when it could not be stored; the network is then as it was
     */
    public Logged log(RunRecord run) throws IOException {
        return log(List.of(run)).get(0);
    }

    /** Adds several runs, oldest first, under one lock. */
    public List<Logged> log(List<RunRecord> runs) throws IOException {
        Files.createDirectories(files.open().getParent());
        return NetworkLock.holding(files.lock(), () -> {
            List<Logged> logged = new ArrayList<>();
            for (RunRecord run : runs) {
                logged.add(append(RecordLimits.clip(run)));
            }
            return logged;
        });
    }

    /** Draws a run that nobody will see, so that the next one finds everything that draws loaded and compiled. */
    public static void warmUp() {
        RunRecord run = new RunRecord(
                        "run_0",
                        "2026-11-23T00:00:00Z",
                        "a goal",
                        "",
                        "recipes",
                        "PASS",
                        "log",
                        List.of("feature"),
                        "a plan",
                        List.of("7E00-7E01"),
                        1,
                        1,
                        List.of(),
                        "",
                        List.of("a screen"),
                        1,
                        0,
                        1)
                .withChange(List.of("another screen"), List.of("+7E00-7E01"), List.of("7E00  ret"));
        RunDiff.png(run);
        RunStrip.draw(run);
    }

    private Logged append(RunRecord run) throws IOException {
        List<String> notices = new ArrayList<>();
        if (Journal.rollBack(files.journal(), files.open())) {
            notices.add("an earlier run was stopped while it was being logged; the network is as it was before it");
        }
        Canvas strip = RunStrip.draw(run);
        Optional<Integer> rows = usableRows(notices);
        RunIndex.End indexed = RunIndex.end(files);
        long offset;
        if (rows.isPresent() && rows.get() + strip.height() <= Segment.MAX_ROWS) {
            offset = SegmentFile.append(files.open(), files.journal(), strip);
        } else {
            if (rows.isPresent()) {
                files.close();
            }
            offset = start(strip);
        }
        if (indexed != null) {
            RunIndex.append(files, indexed, files.openNumber(), offset, run);
        }
        return new Logged(files.open(), run, notices);
    }

    /** The height of the open segment once a strip can be added to it; empty where a new one must be started. */
    private Optional<Integer> usableRows(List<String> notices) throws IOException {
        if (!Files.exists(files.open())) {
            return Optional.empty();
        }
        Optional<Integer> rows = SegmentFile.rows(files.open());
        return rows.isPresent() ? rows : new Repair(files, notices).repair();
    }

    private long start(Canvas strip) throws IOException {
        List<Canvas> strips = new ArrayList<>();
        Map.Entry<Integer, Path> last = files.closedSegments().lastEntry();
        if (last != null) {
            OverviewStrip.verdicts(SegmentReader.read(last.getValue()))
                    .ifPresent(verdicts -> strips.add(OverviewStrip.draw(verdicts)));
        }
        strips.add(strip);
        return SegmentFile.create(files.open(), strips);
    }
}
