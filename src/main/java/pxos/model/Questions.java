package pxos.model;

import java.util.List;
import pxos.Problem;

/** Asks a model until an answer can be read, and tells it each time what was wrong. */
final class Questions {

    /** Answers that a model may give until one can be read. */
    static final int MAX_ANSWERS = 3;

    /** Makes something of an answer's JSON text. */
    @FunctionalInterface
    interface Reading<T> {
        T read(String json);
    }

    /**
     * What came of an answer.
     *
     * @param lessons what the author was told until then
     */
    record Answered<T>(T value, Lessons lessons) {}

    private Questions() {}

    /**
     * Asks up to three times.
     *
     * @param heard gets every reply as it comes, also one that broke off, so that it is known where no answer comes
     * @throws ModelException when the model cannot be asked
     * @throws UnusableAnswerException when three answers in a row could not be read
     */
    static <T> Answered<T> ask(
            CodingModel model, Lessons before, Request request, List<Reply> heard, Reading<T> reading)
            throws ModelException, UnusableAnswerException {
        Lessons lessons = before;
        for (int i = 0; i < MAX_ANSWERS; i++) {
            Reply reply = ask(model, request.withFeedback(lessons.feedback()), lessons.options(), heard);
            try {
                return new Answered<>(reading.read(reply.json()), lessons);
            } catch (Problem e) {
                lessons = lessons.after(reply, String.join("\n", e.errors()));
            }
        }
        throw new UnusableAnswerException(model.id(), MAX_ANSWERS, lessons);
    }

    private static Reply ask(CodingModel model, Request request, AskOptions options, List<Reply> heard)
            throws ModelException {
        try {
            Reply reply = model.ask(request, options);
            heard.add(reply);
            return reply;
        } catch (ModelException e) {
            e.brokenOff().ifPresent(heard::add);
            throw e;
        }
    }
}
