package pxos.pipeline;

import java.util.List;
import pxos.proof.Verdict;

/** What came of a run, in a line for people. */
final class RunWords {

    private RunWords() {}

    /** A run that a model's answers failed in, with the file of its last attempt in the hint, and which one that was. */
    static RunContext withAttemptNamed(RunContext run) {
        List<Attempt> attempts = run.attempts();
        RunFailure failure = run.course().failureOrNull();
        boolean asked = attempts.stream()
                .flatMap(attempt -> attempt.replies().stream())
                .anyMatch(reply -> !reply.transcript().user().isEmpty());
        if (failure == null || !asked) {
            return run;
        }
        Attempt last = attempts.get(attempts.size() - 1);
        String which = last.isForCode()
                ? "attempt " + last.round() + " of " + run.request().authors().attempts()
                : "the plan";
        String file = run.request()
                .workspace()
                .runFolder(run.runId())
                .resolve(last.fileName(attempts.size()))
                .toString();
        String hint = failure.hint().isEmpty() ? "" : failure.hint() + " ";
        return run.failed(new RunFailure(
                failure.stage(),
                failure.kind(),
                failure.message(),
                hint + "What was asked and answered, " + which + ": " + file));
    }

    /** See {@link RunContext#verdict}. */
    static String verdict(RunContext run) {
        RunFailure failure = run.course().failureOrNull();
        if (run.proof().isPresent() && (failure == null || failure.stage() == Stage.TEST)) {
            boolean weak = failure != null && run.proof().get().verdict() == Verdict.PASS;
            return weak ? "FAIL - " + failure.message() : run.work().verdict();
        }
        if (failure != null) {
            return "ERROR - stopped at " + failure.stage().label() + ": " + failure.message();
        }
        return run.plan().items().isEmpty()
                ? "SKIPPED - " + nothingLeft(run.request().until())
                : "SKIPPED - nothing was verified (--no-test)";
    }

    private static String nothingLeft(String until) {
        return "all milestones " + (until.isEmpty() ? "" : "until " + until + " ") + "are complete";
    }
}
