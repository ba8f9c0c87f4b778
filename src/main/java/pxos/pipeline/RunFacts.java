package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The facts of a run that every view of it shows: the result, the record in the pixel network, the history.
 *
 * <p>A fact that is added here is in all of them.
 */
@JsonPropertyOrder({"runId", "goal", "generator", "plan", "attempts", "tokens"})
final class RunFacts {

    private final RunContext run;

    RunFacts(RunContext run) {
        this.run = run;
    }

    @JsonProperty
    String runId() {
        return run.runId();
    }

    @JsonProperty
    String goal() {
        return run.request().title();
    }

    /** Who wrote what the goal asks for, or who was asked where nothing was written. */
    @JsonProperty
    String generator() {
        List<String> writers = run.built().stream()
                .filter(built -> !built.prerequisite())
                .map(BuiltFeature::generator)
                .distinct()
                .toList();
        return writers.isEmpty() ? run.begin().generator() : String.join(" + ", writers);
    }

    @JsonProperty
    String plan() {
        return run.plan().words();
    }

    /** How often code was asked for. */
    @JsonProperty
    int attempts() {
        return (int) run.attempts().stream().filter(Attempt::isForCode).count();
    }

    /** Prompt and completion tokens of all attempts; 0 where unknown. */
    @JsonProperty
    int tokens() {
        return run.attempts().stream().mapToInt(Attempt::tokens).sum();
    }
}
