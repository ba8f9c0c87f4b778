package pxos.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pxos.Problem.Kind;
import pxos.json.Json;
import pxos.mcp.Answer;
import pxos.pipeline.BuiltFeature;
import pxos.pipeline.Caveats;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunResult;
import pxos.pipeline.Stage;
import pxos.proof.Discrimination;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a model is told of a run: what was seen; or what was wrong, as the author of code is told. */
final class RunAnswer {

    private final RunContext run;
    private final JsonNode result;
    private final List<String> lines = new ArrayList<>();

    private RunAnswer(RunContext run) {
        this.run = run;
        this.result = RunResult.of(run);
    }

    static Answer of(RunContext run) {
        RunAnswer answer = new RunAnswer(run);
        return run.verified()
                ? Answer.structured(Answer.shortened(answer.text(), Desk.MAX_CHARACTERS), answer.document())
                : Answer.error(answer.failure());
    }

    private String text() {
        Workspace workspace = run.request().workspace();
        lines.add(run.verdict());
        lines.add("understood as: " + run.understoodAs());
        run.built().forEach(built -> lines.add(line(built)));
        run.gaveWay().forEach(test -> lines.add("gave way, as the goal says: '" + test.name() + "'"));
        if (!run.notInGoal().isEmpty()) {
            lines.add("written by the model, not in the goal: " + String.join(", ", run.notInGoal()));
        }
        Caveats.of(run).forEach(caveat -> lines.add("note: " + caveat));
        if (!completed().isEmpty()) {
            lines.add("milestones completed: " + completed());
        }
        run.proof().flatMap(Discrimination::showcase).ifPresent(shown -> {
            lines.add("seen in QEMU, '" + shown.scenario() + "':");
            lines.add(Rows.text(shown.after()));
        });
        lines.add(run.runId() + " in " + workspace.root() + "; floppy: " + workspace.disk());
        return String.join("\n", lines);
    }

    private static String line(BuiltFeature built) {
        return built.name() + ": " + built.bytes() + " bytes at " + addresses(built) + ", by " + built.generator()
                + (built.prerequisite() ? ", needed first" : "");
    }

    private static String addresses(BuiltFeature built) {
        return built.addresses().stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private String completed() {
        return result.path("milestones_completed")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
    }

    /** The same for programs; some clients show it to the model in place of the text. */
    private ObjectNode document() {
        Workspace workspace = run.request().workspace();
        ObjectNode document = Json.object().put("success", true).put("verdict", run.verdict());
        document.put("understood_as", Answer.shortened(run.understoodAs(), 300)).put("run_id", run.runId());
        var features = document.putArray("features");
        run.built()
                .forEach(built -> features.addObject()
                        .put("name", built.name())
                        .put("bytes", built.bytes())
                        .put("addresses", addresses(built))
                        .put("needed_first", built.prerequisite()));
        document.set("milestones_completed", result.path("milestones_completed"));
        run.proof().flatMap(Discrimination::showcase).ifPresent(shown -> {
            ObjectNode screen = document.putObject("seen_in_qemu").put("test", shown.scenario());
            Rows.of(shown.after()).forEach(screen.putArray("rows")::add);
        });
        return document.put("workspace", workspace.root().toString())
                .put("floppy", workspace.disk().toString());
    }

    /** A verdict and what belongs to it, which may begin with the verdict, or be in it as one line. */
    private static String saidOnce(String verdict, String feedback) {
        if (verdict.contains(feedback)) {
            return verdict;
        }
        String beginning = feedback.startsWith(verdict) ? "" : verdict.replace(feedback.replace("\n", "; "), "");
        return (beginning.strip() + "\n" + feedback).strip();
    }

    private String failure() {
        lines.add(saidOnce(run.verdict(), RunResult.feedback(run)));
        if (run.failure()
                .filter(failure -> failure.kind() == Kind.MISSING && failure.stage() == Stage.PLAN)
                .isPresent()) {
            lines.add("For this goal write the code yourself: contract, then build_feature.");
        }
        run.failure().map(RunFailure::hint).filter(hint -> !hint.isEmpty()).ifPresent(lines::add);
        lines.add(
                run.changesWorkspace()
                        ? "The OS was built, and nothing was observed."
                        : "pxOS is unchanged." + (run.runId().isEmpty() ? "" : " " + run.runId() + " is recorded."));
        return Wording.forAgents(String.join("\n", lines));
    }
}
