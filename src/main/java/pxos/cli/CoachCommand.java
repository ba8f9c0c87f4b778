package pxos.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import pxos.Problem;
import pxos.coach.Coach;
import pxos.coach.Coaching;
import pxos.coach.CoachingText;
import pxos.coach.RunFolder;
import pxos.json.Json;
import pxos.pixel.PixelReader;
import pxos.pixel.RunRecord;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** Says what there is to learn from a run. */
@Command(
        name = "coach",
        description = "Say what there is to learn from a run: what was composed, wasted, misunderstood, and proved.")
final class CoachCommand extends Subcommand {

    /** Looks among this many runs for the last one that built something: removing and undoing build nothing. */
    private static final int NEWEST = 50;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN|-",
            defaultValue = "last",
            description =
                    "The run, such as run_1795438800 (default: the last one that built something); - reads what --machine wrote.")
    private String run;

    @Override
    public Integer call() throws Exception {
        Coaching coaching = run.equals("-") ? ofInput() : ofRun(run);
        if (json()) {
            writeJson(coaching);
        } else {
            CoachingText.of(coaching).forEach(out()::println);
        }
        return 0;
    }

    private Coaching ofRun(String run) throws Exception {
        Workspace workspace = workspace();
        if (run.equals(PixelReader.LAST)) {
            for (RunRecord record : new PixelReader(workspace.network()).newest(NEWEST)) {
                RunFolder folder =
                        RunFolder.read(workspace.runFolder(record.request().runId()));
                if (folder.result().isPresent()) {
                    return new Coach().coach(folder.result().get(), folder.attempts());
                }
            }
        }
        String id = HistoryCommand.find(run, workspace).request().runId();
        RunFolder folder = RunFolder.read(workspace.runFolder(id));
        JsonNode result = folder.result().orElseThrow(() -> nothingToLearn(id, workspace));
        return new Coach().coach(result, folder.attempts());
    }

    private static Problem nothingToLearn(String id, Workspace workspace) {
        boolean wroteNoCode = Files.isDirectory(workspace.runFolder(id));
        return Problem.input(
                wroteNoCode
                        ? id + " asked nobody for code: it changed what was there"
                        : "the folder of " + id + " is gone; the network keeps too little of it",
                "Give " + (wroteNoCode ? "another" : "a newer") + " run; pxos history " + id + " shows what is kept.");
    }

    /** A result from somewhere else; its attempts are read where it is a run of this workspace. */
    private Coaching ofInput() throws IOException {
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        JsonNode result = Json.object(text)
                .orElseThrow(() -> Problem.input(
                        "what came in is no JSON object",
                        "Give what --machine writes: pxos --goal \"...\" --machine | pxos coach -"));
        return new Coach().coach(result, attempts(result));
    }

    private Map<String, JsonNode> attempts(JsonNode result) throws IOException {
        String id = result.path("run_id").asString("");
        if (!id.matches("run_[0-9]+")) {
            return Map.of();
        }
        try {
            RunFolder folder = RunFolder.read(workspace().runFolder(id));
            boolean same = folder.result()
                    .filter(own -> own.path("goal").equals(result.path("goal")))
                    .isPresent();
            return same ? folder.attempts() : Map.of();
        } catch (Problem e) {
            // A result may come from another machine: without a workspace it says what it can.
            return Map.of();
        }
    }
}
