package pxos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import pxos.model.CodingModel;
import pxos.pipeline.Pipeline;
import pxos.pipeline.Recorder;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunOutcome;
import pxos.pipeline.Stage;
import pxos.workspace.RunIds;
import pxos.workspace.Workspace;
import pxos.workspace.WorkspaceException;
import pxos.workspace.WorkspaceLock;
import tools.jackson.databind.node.ObjectNode;

/** A run: takes the workspace, lets the pipeline work, has it recorded and shows the result. */
final class RunCommand {

    private static final Duration LOCK_PATIENCE = Duration.ofMinutes(10);

    private final RunOptions options;
    private final RunOptions.Where where;
    private final PrintWriter out;
    private final RunObserver observer;

    RunCommand(RunOptions options, RunOptions.Where where, PrintWriter out, PrintWriter err) {
        this.options = options;
        this.where = where;
        this.out = out;
        this.observer = new Console(err, Console.isTerminal());
    }

    /** Runs it; returns the exit code. */
    int run() throws RunFailedException, WorkspaceException, IOException {
        Workspace workspace = Workspaces.open(where.workspace);
        Services services = new Services(workspace, options, observer);
        try (WorkspaceLock lock = WorkspaceLock.take(
                workspace, LOCK_PATIENCE, () -> observer.note("Waiting for another run in this workspace …"))) {
            Recorder recorder = services.recorder();
            if (recorder.recover(workspace)) {
                observer.note("Finished what an interrupted run had left.");
            }
            List<CodingModel> models = services.models();
            try {
                return run(workspace, services, recorder, models);
            } finally {
                models.forEach(CodingModel::close);
            }
        }
    }

    private int run(Workspace workspace, Services services, Recorder recorder, List<CodingModel> models)
            throws RunFailedException, IOException {
        Pipeline pipeline = services.pipeline(models.stream().anyMatch(CodingModel::isLanguageModel));
        Instant now = Instant.now();
        RunContext begun = RunContext.begin(options.request(), RunIds.next(workspace, now), now);
        RunOutcome outcome = pipeline.run(begun, workspace, models, observer);
        ObjectNode result = record(recorder, outcome, workspace);
        show(result, outcome);
        return outcome.failure().map(failure -> failure.kind().exitCode()).orElse(0);
    }

    private ObjectNode record(Recorder recorder, RunOutcome outcome, Workspace workspace) throws RunFailedException {
        long start = System.nanoTime();
        observer.started(Stage.LOG, "");
        try {
            ObjectNode result = recorder.record(outcome, workspace);
            observer.ended(Stage.LOG, Duration.ofNanos(System.nanoTime() - start), outcome.context().runId());
            return result;
        } catch (IOException e) {
            throw new RunFailedException(
                    new RunFailure(
                            Stage.LOG,
                            Kind.INTERNAL,
                            "the run could not be written down: " + e,
                            "Make room on the disk and make the workspace writable; nothing was changed."),
                    e);
        }
    }

    private void show(ObjectNode result, RunOutcome outcome) {
        if (options.machine) {
            out.println(result);
        } else {
            out.print(new ResultText(outcome).render());
        }
        out.flush();
    }
}
