package pxos.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import pxos.Problem;
import pxos.model.CodingModel;
import pxos.pipeline.Pipeline;
import pxos.pipeline.Recorder;
import pxos.pipeline.ResultJson;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunFailedException;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunFailure.Kind;
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

    private final PxosCommand command;
    private final RunOptions options;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Console observer;

    RunCommand(PxosCommand command, PrintWriter out, PrintWriter err) {
        this.command = command;
        this.options = command.options();
        this.out = out;
        this.err = err;
        this.observer = new Console(err, Console.isTerminal());
    }

    /** Runs it; returns the exit code. */
    int run() throws RunFailedException, WorkspaceException, IOException {
        Workspace workspace = Workspaces.open(command.where().workspace());
        try (Services services = new Services(workspace, options, observer, command.environment());
                WorkspaceLock lock = WorkspaceLock.take(
                        workspace, LOCK_PATIENCE, () -> observer.note("Waiting for another run in this workspace …"));
                Interruption interruption = Interruption.watch(this::interrupted)) {
            Recorder recorder = services.recorder();
            recover(recorder, workspace);
            List<CodingModel> models = services.models();
            try {
                Instant now = Instant.now();
                RunContext begun = RunContext.begin(options.request(), RunIds.next(workspace, now), now);
                RunOutcome outcome = pipelined(services, begun, workspace, models);
                // QEMU ends while the run is written down: the end of the JVM waits for it.
                services.close();
                return interruption.postponedWhile(() -> {
                    show(record(recorder, outcome, workspace), outcome);
                    return outcome.failure()
                            .map(failure -> failure.kind().exitCode())
                            .orElse(0);
                });
            } finally {
                models.forEach(CodingModel::close);
            }
        }
    }

    private void recover(Recorder recorder, Workspace workspace) throws RunFailedException {
        try {
            if (recorder.recover(workspace)) {
                observer.note("Finished what an interrupted run had left.");
            }
        } catch (IOException e) {
            throw new RunFailedException(
                    new RunFailure(
                            Stage.ANALYSE,
                            Kind.INPUT,
                            "cannot finish what an interrupted run had left: " + Problem.reason(e),
                            "Make room on the disk and make the workspace writable; then run it again."),
                    e);
        }
    }

    /** The outcome of the run; a fault of the program is one too, and gets logged like every other. */
    private RunOutcome pipelined(Services services, RunContext begun, Workspace workspace, List<CodingModel> models)
            throws RunFailedException {
        Pipeline pipeline = services.pipeline(models.stream().anyMatch(CodingModel::isLanguageModel));
        try {
            return pipeline.run(begun, workspace, models, observer);
        } catch (RuntimeException e) {
            Errors.trace(e, command.where().verbose(), err);
            return new RunOutcome(begun, Errors.fault(observer.stage(), e), null, List.of(), Map.of());
        }
    }

    private ObjectNode record(Recorder recorder, RunOutcome outcome, Workspace workspace) throws RunFailedException {
        long start = System.nanoTime();
        observer.started(Stage.LOG, "");
        try {
            ObjectNode result = recorder.record(outcome, workspace);
            observer.ended(
                    Stage.LOG,
                    Duration.ofNanos(System.nanoTime() - start),
                    outcome.context().runId());
            return result;
        } catch (IOException e) {
            RunIds.takeBack(workspace, outcome.context().runId());
            throw new RunFailedException(
                    new RunFailure(
                            Stage.LOG,
                            Kind.INPUT,
                            "the run could not be written down: " + Problem.reason(e),
                            "Make room on the disk and make the workspace writable; then run it again."),
                    e);
        }
    }

    private void show(ObjectNode result, RunOutcome outcome) {
        if (options.machine()) {
            command.output().write(out, result);
        } else {
            out.print(new ResultText(outcome).render());
        }
        out.flush();
    }

    /** The process is about to end, and nothing of this run has been written down. */
    private void interrupted() {
        RunFailure failure = new RunFailure(
                observer.stage(), Kind.INTERNAL, "interrupted", "The workspace is unchanged; run it again.");
        if (options.machine()) {
            command.output().write(out, new ResultJson().of(failure, command.goal()));
        }
        observer.note(failure.message() + " during " + failure.stage().label() + "; the workspace is unchanged");
    }
}
