package pxos.pipeline;

import java.time.Duration;
import java.util.List;
import pxos.build.BuildResult.ZoneUsage;
import pxos.json.Json;
import pxos.os.AddressRange;
import pxos.proof.Discrimination;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;
import pxos.proof.Verdict;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A run's result as JSON, the document that {@code schemas/run_result.schema.json} describes. */
public final class ResultJson {

    /** The result of {@code outcome}; {@code total} is the wall time of the whole run. */
    public ObjectNode of(RunOutcome outcome, Workspace workspace, Duration total) {
        RunContext context = outcome.context();
        ObjectNode root = Json.object();
        root.put("success", outcome.verified());
        root.put(
                "stage",
                outcome.failure().map(RunFailure::stage).orElse(Stage.LOG).label());
        root.put("run_id", context.runId());
        root.put("goal", context.request().title());
        root.put("generator", generator(outcome));
        root.put("plan", context.planText());
        root.set("features", features(context));
        ArrayNode milestones = root.putArray("milestones_completed");
        Completions.of(outcome).stream().map(Milestone::id).forEach(milestones::add);
        root.put(
                "primitives_generated",
                context.built().stream().mapToInt(BuiltFeature::primitives).sum());
        root.put("attempts", outcome.codeAttempts());
        root.put("tokens", outcome.tokens());
        root.set("state_before", stateBefore(context));
        root.set("test_result", testResult(outcome));
        ObjectNode timings = root.putObject("timings_ms");
        for (Stage stage : Stage.values()) {
            timings.put(
                    stage.label(),
                    outcome.timings().getOrDefault(stage, Duration.ZERO).toMillis());
        }
        timings.put("total", total.toMillis());
        root.set("artifacts", artifacts(context, workspace));
        root.set("error", outcome.failure().map(this::error).orElse(null));
        return root;
    }

    /** The result of a run that never got as far as having a context. */
    public ObjectNode of(RunFailure failure, String goal) {
        ObjectNode root = Json.object();
        root.put("success", false);
        root.put("stage", failure.stage().label());
        root.put("run_id", "");
        root.put("goal", goal);
        root.put("generator", "");
        root.put("plan", "");
        root.putArray("features");
        root.putArray("milestones_completed");
        root.put("primitives_generated", 0);
        root.put("attempts", 0);
        root.put("tokens", 0);
        root.putObject("state_before");
        ObjectNode test = root.putObject("test_result");
        test.put("success", false);
        test.put("verdict", "ERROR - stopped at " + failure.stage().label() + ": " + failure.message());
        test.putArray("checks");
        root.putObject("timings_ms");
        root.putObject("artifacts");
        root.set("error", error(failure));
        return root;
    }

    /** Who wrote what the goal asks for, or who was asked where nothing was written. */
    static String generator(RunOutcome outcome) {
        List<String> writers = outcome.context().built().stream()
                .filter(built -> !built.item().prerequisite())
                .map(BuiltFeature::generator)
                .distinct()
                .toList();
        return writers.isEmpty() ? outcome.context().generator() : String.join(" + ", writers);
    }

    private ArrayNode features(RunContext context) {
        ArrayNode features = Json.array();
        for (BuiltFeature built : context.built()) {
            ObjectNode feature = features.addObject();
            feature.put("name", built.name());
            feature.put("goal", built.item().goal());
            feature.put("milestone", built.item().milestone());
            feature.put("prerequisite", built.item().prerequisite());
            feature.put("generator", built.generator());
            feature.put("chosen_because", built.why());
            feature.put("attempts", built.attempts());
            feature.put("tokens", built.tokens());
            feature.put("bytes", built.sizeBytes());
            ArrayNode addresses = feature.putArray("addresses");
            built.addresses().stream().map(AddressRange::toString).forEach(addresses::add);
        }
        return features;
    }

    private ObjectNode stateBefore(RunContext context) {
        ObjectNode before = Json.object();
        if (context.state() == null) {
            return before;
        }
        ArrayNode features = before.putArray("features");
        context.state().source().featureNames().forEach(features::add);
        ArrayNode complete = before.putArray("milestones_complete");
        context.state().roadmap().milestones().stream()
                .filter(Milestone::isComplete)
                .map(Milestone::id)
                .forEach(complete::add);
        before.put(
                "next_milestone",
                context.state().roadmap().next().map(Milestone::id).orElse(""));
        ArrayNode zones = before.putArray("zones");
        for (ZoneUsage zone : context.state().zones()) {
            zones.addObject()
                    .put("zone", zone.zone())
                    .put("range", zone.range().toString())
                    .put("used_bytes", zone.usedBytes())
                    .put("free_bytes", zone.freeBytes());
        }
        return before;
    }

    private ObjectNode testResult(RunOutcome outcome) {
        ObjectNode test = Json.object();
        test.put("success", outcome.verified());
        test.put("verdict", outcome.verdict());
        ArrayNode checks = test.putArray("checks");
        outcome.proof().ifPresent(proof -> proof.after().results().forEach(result -> check(checks, proof, result)));
        return test;
    }

    private static void check(ArrayNode checks, Discrimination proof, ScenarioResult result) {
        ObjectNode check = checks.addObject();
        check.put("name", result.name());
        check.put("verdict", result.verdict().name());
        check.put("new", proof.added().contains(result.name()));
        check.put("failed_before", proof.discriminating().contains(result.name()));
        if (result.verdict() != Verdict.PASS) {
            check.put("because", result.because());
            check.put("evidence", result.evidence().map(Evidence::toText).orElse(""));
        }
    }

    private ObjectNode artifacts(RunContext context, Workspace workspace) {
        ObjectNode artifacts = Json.object();
        artifacts.put("source", workspace.source().toString());
        artifacts.put("image", workspace.image().toString());
        artifacts.put("disk", workspace.disk().toString());
        artifacts.put("network", workspace.network().toString());
        artifacts.put("report", workspace.report().toString());
        artifacts.put("run_folder", workspace.runFolder(context.runId()).toString());
        return artifacts;
    }

    private ObjectNode error(RunFailure failure) {
        return Json.object()
                .put("stage", failure.stage().label())
                .put("message", failure.message())
                .put("hint", failure.hint());
    }
}
