package pxos.pixel;

/**
 * An earlier run that bears on a goal.
 *
 * @param run the run, the newest of its duplicates
 * @param times how often the same goal ended the same way
 */
public record PastRun(RunRecord run, int times) {
    private static final int GOAL = 160;
    private static final int EVIDENCE = 280;
    private static final int PLAN = 240;
    private static final int EVIDENCE_LINES = 3;

    /** The run in a few lines for a prompt: a success as an example, a failure as a warning with its evidence. */
    public String text() {
        RunRecord.Result result = run.result();
        StringBuilder text = new StringBuilder(String.format(
                "%s: \"%s\" %s%s%s (%s).",
                run.passed() ? "EXAMPLE" : "WARNING",
                cut(run.request().goal(), GOAL),
                run.passed() ? "was verified" : "ended with " + cut(result.verdict(), GOAL),
                result.stage().isEmpty() ? "" : " in stage " + result.stage(),
                times > 1 ? ", " + times + " times" : "",
                cut(run.request().runId(), GOAL)));
        if (!result.features().isEmpty()) {
            text.append(" Features: " + cut(String.join(", ", result.features()), GOAL) + ".");
        }
        if (run.passed()) {
            line(text, "Plan: ", result.plan(), PLAN);
        } else {
            RunRecord.Proof proof = run.proof();
            proof.evidence().stream().limit(EVIDENCE_LINES).forEach(entry -> line(text, "Evidence: ", entry, EVIDENCE));
            line(text, "Remedy: ", proof.hint(), GOAL);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value, int limit) {
        if (!value.isBlank()) {
            text.append('\n').append(label).append(cut(value, limit));
        }
    }

    /** The text on one line of at most {@code limit} characters. */
    private static String cut(String text, int limit) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= limit) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return line.substring(0, end) + "…";
    }
}
