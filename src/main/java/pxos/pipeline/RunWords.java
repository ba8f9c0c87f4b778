package pxos.pipeline;

import pxos.proof.Verdict;

/** What came of a run, in a line for people. */
final class RunWords {

    private RunWords() {}

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
