package pxos.model;

import java.util.List;

/** A model's answers did not meet the contract, as often as they were asked for. */
public final class UnusableAnswerException extends Exception {
    private final transient List<Request.Feedback> rejected;

    public UnusableAnswerException(String model, List<Request.Feedback> rejected) {
        super(model + " gave " + rejected.size() + " answers that are no valid feature; the last one: "
                + rejected.get(rejected.size() - 1).problem().replace('\n', ' '));
        this.rejected = List.copyOf(rejected);
    }

    /** The answers with what was wrong with each, oldest first. */
    public List<Request.Feedback> rejected() {
        return rejected;
    }
}
