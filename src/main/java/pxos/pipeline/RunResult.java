package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.json.Json;
import pxos.proof.Discrimination;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;
import pxos.proof.Verdict;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import tools.jackson.databind.node.ObjectNode;

/** A run as programs get it, the document that {@code schemas/run_result.schema.json} describes. */
@JsonPropertyOrder({
    "success",
    "stage",
    "facts",
    "features",
    "milestonesCompleted",
    "primitivesGenerated",
    "stateBefore",
    "testResult",
    "timingsMs",
    "artifacts",
    "error"
})
public final class RunResult {

    private final RunContext run;

    private RunResult(RunContext run) {
        this.run = run;
    }

    public static ObjectNode of(RunContext run) {
        return Json.published(new RunResult(run));
    }

    @JsonProperty
    boolean success() {
        return run.verified();
    }

    /** The stage that failed; {@code log} when none did. */
    @JsonProperty
    String stage() {
        return run.failure().map(RunFailure::stage).orElse(Stage.LOG).label();
    }

    @JsonUnwrapped
    @JsonProperty
    RunFacts facts() {
        return new RunFacts(run);
    }

    @JsonProperty
    List<BuiltFeature> features() {
        return run.built();
    }

    @JsonProperty
    List<String> milestonesCompleted() {
        return Completions.of(run).stream().map(Milestone::id).toList();
    }

    @JsonProperty
    int primitivesGenerated() {
        return run.built().stream().mapToInt(BuiltFeature::primitives).sum();
    }

    /**
     * The OS as the run found it.
     *
     * @param milestonesComplete ids
     * @param nextMilestone its id; empty where all are complete
     */
    record StateBefore(
            List<String> features, List<String> milestonesComplete, String nextMilestone, List<Zone> zones) {}

    /** How full a part of the memory is. */
    record Zone(String zone, String range, int usedBytes, int freeBytes) {
        static Zone of(ZoneUsage usage) {
            return new Zone(usage.zone(), usage.range().toString(), usage.usedBytes(), usage.freeBytes());
        }
    }

    /** Empty where the OS could not be read. */
    @JsonProperty
    Object stateBefore() {
        OsState found = run.found();
        return found == null
                ? Map.of()
                : new StateBefore(
                        found.source().featureNames(),
                        found.roadmap().milestones().stream()
                                .filter(Milestone::isComplete)
                                .map(Milestone::id)
                                .toList(),
                        found.roadmap().next().map(Milestone::id).orElse(""),
                        found.zones().stream().map(Zone::of).toList());
    }

    /** What was observed. */
    record TestResult(boolean success, String verdict, List<Check> checks) {}

    /**
     * One check.
     *
     * @param added whether it belongs to the feature of this run
     * @param because why it does not hold; null where it does
     * @param evidence what was observed; null where it holds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Check(
            String name,
            Verdict verdict,
            @JsonProperty("new") boolean added,
            boolean failedBefore,
            String because,
            String evidence) {

        static Check of(Discrimination proof, ScenarioResult result) {
            boolean holds = result.verdict() == Verdict.PASS;
            return new Check(
                    result.name(),
                    result.verdict(),
                    proof.added().contains(result.name()),
                    proof.discriminating().contains(result.name()),
                    holds ? null : result.because(),
                    holds ? null : result.evidence().map(Evidence::toText).orElse(""));
        }
    }

    @JsonProperty
    TestResult testResult() {
        List<Check> checks = run.proof()
                .map(proof -> proof.after().results().stream()
                        .map(result -> Check.of(proof, result))
                        .toList())
                .orElse(List.of());
        return new TestResult(run.verified(), run.verdict(), checks);
    }

    @JsonProperty
    Map<String, Long> timingsMs() {
        Map<String, Long> timings = new LinkedHashMap<>();
        if (!run.course().took().isZero()) {
            for (Stage stage : Stage.values()) {
                timings.put(stage.label(), run.time(stage).toMillis());
            }
            timings.put("total", run.course().took().toMillis());
        }
        return timings;
    }

    /** Absolute paths by name; none for a run that never began. */
    @JsonProperty
    Map<String, String> artifacts() {
        Map<String, String> artifacts = new LinkedHashMap<>();
        if (!run.runId().isEmpty()) {
            Workspace workspace = run.request().workspace();
            artifacts.put("source", workspace.source().toString());
            artifacts.put("image", workspace.image().toString());
            artifacts.put("disk", workspace.disk().toString());
            artifacts.put("network", workspace.network().toString());
            artifacts.put("report", workspace.report().toString());
            artifacts.put("run_folder", workspace.runFolder(run.runId()).toString());
        }
        return artifacts;
    }

    /** Why the run did not succeed. */
    record Fault(String stage, String message, String hint) {}

    @JsonProperty
    Fault error() {
        return run.failure()
                .map(failure -> new Fault(failure.stage().label(), failure.message(), failure.hint()))
                .orElse(null);
    }
}
