package pxos.pixel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import pxos.file.LockFile;
import pxos.pixel.picture.Canvas;

/** Adds runs to the pixel network, a strip each; never takes away from it. */
public final class PixelLogger {
    private final NetworkFiles files;

    /** A logger for the network whose open segment is {@code network}, which need not exist. */
    public PixelLogger(Path network) {
        this.files = new NetworkFiles(network);
    }

    /**
     * What became of a run's record.
     *
     * @param record as it was stored, clipped where it was longer than the network keeps
     * @param notices what the user should know, such as a foreign file that was put aside; mostly empty
     */
    public record Logged(RunRecord record, List<String> notices) {}

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
        if (SegmentFile.rollBack(files.journal(), files.open())) {
            notices.add("an earlier run was stopped while it was being logged; the network is as it was before it");
        }
        if (Files.exists(files.open()) && SegmentFile.rows(files.open()).isEmpty()) {
            repair().ifPresent(notices::add);
        }
        DrawnStrip strip = DrawnStrip.of(run);
        Optional<Integer> rows = Files.exists(files.open()) ? SegmentFile.rows(files.open()) : Optional.empty();
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
        return new Logged(run, notices);
    }

    /** Begins a segment with the strip. If there are earlier runs, an overview of them comes first. */
    private long start(DrawnStrip strip) throws IOException {
        List<DrawnStrip> strips = new ArrayList<>();
        Map.Entry<Integer, Path> last = files.closedSegments().lastEntry();
        if (last != null) {
            String verdicts = SegmentReader.read(last.getValue()).stream()
                    .map(Strip::verdicts)
                    .collect(Collectors.joining());
            if (!verdicts.isEmpty()) {
                strips.add(DrawnStrip.overview(verdicts));
            }
        }
        strips.add(strip);
        return SegmentFile.create(files.open(), strips);
    }

    /**
     * Deals with an open segment that is not in our layout, without losing anything in it. A picture that another
     * program has rewritten is laid out by strips again if all of it can be read. A damaged one becomes a closed
     * segment, whose sound strips stay readable. A file without any strip is put aside.
     *
     * @return what the user should know
     */
    private Optional<String> repair() throws IOException {
        String name = files.open().getFileName().toString();
        List<Strip> strips = SegmentReader.read(files.open());
        if (strips.stream().noneMatch(strip -> strip.place().rows() > 0 && !strip.damaged())) {
            String reason = strips.stream()
                    .map(strip -> ((Strip.Unreadable) strip).reason())
                    .findFirst()
                    .orElse("no strips");
            Path aside = files.setAside("foreign");
            return Optional.of(String.format(
                    "%s held no strip of the network (%s); kept as %s, a new network was started",
                    name, reason, aside.getFileName()));
        }
        if (strips.stream().allMatch(strip -> strip.place().offset() < 0 && !strip.damaged())) {
            layOut(strips);
            return Optional.empty();
        }
        return Optional.of(String.format(
                "%s is damaged; kept as %s, where every sound strip stays readable, and a new segment was started",
                name, files.close().getFileName()));
    }

    private void layOut(List<Strip> strips) throws IOException {
        Canvas picture = PictureDecoder.decode(files.open());
        List<DrawnStrip> drawn = new ArrayList<>();
        for (Strip strip : strips) {
            int rows = strip.place().rows();
            Canvas canvas = picture.rows(strip.place().topRow(), rows);
            drawn.add(new DrawnStrip(
                    canvas, DataBand.lowest(canvas, rows).orElseThrow().row()));
        }
        SegmentFile.create(files.open(), drawn);
    }
}
