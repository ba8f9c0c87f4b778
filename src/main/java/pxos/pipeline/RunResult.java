package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pxos.build.PrimitiveBuilder.ZoneUsage;
import pxos.json.Json;
import pxos.proof.Discrimination;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;
import pxos.proof.Verdict;
import pxos.workspace.Workspace;
import pxos.workspace.roadmap.Milestone;
import tools.jackson.databind.node.ObjectNode;

/**
 * A run as programs get it, the document that {@code schemas/run_result.schema.json} describes.
 *
 * @param stage the stage that failed; LOG when none did
 * @param stateBefore the OS as the run found it; without any field where it could not be read
 * @param artifacts absolute paths by name; none for a run that never began
 * @param feedback what is wrong with the last answer, as its author is told; empty where nothing is
 * @param error null when nothing failed
 */
public record RunResult(
        boolean success,
        Stage stage,
        @JsonUnwrapped RunFacts facts,
        List<BuiltFeature> features,
        List<String> milestonesCompleted,
        int primitivesGenerated,
        StateBefore stateBefore,
        TestResult testResult,
        Map<String, Long> timingsMs,
        Map<String, String> artifacts,
        String feedback,
        RunFailure error) {

    public static ObjectNode of(RunContext run) {
        return Json.published(new RunResult(
                run.verified(),
                run.failure().map(RunFailure::stage).orElse(Stage.LOG),
                RunFacts.of(run),
                run.changesWorkspace() ? run.built() : List.of(),
                run.completed().stream().map(Milestone::id).toList(),
                run.built().stream().mapToInt(BuiltFeature::primitives).sum(),
                Optional.ofNullable(run.found()).map(StateBefore::of).orElse(StateBefore.UNKNOWN),
                new TestResult(
                        run.verified(),
                        run.verdict(),
                        run.proof().map(Check::of).orElse(List.of())),
                timings(run),
                artifacts(run),
                feedback(run),
                run.course().failureOrNull()));
    }

    /** What is wrong with the last answer of a run, as its author is told; empty where nothing is. */
    public static String feedback(RunContext run) {
        List<Attempt> attempts = run.attempts();
        return run.failure().isEmpty() || attempts.isEmpty()
                ? ""
                : attempts.get(attempts.size() - 1).problem();
    }

    /**
     * The OS before the run.
     *
     * @param milestonesComplete ids
     * @param nextMilestone its id; empty where all are complete
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StateBefore(
            List<String> features, List<String> milestonesComplete, String nextMilestone, List<ZoneUsage> zones) {

        static final StateBefore UNKNOWN = new StateBefore(null, null, null, null);

        static StateBefore of(OsState found) {
            return new StateBefore(
                    found.source().featureNames(),
                    found.roadmap().milestones().stream()
                            .filter(Milestone::isComplete)
                            .map(Milestone::id)
                            .toList(),
                    found.roadmap().next().map(Milestone::id).orElse(""),
                    found.zones());
        }
    }

    /** What was observed. */
    record TestResult(boolean success, String verdict, List<Check> checks) {}

    /**
     * One check.
     *
     * @param added whether it belongs to the feature of this run
     * @param doesNotCount why it says nothing about the feature, though it failed before; null where it does
     * @param because why it does not hold; null where it does
     * @param evidence what was observed; null where it holds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Check(
            String name,
            Verdict verdict,
            @JsonProperty("new") boolean added,
            boolean failedBefore,
            String doesNotCount,
            String because,
            String evidence) {

        static List<Check> of(Discrimination proof) {
            return proof.after().results().stream()
                    .map(result -> of(proof, result))
                    .toList();
        }

        private static Check of(Discrimination proof, ScenarioResult result) {
            boolean holds = result.verdict() == Verdict.PASS;
            return new Check(
                    result.name(),
                    result.verdict(),
                    proof.added().contains(result.name()),
                    proof.failedBefore().contains(result.name()) && holds,
                    proof.weak().get(result.name()),
                    holds ? null : result.because(),
                    holds ? null : result.evidence().map(Evidence::toText).orElse(""));
        }
    }

    private static Map<String, Long> timings(RunContext run) {
        Map<String, Long> timings = new LinkedHashMap<>();
        if (!run.course().took().isZero()) {
            for (Stage stage : Stage.values()) {
                timings.put(stage.label(), run.time(stage).toMillis());
            }
            timings.put("total", run.course().took().toMillis());
        }
        return timings;
    }

    private static Map<String, String> artifacts(RunContext run) {
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
}
