package pxos.pixel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pxos.file.LockFile;
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
     * @param record as it was stored, clipped where it was longer than the network keeps
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
        try (LockFile lock = files.lock()) {
            List<Logged> logged = new ArrayList<>();
            for (RunRecord run : runs) {
                logged.add(append(RecordLimits.clip(run)));
            }
            return logged;
        }
    }

    private Logged append(RunRecord run) throws IOException {
        List<String> notices = new ArrayList<>();
        if (AppendJournal.rollBack(files.journal(), files.open())) {
            notices.add("an earlier run was stopped while it was being logged; the network is as it was before it");
        }
        DrawnStrip strip = DrawnStrip.of(run);
        Optional<Integer> rows = usableRows(notices);
        boolean indexed = RunIndex.isCurrent(files);
        long offset;
        if (rows.isPresent() && rows.get() + strip.canvas().height() <= Segment.MAX_ROWS) {
            offset = SegmentFile.append(files.open(), files.journal(), strip);
        } else {
            if (rows.isPresent()) {
                files.close();
            }
            offset = start(strip);
        }
        if (indexed) {
            RunIndex.append(files, offset, run);
        }
        return new Logged(files.open(), run, notices);
    }

    /** Begins a segment with the strip, behind an overview of the runs up to here if there are any. */
    private long start(DrawnStrip strip) throws IOException {
        List<DrawnStrip> strips = new ArrayList<>();
        Map.Entry<Integer, Path> last = files.closedSegments().lastEntry();
        if (last != null) {
            String verdicts = verdicts(SegmentReader.read(last.getValue()));
            if (!verdicts.isEmpty()) {
                strips.add(DrawnStrip.overview(verdicts));
            }
        }
        strips.add(strip);
        return SegmentFile.create(files.open(), strips);
    }

    /** A letter for every run up to the end of a segment, given its strips. */
    private static String verdicts(List<Strip> strips) {
        StringBuilder verdicts = new StringBuilder();
        for (Strip strip : strips) {
            if (strip instanceof Strip.Overview overview) {
                verdicts.append(overview.verdicts());
            } else if (strip instanceof Strip.Run run) {
                verdicts.append(run.record().mark().letter());
            }
        }
        return verdicts.toString();
    }

    /** The height of the open segment once a strip can be added to it; empty where a new one must be started. */
    private Optional<Integer> usableRows(List<String> notices) throws IOException {
        if (!Files.exists(files.open())) {
            return Optional.empty();
        }
        Optional<Integer> rows = SegmentFile.rows(files.open());
        return rows.isPresent() ? rows : repair(notices);
    }

    /**
     * Deals with an open segment that is not in our layout, without ever losing what it holds. Lays a picture that
     * another program wrote anew out by strips again, when all of it can be read; keeps a damaged one as a closed
     * segment, of which the sound strips stay readable; puts a file that holds no strip aside.
     */
    private Optional<Integer> repair(List<String> notices) throws IOException {
        List<Strip> strips = SegmentReader.read(files.open());
        if (strips.stream().noneMatch(strip -> strip.place().rows() > 0 && !isDamaged(strip))) {
            Path aside = files.setAside("foreign");
            notices.add(String.format(
                    "%s held no strip of the network (%s); kept as %s, a new network was started",
                    files.open().getFileName(), reason(strips), aside.getFileName()));
            return Optional.empty();
        }
        if (strips.stream().allMatch(strip -> strip.place().offset() < 0 && !isDamaged(strip))) {
            return Optional.of(layOut(strips));
        }
        Path closed = files.close();
        notices.add(String.format(
                "%s is damaged; kept as %s, where every sound strip stays readable, and a new segment was started",
                files.open().getFileName(), closed.getFileName()));
        return Optional.empty();
    }

    private static boolean isDamaged(Strip strip) {
        return strip instanceof Strip.Unreadable unreadable && unreadable.damaged();
    }

    private static String reason(List<Strip> strips) {
        return strips.stream()
                .filter(Strip.Unreadable.class::isInstance)
                .map(strip -> ((Strip.Unreadable) strip).reason())
                .findFirst()
                .orElse("no strips");
    }

    private int layOut(List<Strip> strips) throws IOException {
        Canvas picture = PictureDecoder.decode(files.open());
        List<DrawnStrip> drawn = new ArrayList<>();
        for (Strip strip : strips) {
            int rows = strip.place().rows();
            Canvas canvas = picture.rows(strip.place().topRow(), rows);
            drawn.add(new DrawnStrip(
                    canvas, DataBand.lowest(canvas, rows).orElseThrow().row()));
        }
        SegmentFile.create(files.open(), drawn);
        return picture.height();
    }
}
