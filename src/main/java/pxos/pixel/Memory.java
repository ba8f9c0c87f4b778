package pxos.pixel;

import java.util.List;

/**
 * An earlier run that bears on a goal.
 *
 * @param run the run, the newest of its duplicates
 * @param score how well it matches; comparable only within one answer
 * @param times how often the same goal ended the same way
 */
public record Memory(RunRecord run, double score, int times) {
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final int GOAL = 160;
    private static final int EVIDENCE = 280;
    private static final int PLAN = 240;
    private static final int EVIDENCE_LINES = 3;

    /** The run in a few lines for a prompt: a success as an example, a failure as a warning with its evidence. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(run.passed() ? "EXAMPLE: \"" : "WARNING: \"")
                .append(cut(run.goal(), GOAL))
                .append("\" ");
        text.append(run.passed() ? "was verified" : "ended with " + cut(run.verdict(), GOAL));
        if (!run.stage().isEmpty()) {
            text.append(" in stage ").append(run.stage());
        }
        if (times > 1) {
            text.append(", ").append(times).append(" times");
        }
        text.append(" (").append(cut(run.runId(), GOAL)).append(").");
        if (!run.features().isEmpty()) {
            text.append(" Features: ")
                    .append(cut(String.join(", ", run.features()), GOAL))
                    .append('.');
        }
        if (run.passed()) {
            line(text, "Plan: ", run.plan(), PLAN);
        } else {
            run.evidence().stream().limit(EVIDENCE_LINES).forEach(entry -> line(text, "Evidence: ", entry, EVIDENCE));
            line(text, "Remedy: ", run.hint(), GOAL);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value, int limit) {
        if (!value.isBlank()) {
            text.append('\n').append(label).append(cut(value, limit));
        }
    }

    private static String cut(String text, int limit) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= limit) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return line.substring(0, end) + "…";
    }

    /** About how many tokens a text takes: a quarter of its characters. */
    static int tokens(String text) {
        return (text.length() + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }

    /** The texts of the first memories that fit into a budget of tokens; one that does not fit is passed over. */
    static List<String> within(List<Memory> memories, int tokens) {
        int left = tokens;
        List<String> texts = new java.util.ArrayList<>();
        for (Memory memory : memories) {
            String text = memory.text();
            if (tokens(text) <= left) {
                texts.add(text);
                left -= tokens(text);
            }
        }
        return texts;
    }
}
