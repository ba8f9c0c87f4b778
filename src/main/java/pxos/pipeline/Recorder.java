package pxos.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import pxos.json.Json;
import pxos.model.Reply;
import pxos.os.BootImage;
import pxos.pixel.PixelLogger;
import pxos.pixel.PixelReader;
import pxos.pixel.RecordJson;
import pxos.pixel.RunDiff;
import pxos.pixel.RunRecord;
import pxos.scenario.Scenario;
import pxos.scenario.ScenarioJson;
import pxos.scenario.Step;
import pxos.workspace.Journal;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Ends a run: its record into the pixel network, and what it built into the workspace, all of it or nothing. */
public final class Recorder {

    private final PixelLogger network;
    private final PixelReader reader;
    private final RunObserver observer;

    public Recorder(PixelLogger network, PixelReader reader, RunObserver observer) {
        this.network = network;
        this.reader = reader;
        this.observer = observer;
    }

    /** Finishes what an earlier run was killed in; whether there was anything. */
    public boolean recover(Workspace workspace) throws IOException {
        return Journal.recover(workspace, note -> {
            if (note.isEmpty()) {
                return;
            }
            RunRecord record = RecordJson.parse(note.getBytes(StandardCharsets.UTF_8));
            if (reader.run(record.runId()).isEmpty()) {
                append(record);
            }
        });
    }

    private void append(RunRecord record) throws IOException {
        network.log(record).notices().forEach(observer::note);
    }

    /**
     * Goes through what {@link #record} is going to do, and writes nothing: most of its time is that of loading and
     * compiling what it needs, which another core can do while guests are tested.
     *
     * @param image any pxOS
     */
    public void warmUp(Workspace workspace, BootImage image) {
        PixelLogger.warmUp();
        // A formatter is made for the first.
        Instant.EPOCH.toString();
        Scenario any = new Scenario("any", List.of(new Step("a", List.of("row \"a\""))));
        pretty(ScenarioJson.write(any));
        try {
            OsImages.put(new Journal(workspace), workspace, image);
        } catch (IOException e) {
            // The run itself reports what it cannot read.
        }
    }

    /**
     * Writes everything down.
     *
     * @return the result as it stands in {@code build_report.json}
     * @throws IOException when it could not be written; then the workspace is as it was
     */
    public ObjectNode record(RunOutcome outcome, Workspace workspace) throws IOException {
        RunContext context = outcome.context();
        Duration total = Duration.between(context.started(), Instant.now());
        RunRecord record = RunRecords.of(outcome, total);
        // Drawn on another core meanwhile.
        CompletableFuture<Optional<byte[]>> diff = CompletableFuture.supplyAsync(() -> RunDiff.png(record));
        ObjectNode result = new ResultJson().of(outcome, workspace, total);
        writeTrajectory(outcome, workspace.runFolder(context.runId()), result);
        Journal journal = new Journal(workspace).put(workspace.report(), pretty(result));
        if (outcome.changesWorkspace()) {
            journal.put(workspace.source(), context.source().render());
            OsImages.put(journal, workspace, context.image()).forEach(observer::note);
            if (outcome.verified()) {
                journal.put(workspace.roadmap(), Completions.roadmap(outcome));
                for (BuiltFeature built : context.built()) {
                    keep(built, workspace, journal);
                }
            }
        }
        writeDiff(diff.join(), workspace.runFolder(context.runId()));
        journal.commit(RecordJson.text(record), note -> append(record));
        return result;
    }

    /** Keeps a verified feature's scenarios for regression. */
    private void keep(BuiltFeature built, Workspace workspace, Journal journal) {
        ArrayNode scenarios = Json.array();
        for (Scenario scenario : built.scenarios()) {
            scenarios.add(ScenarioJson.write(scenario));
        }
        journal.put(workspace.scenarios().resolve(built.name() + ".json"), pretty(scenarios));
    }

    private static String pretty(JsonNode node) {
        return Json.writeIndented(node) + "\n";
    }

    private void writeTrajectory(RunOutcome outcome, Path folder, ObjectNode result) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("result.json"), pretty(result));
        int number = 0;
        for (Attempt attempt : outcome.attempts()) {
            number++;
            String name = (attempt.isForCode() ? "attempt-" : "plan-") + (number < 10 ? "0" : "") + number + "-"
                    + attempt.feature() + ".json";
            Files.writeString(folder.resolve(name), pretty(trajectory(attempt)));
        }
    }

    /** The picture of what a run changed, beside its trajectory. */
    private static void writeDiff(Optional<byte[]> picture, Path folder) throws IOException {
        if (picture.isPresent()) {
            Files.write(folder.resolve("diff.png"), picture.get());
        }
    }

    private ObjectNode trajectory(Attempt attempt) {
        ObjectNode node = Json.object();
        node.put("stage", attempt.stage().label());
        node.put("feature", attempt.feature());
        node.put("round", attempt.round());
        node.put("contender", attempt.contender());
        node.put("author", attempt.author());
        node.put("outcome", attempt.outcome());
        node.put("won", attempt.won());
        node.put("problem", attempt.problem());
        ArrayNode replies = node.putArray("replies");
        for (Reply reply : attempt.replies()) {
            ObjectNode entry = replies.addObject();
            entry.put("prompt_tokens", reply.promptTokens());
            entry.put("completion_tokens", reply.completionTokens());
            entry.put("model_ms", reply.time().toMillis());
            entry.put("cut_short", reply.cutShort());
            entry.put("error", reply.failure().map(Throwable::getMessage).orElse(""));
            entry.put("system", reply.transcript().system());
            entry.put("prompt", reply.transcript().user());
            entry.put("reasoning", reply.transcript().reasoning());
            entry.put("raw_answer", reply.transcript().answer());
            entry.put("answer", reply.json());
            ArrayNode notes = entry.putArray("notes");
            reply.transcript().notes().forEach(notes::add);
        }
        return node;
    }
}
