package pxos.coach;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What there is to learn from a run, the document that {@code schemas/coaching.schema.json} describes.
 *
 * @param composition what the code that was kept is made of; null where no answer was kept, or its text is not at hand
 * @param cost what the run took, and what of it was lost
 * @param lessons the most important first; empty where nothing is to be said
 */
public record Coaching(
        String runId,
        String goal,
        boolean success,
        String verdict,
        String generator,
        Composition composition,
        Cost cost,
        Proof proof,
        List<Lesson> lessons) {

    /**
     * What came of the attempts.
     *
     * @param attempts answers that were asked for, plans left out
     * @param lost those of them that were not taken
     * @param tokens prompt and completion tokens of all answers, plans too; 0 where unknown
     * @param tokensLost those of the answers that were not taken
     */
    public record Cost(int attempts, int lost, long tokens, long tokensLost) {}

    /**
     * How strong the proof is.
     *
     * @param checks how many were made
     * @param fresh how many belong to what was built
     * @param telling how many of those fail without it
     * @param strength instructions executed and mutants caught, in words; empty where that was not measured
     * @param idle new tests that say nothing of the feature, with the reason
     */
    public record Proof(int checks, int fresh, int telling, String strength, List<Idle> idle) {}

    /** A test that says nothing of the feature. */
    public record Idle(String test, String because) {}

    /** What a lesson is about. */
    public enum Topic {
        MISUNDERSTOOD,
        PROOF,
        COMPOSITION,
        WASTE,
        NEXT;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing to learn.
     *
     * @param finding what was seen
     * @param advice what to do about it
     * @param promptLine the line of the prompt that says so; null where the lesson has none
     * @param told whether that line stood in the prompt that was sent; null where that is not known
     * @param quote what the answer was told, its first line; null where the lesson is about the whole run
     * @param where the file with the attempt, the last one of several; null where the lesson is about the whole run
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Lesson(
            Topic topic, String finding, String advice, String promptLine, Boolean told, String quote, String where) {

        static Lesson of(Topic topic, String finding, String advice) {
            return new Lesson(topic, finding, advice, null, null, null, null);
        }
    }

    public Coaching {
        lessons = List.copyOf(lessons);
    }
}
