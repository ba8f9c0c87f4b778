package pxos.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.json.Json;
import pxos.pixel.PixelLogger;
import pxos.pixel.PixelReader;
import pxos.pixel.RunPictures;
import pxos.pixel.RunRecord;
import pxos.scenario.Scenario;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import pxos.workspace.roadmap.RoadmapEditor;

/** Ends a run: its record into the pixel network, and what it built into the workspace, all of it or nothing. */
final class Recorder {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private final PixelLogger network;
    private final PixelReader reader;
    private final RunObserver observer;
    private final Clock clock;

    Recorder(PixelLogger network, PixelReader reader, RunObserver observer, Clock clock) {
        this.network = network;
        this.reader = reader;
        this.observer = observer;
        this.clock = clock;
    }

    /** Finishes what an earlier run was killed in. */
    void recover(Workspace workspace) {
        try {
            new Journal(workspace)
                    .recover(note -> {
                        if (!note.isEmpty()) {
                            appendUnlessThere(RunRecord.parse(note));
                        }
                    })
                    .ifPresent(observer::note);
        } catch (IOException e) {
            throw Problem.input(
                    "cannot finish what an interrupted run had left: " + Problem.reason(e),
                    "Make room on the disk and make the workspace writable; then run it again.");
        }
    }

    private void appendUnlessThere(RunRecord record) throws IOException {
        if (reader.run(record.request().runId()).isEmpty()) {
            append(record);
        }
    }

    void append(RunRecord record) throws IOException {
        network.log(record).notices().forEach(observer::note);
    }

    /**
     * Writes everything down.
     *
     * @return the run with the time that this took
     * @throws Problem when it could not be written; then the workspace is as it was
     */
    RunContext log(RunContext run) {
        try {
            return written(run);
        } catch (IOException e) {
            run.request().workspace().takeBack(run.runId());
            throw Problem.input(
                    "the run could not be written down: " + Problem.reason(e),
                    "Make room on the disk and make the workspace writable; then run it again.");
        }
    }

    private RunContext written(RunContext run) throws IOException {
        long start = System.nanoTime();
        Workspace workspace = run.request().workspace();
        Path folder = Files.createDirectories(workspace.runFolder(run.runId()));
        writeAttempts(run.attempts(), folder);
        Optional<byte[]> diff = RunPictures.diff(StoredRun.of(run));
        if (diff.isPresent()) {
            write(folder.resolve("diff.png"), diff.get());
        }
        Journal journal = new Journal(workspace);
        if (run.changesWorkspace()) {
            Revised revised = new Revised(run.found(), after(run));
            revised.put(journal, workspace, observer::note);
            revised.keep(folder, "");
        }
        RunContext ended = run.withTime(Stage.LOG, Duration.ofNanos(System.nanoTime() - start))
                .ended(Duration.between(run.begin().started(), clock.instant()));
        String result = Json.writeIndented(RunResult.of(ended));
        write(folder.resolve("result.json"), result.getBytes(StandardCharsets.UTF_8));
        journal.put(workspace.report(), result);
        RunRecord record = StoredRun.of(ended);
        journal.commit(record.json(), note -> append(record));
        return ended;
    }

    /** The OS that the run leaves. Tests are kept, and milestones completed, only by what was verified. */
    private static OsState after(RunContext run) {
        OsState found = run.found();
        if (!run.verified()) {
            return found.with(run.work().source(), run.work().image());
        }
        Map<String, List<Scenario>> kept = new TreeMap<>(found.kept());
        run.built().forEach(built -> kept.put(built.name(), built.scenarios()));
        List<Scenario> gaveWay = run.gaveWay();
        if (!gaveWay.isEmpty()) {
            String last = run.built().get(run.built().size() - 1).name();
            kept.merge(last, ChangedBehaviour.stillHolding(run), Recorder::both);
            kept.merge(ChangedBehaviour.keptFor(last), gaveWay, Recorder::both);
        }
        return found.with(run.work().source(), run.work().image())
                .withTests(kept)
                .withRoadmap(roadmap(run));
    }

    private static List<Scenario> both(List<Scenario> there, List<Scenario> more) {
        return Stream.concat(there.stream(), more.stream()).toList();
    }

    /** The roadmap's text with those milestones marked complete: date, run and what was observed. */
    private static String roadmap(RunContext run) {
        String text = run.found().roadmapText();
        List<String> present = run.present();
        for (Milestone milestone : run.completed()) {
            int scenarios = milestone.scenarios(present).size();
            text = RoadmapEditor.markComplete(
                    text,
                    milestone.id(),
                    new Milestone.Completion(
                            LocalDate.ofInstant(run.begin().started(), ZoneOffset.UTC),
                            run.runId(),
                            scenarios + " of " + scenarios + " scenarios passed in QEMU"));
        }
        return text;
    }

    private static void writeAttempts(List<Attempt> attempts, Path folder) throws IOException {
        int number = 0;
        for (Attempt attempt : attempts) {
            number++;
            write(
                    folder.resolve(attempt.fileName(number)),
                    Json.writeIndented(Json.published(attempt)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        LOG.debug("wrote {}, {} bytes", file, content.length);
    }
}
