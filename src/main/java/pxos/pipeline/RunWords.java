package pxos.pipeline;

import java.util.List;
import pxos.proof.Verdict;

/** What came of a run, in a line for people. */
final class RunWords {

    private RunWords() {}

    /** A run that a model's answers failed in, with the file of its last attempt in the hint, and which one that was. */
    static RunContext withAttemptNamed(RunContext run) {
        List<Attempt> all = run.attempts();
        RunFailure failure = run.course().failureOrNull();
        boolean asked = all.stream()
                .flatMap(attempt -> attempt.replies().stream())
                .anyMatch(reply -> !reply.transcript().user().isEmpty());
        if (failure == null || !asked) {
            return run;
        }
        Attempt last = all.get(all.size() - 1);
        int attempts = run.request().authors().attempts();
        String which = !last.isForCode()
                ? "the plan"
                : last.round() > attempts ? "in the short form" : "attempt " + last.round() + " of " + attempts;
        String file = run.request()
                .workspace()
                .runFolder(run.runId())
                .resolve(last.fileName(all.size()))
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
