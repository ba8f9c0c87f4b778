package pxos.dream;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a session chose to do, and why.
 *
 * @param number from 1
 * @param kind where the goal comes from
 * @param goal in words
 * @param reason why it was worth a try
 * @param score how promising it was
 * @param considered how many goals there were to choose from
 * @param next the best of those that were not chosen, each with its score
 * @param result what came of it; null where the session ended before it did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Choice(
        int number,
        Kind kind,
        String goal,
        String reason,
        Score score,
        int considered,
        List<String> next,
        Result result) {

    public Choice {
        next = List.copyOf(next);
    }

    /**
     * What came of a choice.
     *
     * @param success whether pxOS can do more, or is proved more strongly, than before
     * @param runId the run that it is recorded as; empty where none was
     * @param verdict one line that starts with PASS, FAIL, ERROR or SKIPPED
     * @param tokens prompt and completion tokens; 0 where no model was asked
     * @param durationMs wall time
     * @param lesson what a teacher says of it; empty where nothing is to be said
     */
    public record Result(boolean success, String runId, String verdict, long tokens, long durationMs, String lesson) {}

    /** What the record of its run says; no other choice says the same. */
    String inRecord(String session) {
        return kind.label() + ": " + reason + "; score " + score + ", choice " + number + " of " + session;
    }

    Choice ended(Result came) {
        return new Choice(number, kind, goal, reason, score, considered, next, came);
    }

    /** Whether it came to an end. */
    boolean isOver() {
        return result != null;
    }

    boolean failed() {
        return result != null && !result.success();
    }
}
