package pxos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import pxos.Problem;

/**
 * What came of asking a model until an answer could be used: a value or a problem, never both.
 *
 * @param value what the last answer says
 * @param replies every answer, oldest first; one that broke off is the last
 * @param lessons what the model was told of its answers
 * @param problem why there is no value: MISSING where the model could not be asked, or did not finish its answer; MODEL
 *     where its answers were of no use, and then the last lesson says why
 */
public record Answered<T>(Optional<T> value, List<Reply> replies, Lessons lessons, Optional<Problem> problem) {

    /** Answers that a model may give until one can be used. */
    public static final int MOST_ANSWERS = 3;

    public Answered {
        replies = List.copyOf(replies);
    }

    /** The last answer's JSON text; empty where there is none. */
    public String lastJson() {
        return replies.isEmpty() ? "" : replies.get(replies.size() - 1).json();
    }

    /** What the model is told was wrong with its last answer; empty where that was not the matter. */
    public String evidence() {
        return problem.filter(wrong -> wrong.kind() == Problem.Kind.MODEL)
                .map(wrong -> lessons.last())
                .orElse("");
    }

    /**
     * Asks until an answer can be read, and tells the model each time what was wrong.
     *
     * @param most how often it is asked at most
     * @param reading makes something of an answer's JSON text, or throws what the model is told
     */
    public static <T> Answered<T> by(
            CodingModel model, Lessons before, Request request, int most, Function<String, T> reading) {
        List<Reply> replies = new ArrayList<>();
        Lessons lessons = before;
        UselessAnswer fault = null;
        for (int i = 0; i < most; i++) {
            Reply reply;
            try {
                reply = model.ask(request.withFeedback(lessons.feedback()), lessons.options());
            } catch (Problem e) {
                return failed(replies, lessons, e);
            }
            replies.add(reply);
            if (reply.failure().isPresent()) {
                return failed(replies, lessons, reply.failure().get());
            }
            try {
                return new Answered<>(Optional.of(reading.apply(reply.json())), replies, lessons, Optional.empty());
            } catch (Problem e) {
                if (model.isTrusted()) {
                    return failed(replies, lessons, model.unusable(featureOf(request), e));
                }
                fault = UselessAnswer.of(reply, lessons.hasAnswer(reply), e);
                lessons = lessons.after(reply, String.join("\n", e.errors()));
            }
        }
        String message = most == 1
                ? model.id() + " gave no answer that can be used, to the long prompt or to the short one; the last one"
                        + fault.words()
                : model.id() + " gave " + most + " answers that cannot be used; the last one" + fault.words();
        return failed(replies, lessons, new Problem(Problem.Kind.MODEL, message, fault.remedy()));
    }

    private static String featureOf(Request request) {
        return request.known().map(KnownStep::feature).orElse("");
    }

    private static <T> Answered<T> failed(List<Reply> replies, Lessons lessons, Problem problem) {
        return new Answered<>(Optional.empty(), replies, lessons, Optional.of(problem));
    }
}
