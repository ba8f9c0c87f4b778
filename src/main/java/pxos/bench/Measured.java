package pxos.bench;

import java.util.List;
import pxos.Problem.Kind;
import pxos.model.Reply;
import pxos.pipeline.Attempt;
import pxos.pipeline.BuiltFeature;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunFailure;
import pxos.pipeline.RunResult;
import pxos.pipeline.Stage;
import pxos.pipeline.StrengthFigures;
import pxos.proof.Verdict;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run says of itself.
 *
 * @param verified whether it was seen to work by its own tests
 * @param attempts code attempts that it took
 * @param fromLibrary whether a language model chose a feature of the library
 * @param failure why it is not verified
 * @param message the same in words; empty where it is
 * @param caughtPercent mutants that its own tests catch
 * @param answeredBy the model as its server names it; empty where none was asked
 * @param bytes what it takes in pxOS
 * @param tokens prompt and completion tokens
 * @param milliseconds wall time
 */
record Measured(
        boolean verified,
        int attempts,
        boolean fromLibrary,
        FailureKind failure,
        String message,
        int caughtPercent,
        String answeredBy,
        int bytes,
        int tokens,
        long milliseconds) {

    private static final String NO_ANSWER = "there is no answer for this goal";

    /** Nobody has tried. */
    static final Measured NOTHING = new Measured(false, 0, false, FailureKind.UNKNOWN, NO_ANSWER, 0, "", 0, 0, 0);

    /** @param byModel whether a language model was asked */
    static Measured of(RunContext run, boolean byModel) {
        ObjectNode result = RunResult.of(run);
        List<BuiltFeature> asked =
                run.built().stream().filter(built -> !built.prerequisite()).toList();
        BuiltFeature last = !run.verified() || asked.isEmpty() ? null : asked.get(asked.size() - 1);
        return new Measured(
                run.verified(),
                last == null ? result.path("attempts").asInt() : last.attempts(),
                byModel && last != null && isFromLibrary(run.attempts()),
                run.failure().map(failure -> kind(failure, run, byModel)).orElse(FailureKind.NONE),
                run.failure().map(RunFailure::message).orElse(""),
                last == null || last.strength() == null ? 0 : caught(last.strength()),
                byModel ? answeredBy(run.attempts()) : "",
                asked.stream().mapToInt(BuiltFeature::bytes).sum(),
                result.path("tokens").asInt(),
                run.course().took().toMillis());
    }

    /** This and then another try. */
    Measured then(Measured next, int attempt) {
        return new Measured(
                next.verified,
                attempt,
                false,
                next.failure,
                next.message,
                next.caughtPercent,
                next.answeredBy,
                next.bytes,
                tokens + next.tokens,
                milliseconds + next.milliseconds);
    }

    /** The same of a run whose questions were broken off. */
    Measured outOfTime(String message) {
        return new Measured(
                false,
                attempts,
                fromLibrary,
                FailureKind.TIME,
                message,
                caughtPercent,
                answeredBy,
                bytes,
                tokens,
                milliseconds);
    }

    private static String answeredBy(List<Attempt> attempts) {
        return attempts.stream()
                .flatMap(attempt -> attempt.replies().stream())
                .map(Reply::model)
                .filter(name -> name != null && !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static int caught(StrengthFigures strength) {
        return strength.mutantsTried() == 0 ? 0 : 100 * strength.mutantsCaught() / strength.mutantsTried();
    }

    /** Code that was chosen has no prompt of its own. */
    private static boolean isFromLibrary(List<Attempt> attempts) {
        return attempts.stream()
                .filter(attempt -> attempt.stage() == Stage.GENERATE && attempt.won())
                .flatMap(attempt -> attempt.replies().stream())
                .allMatch(reply -> reply.transcript().user().isEmpty());
    }

    private static FailureKind kind(RunFailure failure, RunContext run, boolean byModel) {
        if (failure.kind() == Kind.INTERNAL) {
            return FailureKind.INTERNAL;
        }
        if (failure.kind() == Kind.MISSING) {
            return byModel ? FailureKind.UNFINISHED : FailureKind.UNKNOWN;
        }
        return switch (failure.stage()) {
            case PLAN -> FailureKind.PLAN;
            case GENERATE -> FailureKind.CODE;
            case BUILD -> FailureKind.BUILD;
            case TEST -> isProved(run) ? FailureKind.WEAK : FailureKind.TEST;
            default -> FailureKind.INTERNAL;
        };
    }

    private static boolean isProved(RunContext run) {
        return run.proof().filter(proof -> proof.verdict() == Verdict.PASS).isPresent();
    }
}
