package pxos.model;

import java.util.List;

/** A model's answers did not meet the contract, as often as they were asked for. */
public final class UnusableAnswerException extends Exception {
    private final transient List<Request.Feedback> rejected;
    private final transient List<Reply> replies;

    public UnusableAnswerException(String model, List<Request.Feedback> rejected, List<Reply> replies) {
        super(model + " gave " + rejected.size() + " answers that are no valid feature; the last one: "
                + rejected.get(rejected.size() - 1).problem().replace('\n', ' '));
        this.rejected = List.copyOf(rejected);
        this.replies = List.copyOf(replies);
    }

    /** The answers themselves, oldest first. */
    public List<Reply> replies() {
        return replies;
    }

    /** The answers with what was wrong with each, oldest first. */
    public List<Request.Feedback> rejected() {
        return rejected;
    }
}
