package pxos.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import pxos.Problem;
import pxos.json.Json;
import pxos.os.Attributes;
import pxos.os.TextScreen;
import pxos.proof.ScenarioResult;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as it comes along, for programs: each event is a document of {@code schemas/run_event.schema.json}. */
public final class RunEvents implements RunObserver {

    private final Consumer<ObjectNode> sink;
    private final long start = System.nanoTime();
    private final boolean detailed;
    private boolean over;

    /** @param sink gets every event as it happens, one at a time */
    public RunEvents(Consumer<ObjectNode> sink) {
        this(sink, false);
    }

    private RunEvents(Consumer<ObjectNode> sink, boolean detailed) {
        this.sink = sink;
        this.detailed = detailed;
    }

    /**
     * Also says what a model writes, piece by piece ({@code wrote}), and shows each test as it ends, the screen after each
     * of its steps too ({@code saw}); a stage says what the run is about, why pxOS chose that, and how each of several
     * answers stands.
     */
    static RunEvents inDetail(Consumer<ObjectNode> sink) {
        return new RunEvents(sink, true);
    }

    @Override
    public void started(Stage stage, RunContext run) {
        send(inStage("stage_begun", stage, run).put("text", StageText.task(stage, run)));
    }

    @Override
    public void ended(Stage stage, Duration time, RunContext run) {
        send(inStage("stage_ended", stage, run)
                .put("text", StageText.outcome(stage, run))
                .put("took_ms", time.toMillis()));
    }

    private ObjectNode inStage(String name, Stage stage, RunContext run) {
        ObjectNode event = event(name)
                .put("run_id", run.runId())
                .put("stage", stage.label())
                .put("tokens", RunFacts.of(run).tokens());
        run.round()
                .ifPresent(round -> event.put("feature", round.item().feature()).put("attempt", round.number()));
        if (detailed) {
            event.put("title", RunTitle.of(run))
                    .put("reason", run.request().wish().reason());
            answers(event.putArray("answers"), run.round().isEmpty() ? List.of() : StageText.answered(run));
        }
        return event;
    }

    private static void answers(ArrayNode answers, List<Trial> trials) {
        for (Trial trial : trials.size() > 1 ? trials : List.<Trial>of()) {
            answers.addObject()
                    .put("author", trial.contender().name())
                    .put("in", trial.isIn())
                    .put("text", trial.isIn() && trial.proof() == null ? "" : trial.outcome());
        }
    }

    @Override
    public void progress(String text) {
        send(event("progress").put("text", text));
    }

    @Override
    public void wrote(String author, String text) {
        if (detailed) {
            send(event("wrote").put("author", author).put("text", text));
        }
    }

    @Override
    public void saw(ScenarioResult result) {
        if (detailed) {
            ObjectNode event = event("saw")
                    .put("text", result.name())
                    .put("verdict", result.verdict().name());
            ArrayNode frames = event.putArray("frames");
            for (ScenarioResult.Frame frame : result.frames()) {
                TextScreen screen = frame.screen();
                ArrayNode rows = frames.addObject()
                        .put("keys", frame.keys())
                        .put("attributes", Attributes.text(screen))
                        .put("cursor_row", screen.cursorRow())
                        .put("cursor_column", screen.cursorColumn())
                        .putArray("rows");
                screen.rows().forEach(rows::add);
            }
            send(event);
        }
    }

    @Override
    public void note(String message) {
        send(event("note").put("text", message));
    }

    @Override
    public void finished(RunContext run) {
        ObjectNode event = event("finished")
                .put("run_id", run.runId())
                .put("verdict", run.verdict())
                .put("exit_code", run.exitCode());
        event.set("result", RunResult.of(run));
        send(event);
    }

    @Override
    public void interrupted(RunContext run) {
        finished(run);
    }

    /** The run could not even begin. */
    public void failed(String goal, Problem problem) {
        finished(RunContext.neverBegan(goal, problem));
    }

    private ObjectNode event(String name) {
        return Json.object()
                .put("event", name)
                .put("at_ms", Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    /** Nothing follows the end, whatever other threads still say. */
    private synchronized void send(ObjectNode event) {
        if (!over) {
            over = event.has("result");
            sink.accept(event);
        }
    }
}
