package pxos.pixel;

import java.util.List;

/**
 * What the pixel network keeps of one run. Stored as JSON; a reader ignores fields it does not know.
 *
 * @param runId {@code run_<epoch seconds>}, unique in the network
 * @param time ISO-8601 instant
 * @param goal the goal in the user's words
 * @param milestone the milestone worked on, such as {@code M2}; empty where none
 * @param generator who wrote the code, such as {@code recipes} or {@code lm-studio:qwen2.5-coder-7b}
 * @param verdict starts with PASS, FAIL, ERROR or SKIPPED
 * @param stage the stage that failed; empty on success
 * @param features names of the features built or attempted
 * @param plan the plan in one or a few sentences
 * @param bytes runs of image bytes that this run wrote, each as {@code 7E00-7E1F}
 * @param checksPassed number of observed checks that held
 * @param checksTotal number of checks made
 * @param evidence for a failure: what was wanted and got, fault kind, error text; one entry a failed check
 * @param hint the remedy that was shown; empty where none
 * @param screen the last screen seen, 25 rows without trailing blanks; empty where nothing was booted
 * @param attempts code attempts made
 * @param tokens prompt and completion tokens together; 0 where unknown
 * @param durationMs wall time of the run in milliseconds
 */
public record RunRecord(
        String runId,
        String time,
        String goal,
        String milestone,
        String generator,
        String verdict,
        String stage,
        List<String> features,
        String plan,
        List<String> bytes,
        int checksPassed,
        int checksTotal,
        List<String> evidence,
        String hint,
        List<String> screen,
        int attempts,
        int tokens,
        long durationMs) {

    public RunRecord {
        features = features == null ? List.of() : List.copyOf(features);
        bytes = bytes == null ? List.of() : List.copyOf(bytes);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
        screen = screen == null ? List.of() : List.copyOf(screen);
    }

    public boolean passed() {
        return verdict.startsWith("PASS");
    }
}
