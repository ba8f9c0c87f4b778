package pxos.pixel;

/**
 * An earlier run that bears on a goal.
 *
 * @param run the run, the newest of its duplicates
 * @param score how well it matches; comparable only within one answer
 * @param times how often the same goal ended the same way
 */
public record PastRun(RunRecord run, double score, int times) {
    private static final int GOAL = 160;
    private static final int EVIDENCE = 280;
    private static final int PLAN = 240;
    private static final int EVIDENCE_LINES = 3;

    /** The run in a few lines for a prompt: a success as an example, a failure as a warning with its evidence. */
    public String text() {
        RunRecord.Result result = run.result();
        StringBuilder text = new StringBuilder();
        text.append(run.passed() ? "EXAMPLE: \"" : "WARNING: \"")
                .append(cut(run.request().goal(), GOAL))
                .append("\" ");
        text.append(run.passed() ? "was verified" : "ended with " + cut(result.verdict(), GOAL));
        if (!result.stage().isEmpty()) {
            text.append(" in stage ").append(result.stage());
        }
        if (times > 1) {
            text.append(", ").append(times).append(" times");
        }
        text.append(" (").append(cut(run.request().runId(), GOAL)).append(").");
        if (!result.features().isEmpty()) {
            text.append(" Features: ")
                    .append(cut(String.join(", ", result.features()), GOAL))
                    .append('.');
        }
        if (run.passed()) {
            line(text, "Plan: ", result.plan(), PLAN);
        } else {
            run.proof().evidence().stream()
                    .limit(EVIDENCE_LINES)
                    .forEach(entry -> line(text, "Evidence: ", entry, EVIDENCE));
            line(text, "Remedy: ", run.proof().hint(), GOAL);
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
