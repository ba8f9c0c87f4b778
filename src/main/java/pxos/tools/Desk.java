package pxos.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import pxos.mcp.Call;
import pxos.model.lm.Llm;
import pxos.pipeline.Cancellation;
import pxos.pipeline.Floor;
import pxos.pipeline.Outside;
import pxos.pipeline.Revisions;
import pxos.pipeline.Revisions.Plan;
import pxos.pipeline.Revisions.Revision;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunObserver;
import pxos.pipeline.RunRequest;
import pxos.pipeline.Runs;
import pxos.pipeline.Services;
import pxos.pipeline.Stage;
import pxos.pipeline.StageText;
import pxos.proof.DriveKind;
import pxos.workbench.Settings;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/** Where the tools work: one workspace, and what a run takes from outside. */
final class Desk {

    /** QEMUs that look at the OS at the same time; more only slow each other down. */
    private static final int LOOKING = 2;

    /** What a client shows of a text at least, but for pictures of a whole screen. */
    static final int MAX_CHARACTERS = 4_000;

    static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Path folder;
    private final boolean mayMake;
    private final Map<String, String> environment;
    private final Outside outside;
    private final Semaphore looking = new Semaphore(LOOKING);

    /**
     * @param folder the workspace
     * @param mayMake whether it is made where there is none
     * @param environment has the user's settings
     */
    Desk(Path folder, boolean mayMake, Map<String, String> environment, Outside outside) {
        this.folder = folder;
        this.mayMake = mayMake;
        this.environment = environment;
        this.outside = outside;
    }

    /** What is done with the services of the workspace. */
    @FunctionalInterface
    interface Work<T> {
        T with(Workspace workspace, Services services) throws Exception;
    }

    synchronized Workspace workspace() {
        if (mayMake && !Files.exists(folder)) {
            StartingWorkspace.copyTo(folder);
        }
        return Workspace.open(folder);
    }

    /** What the user has settled for all runs. */
    Settings settings() {
        return Settings.of(environment, workspace());
    }

    /** A run, which the call hears of, and which ends with it. */
    RunContext run(RunRequest request, Call call) {
        return new Runs(outside).run(request, new Heard(call), cancellation(call));
    }

    /** A change without anything new; where its tests fail, or the call is cancelled before, nothing is changed. */
    Revision revise(Plan plan, Call call) {
        RunRequest.Testing testing = new RunRequest.Testing(true, DriveKind.IDE, TIMEOUT, Floor.OFF);
        return new Revisions(outside.until(cancellation(call))).make(workspace(), plan, testing, new Heard(call));
    }

    /** Looks at the workspace. Guests that are booted for it end with the call. */
    <T> T look(Call call, Work<T> work) throws Exception {
        try (Services services = new Services(workspace(), outside.until(cancellation(call)), new Heard(call))) {
            return work.with(workspace(), services);
        }
    }

    /** The same where something is booted, which takes its turn. */
    <T> T boot(Call call, Work<T> work) throws Exception {
        looking.acquire();
        try {
            return look(call, work);
        } finally {
            looking.release();
        }
    }

    /** What an author of code must know of this pxOS for a goal, which may be empty; or a part of it. */
    String contract(String goal, String part) throws IOException {
        RunRequest request = new RunRequest(
                workspace(),
                goal.isBlank() ? "a new feature" : goal,
                false,
                "",
                new RunRequest.Authors(Llm.preferred(), "", List.of(), 1, 1),
                new RunRequest.Testing(false, DriveKind.IDE, Duration.ZERO, Floor.STRICT),
                false);
        return Contract.text(request.workspace(), new Runs(outside).questions(request), part);
    }

    /** What a session boots on; it outlives the call. */
    Services services() throws IOException {
        return new Services(workspace(), outside, RunObserver.SILENT);
    }

    private static Cancellation cancellation(Call call) {
        Cancellation cancellation = new Cancellation();
        call.onCancel(cancellation::cancel);
        return cancellation;
    }

    /** Tells the client how a run comes along. */
    private record Heard(Call call) implements RunObserver {
        @Override
        public void started(Stage stage, RunContext run) {
            String task = StageText.task(stage, run);
            call.progress(task.isEmpty() ? stage.label() : stage.label() + ": " + task);
        }

        @Override
        public void ended(Stage stage, Duration time, RunContext run) {
            call.progress(stage.label() + ": " + StageText.outcome(stage, run));
        }

        @Override
        public void progress(String text) {
            call.progress(text);
        }

        @Override
        public void note(String message) {
            call.progress(message);
        }
    }
}
