package pxos.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.file.LockFile;
import pxos.json.Json;
import pxos.model.CodingModel;
import pxos.model.Request;
import pxos.scenario.Scenario;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;

/** The front door: a whole run, from the lock of the workspace to the record of what happened. */
public final class Runs {

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(10);

    private final Outside outside;

    public Runs(Outside outside) {
        this.outside = outside;
    }

    /**
     * Does what was asked for, and writes down what came of it.
     *
     * @return the run as it ended, failed ones too
     * @throws Problem where the run cannot even begin
     */
    public RunContext run(RunRequest request, RunObserver observer) {
        return run(request, observer, models -> {}, lock(request.workspace(), observer));
    }

    /**
     * The same for a caller that may change its mind.
     *
     * @throws Problem also where {@code cancellation} says that the run is not wanted any more; nothing is left of it then
     */
    public RunContext run(RunRequest request, RunObserver observer, Cancellation cancellation) {
        Runs runs = new Runs(outside.until(cancellation));
        RunObserver checking = new Observers(List.of(new Checkpoint(cancellation), observer));
        LockFile lock = cancellation.waitFor(() -> lock(request.workspace(), observer));
        return runs.run(
                request, checking, models -> cancellation.onCancel(() -> models.forEach(CodingModel::close)), lock);
    }

    /** Stops a run that is not wanted any more between two stages, the last time before it is written down. */
    private record Checkpoint(Cancellation cancellation) implements RunObserver {
        @Override
        public void started(Stage stage, RunContext run) {
            if (cancellation.isCancelled()) {
                run.request().workspace().takeBack(run.runId());
            }
            cancellation.check();
        }
    }

    /** @param lock is freed at the end */
    private RunContext run(RunRequest request, RunObserver observer, Consumer<List<CodingModel>> asked, LockFile lock) {
        try (lock;
                Watched watched = Watched.by(request.workspace(), observer);
                Services services = new Services(request.workspace(), outside, watched.observers())) {
            services.recorder().recover(request.workspace());
            services.refuseToLose();
            List<CodingModel> models = services.models(request.authors());
            asked.accept(models);
            try {
                return run(services, models, request, watched.observers());
            } finally {
                models.forEach(CodingModel::close);
            }
        } catch (IOException e) {
            throw Problem.of(e);
        }
    }

    private RunContext run(Services services, List<CodingModel> models, RunRequest request, RunObserver observer)
            throws IOException {
        Instant now = outside.clock().instant();
        String authors = models.stream().map(CodingModel::id).collect(Collectors.joining(" + "));
        RunContext neverBegan = RunContext.begin(request, "", now, "");
        try (Interruption interruption = new Interruption(observer, neverBegan)) {
            RunContext begun = RunContext.begin(request, request.workspace().newRun(now), now, authors);
            RunContext run = services.pipeline(models, interruption).run(begun);
            interruption.finished(run);
            return run;
        }
    }

    /** The questions that a language model would be asked first, without asking them. */
    public List<Request> questions(RunRequest request) throws IOException {
        try (Services services = new Services(request.workspace(), outside, RunObserver.SILENT)) {
            RunContext begun =
                    RunContext.begin(request, "run_0", outside.clock().instant(), "");
            return services.pipeline(List.of(), RunObserver.SILENT).questions(begun);
        }
    }

    /** Makes the images of a workspace, floppy included, fit its OS source; {@code observer} hears notes. */
    public void updateImages(Workspace workspace, RunObserver observer) throws IOException {
        change(
                workspace,
                observer,
                (services, journal) -> OsImages.put(
                                journal,
                                workspace,
                                services.analyzer().analyse(workspace).image())
                        .forEach(observer::note));
    }

    /** Keeps more tests of a feature, in addition to those that are kept of it. */
    public void keepTests(Workspace workspace, String feature, List<Scenario> tests, RunObserver observer)
            throws IOException {
        change(workspace, observer, (services, journal) -> {
            List<Scenario> all = new ArrayList<>(
                    services.analyzer().analyse(workspace).kept().getOrDefault(feature, List.of()));
            tests.stream().filter(test -> !all.contains(test)).forEach(all::add);
            journal.put(workspace.keptTests(feature), Json.writeIndented(all));
        });
    }

    /** Changes the text of the roadmap; {@code change} may refuse with a {@link Problem}, and then nothing is changed. */
    public void changeRoadmap(Workspace workspace, UnaryOperator<String> change, RunObserver observer) {
        try {
            change(
                    workspace,
                    observer,
                    (services, journal) ->
                            journal.put(workspace.roadmap(), change.apply(Files.readString(workspace.roadmap()))));
        } catch (IOException e) {
            throw Problem.of(e);
        }
    }

    /** What puts files into a journal. */
    private interface Edit {
        void make(Services services, Journal journal) throws IOException;
    }

    private void change(Workspace workspace, RunObserver observer, Edit edit) throws IOException {
        try (Services services = new Services(workspace, outside, observer);
                LockFile lock = lock(workspace, observer)) {
            services.recorder().recover(workspace);
            Journal journal = new Journal(workspace);
            edit.make(services, journal);
            journal.commit("", note -> {});
        }
    }

    static LockFile lock(Workspace workspace, RunObserver observer) {
        return workspace.lock(LOCK_PATIENCE, () -> observer.note("Waiting for another run in this workspace …"));
    }
}
