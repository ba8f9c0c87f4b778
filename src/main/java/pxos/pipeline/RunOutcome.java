package pxos.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pxos.proof.Discrimination;
import pxos.proof.Verdict;

/**
 * How far a run came, before it is logged.
 *
 * @param context what it knows
 * @param failureOrNull why it stopped; null where it did all that was asked
 * @param proofOrNull what the newest test showed; null where nothing was tested
 * @param attempts every attempt at a plan or at code
 * @param timings time spent in each stage
 */
public record RunOutcome(
        RunContext context,
        RunFailure failureOrNull,
        Discrimination proofOrNull,
        List<Attempt> attempts,
        Map<Stage, Duration> timings) {

    public RunOutcome {
        attempts = List.copyOf(attempts);
        timings = Map.copyOf(timings);
    }

    public Optional<RunFailure> failure() {
        return Optional.ofNullable(failureOrNull);
    }

    public Optional<Discrimination> proof() {
        return Optional.ofNullable(proofOrNull);
    }

    /** How often code was asked for. */
    public int codeAttempts() {
        return (int) attempts.stream().filter(Attempt::isForCode).count();
    }

    /** Prompt and completion tokens of all attempts; 0 where unknown. */
    public int tokens() {
        return attempts.stream().mapToInt(Attempt::tokens).sum();
    }

    /** Whether everything asked for was seen to work. */
    public boolean verified() {
        return failureOrNull == null && proofOrNull != null && proofOrNull.verdict() == Verdict.PASS;
    }

    /** Whether the workspace is to change: all was built, and tested unless the user wanted no test. */
    public boolean changesWorkspace() {
        return failureOrNull == null && (verified() || !context.request().test());
    }

    /** One line that starts with PASS, FAIL, ERROR or SKIPPED. */
    public String verdict() {
        if (proofOrNull != null && (failureOrNull == null || failureOrNull.stage() == Stage.TEST)) {
            return proofOrNull.summary();
        }
        return failureOrNull != null
                ? "ERROR - stopped at " + failureOrNull.stage().label() + ": " + failureOrNull.message()
                : "SKIPPED - nothing was verified (--no-test)";
    }
}
