package pxos.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What an author was told of its answers so far, and how it is asked after them.
 *
 * @param options how to ask next
 * @param feedback its answers with what was wrong, oldest first
 */
public record Lessons(AskOptions options, List<Request.Feedback> feedback) {

    private static final String REPEATED =
            "This is an answer that you gave before. Take a smaller step: make the simplest part work first.\n";
    private static final String CUT_SHORT =
            "The answer ended before it was complete: there was no room for more. Write less, and nothing twice.\n";

    public Lessons {
        feedback = List.copyOf(feedback);
    }

    /** For an author that has not been asked yet. */
    public static Lessons none(AskOptions options) {
        return new Lessons(options, List.of());
    }

    /** What was wrong with the last answer, as it was told to the model; empty where nothing has been. */
    public String last() {
        return feedback.isEmpty() ? "" : feedback.get(feedback.size() - 1).problem();
    }

    /** Whether the same answer was of no use before. */
    boolean hasAnswer(Reply reply) {
        String answer = reply.json();
        return !answer.isEmpty()
                && feedback.stream().anyMatch(earlier -> earlier.answer().equals(answer));
    }

    /**
     * After an answer that was of no use. An author that repeats itself or does not come to an end gets more freedom, and
     * is told to take a smaller step.
     *
     * @param problem the exact errors, as text for the model
     */
    public Lessons after(Reply reply, String problem) {
        String answer = reply.json();
        boolean repeated = hasAnswer(reply);
        String text = (repeated ? REPEATED : "") + (reply.cutShort() ? CUT_SHORT : "") + problem;
        List<Request.Feedback> more = new ArrayList<>(feedback);
        more.add(new Request.Feedback(answer, text));
        return new Lessons(repeated || reply.cutShort() ? options.warmer() : options, more);
    }
}
