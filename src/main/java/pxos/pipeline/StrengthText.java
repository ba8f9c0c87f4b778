package pxos.pipeline;

import java.util.List;
import java.util.stream.Collectors;
import pxos.proof.Discrimination;
import pxos.proof.Verdict;
import pxos.proof.strength.Strength;

/** How strong a proof is, in words. */
final class StrengthText {

    private static final int MAX_LINES = 12;

    private StrengthText() {}

    /**
     * A proof in one line, with its strength where it passed.
     *
     * @param strength null where it was not measured
     * @param held whether the tests have to reach the floor
     */
    static String verdict(Discrimination proof, Strength strength, boolean held) {
        if (strength == null || proof.verdict() != Verdict.PASS) {
            return proof.summary();
        }
        String summary = proof.summary() + "; " + strength;
        String passed = Verdict.PASS + " - ";
        return held && !Floor.isReachedBy(strength)
                ? passed + weak(strength, summary.substring(passed.length()))
                : summary;
    }

    private static String weak(Strength strength, String checks) {
        int percent = Math.min(strength.executedPercent(), strength.caughtPercent());
        String how = Floor.isReachedByFigures(strength) ? untyped(strength.untyped()) : percent + " %";
        return "works as far as tested (" + how + "): " + checks;
    }

    static String untyped(List<String> what) {
        return "no test types " + String.join(", or ", what);
    }

    /** Why tests that are too weak end an attempt. */
    static String failure(Discrimination proof, Strength strength) {
        return verdict(proof, strength, true).substring((Verdict.PASS + " - ").length());
    }

    /** What the tests leave open, for a model that is to write better ones. */
    static String evidence(Strength strength) {
        StringBuilder text = new StringBuilder("All checks passed, but the tests are too weak: " + strength + ".");
        if (!Floor.isReachedByFigures(strength)) {
            text.append(
                    " Wanted are " + Floor.EXECUTED_PERCENT + " % executed and " + Floor.CAUGHT_PERCENT + " % caught.");
        }
        if (!strength.untyped().isEmpty()) {
            text.append(
                    " But " + untyped(strength.untyped()) + ": add that to the tests, with what is to be shown then.");
        }
        add(text, "\nNo test executes:", strength.notExecuted());
        add(text, "\nNo test notices these changes to the code:", strength.survivors());
        return text
                + "\nKeep the code as it is. Give more tests, or more steps and rows in them: other arguments, none at all,"
                + " too long ones, a second use; and demand everything that the feature prints, row by row, and of what moves"
                + " how often it is on the screen and where it is after {Wait 100}.";
    }

    private static void add(StringBuilder text, String title, List<?> lines) {
        if (!lines.isEmpty()) {
            text.append(title)
                    .append(lines.stream()
                            .limit(MAX_LINES)
                            .map(line -> "\n  " + line)
                            .collect(Collectors.joining()));
            int more = lines.size() - MAX_LINES;
            text.append(more > 0 ? "\n  and " + more + " more" : "");
        }
    }
}
