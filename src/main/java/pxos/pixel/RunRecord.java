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
 * @param screenBefore the booted screen before the change, as {@code screen}; empty where it was not seen
 * @param changes what the image gained, changed and lost, each as {@code +7E00-7E1F}, {@code ~} or {@code -}
 * @param listing what is new in the OS source, line by line
 * @param attributes the colours of {@code screen}, as {@link pxos.os.Attributes} writes them; empty where all cells are
 *     light grey on black
 * @param attributesBefore the same of {@code screenBefore}
 * @param clipped names of the fields that were longer than the network keeps, see {@link RecordLimits}
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
        long durationMs,
        List<String> screenBefore,
        List<String> changes,
        List<String> listing,
        String attributes,
        String attributesBefore,
        List<String> clipped) {

    public RunRecord {
        runId = orEmpty(runId);
        time = orEmpty(time);
        goal = orEmpty(goal);
        milestone = orEmpty(milestone);
        generator = orEmpty(generator);
        verdict = orEmpty(verdict);
        stage = orEmpty(stage);
        features = orEmpty(features);
        plan = orEmpty(plan);
        bytes = orEmpty(bytes);
        evidence = orEmpty(evidence);
        hint = orEmpty(hint);
        screen = orEmpty(screen);
        screenBefore = orEmpty(screenBefore);
        changes = orEmpty(changes);
        listing = orEmpty(listing);
        attributes = orEmpty(attributes);
        attributesBefore = orEmpty(attributesBefore);
        clipped = orEmpty(clipped);
    }

    /** A record of a run that left no before and after to show. */
    public RunRecord(
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
        this(
                runId,
                time,
                goal,
                milestone,
                generator,
                verdict,
                stage,
                features,
                plan,
                bytes,
                checksPassed,
                checksTotal,
                evidence,
                hint,
                screen,
                attempts,
                tokens,
                durationMs,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same run with what can be shown of its change: {@code bin/pxos diff} draws it from these. */
    public RunRecord withChange(List<String> screenBefore, List<String> changes, List<String> listing) {
        return with(screenBefore, changes, listing, attributes, attributesBefore);
    }

    /** The same run with the colours of its screens. */
    public RunRecord withAttributes(String ofScreen, String ofScreenBefore) {
        return with(screenBefore, changes, listing, ofScreen, ofScreenBefore);
    }

    private RunRecord with(
            List<String> before, List<String> changed, List<String> listed, String ofScreen, String ofScreenBefore) {
        return new RunRecord(
                runId,
                time,
                goal,
                milestone,
                generator,
                verdict,
                stage,
                features,
                plan,
                bytes,
                checksPassed,
                checksTotal,
                evidence,
                hint,
                screen,
                attempts,
                tokens,
                durationMs,
                before,
                changed,
                listed,
                ofScreen,
                ofScreenBefore,
                clipped);
    }

    public boolean passed() {
        return verdict.startsWith("PASS");
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static List<String> orEmpty(List<String> texts) {
        return texts == null ? List.of() : List.copyOf(texts);
    }
}
