package pxos.model;

import java.util.ArrayList;
import java.util.List;
import pxos.feature.Feature;
import pxos.feature.FeatureReader;
import pxos.feature.InvalidFeatureException;

/** Gets a feature out of a model: what does not meet the contract goes back with the exact errors. */
public final class PrimitiveGenerator {

    /** Answers that a model may give until one meets the contract. */
    public static final int MAX_ANSWERS = 3;

    private final FeatureReader reader;

    public PrimitiveGenerator(FeatureReader reader) {
        this.reader = reader;
    }

    /**
     * A feature with the answer it came from.
     *
     * @param feature the feature
     * @param replies all answers, the one with the feature last
     * @param rejected the answers before it, with what was wrong
     */
    public record Generated(Feature feature, List<Reply> replies, List<Request.Feedback> rejected) {
        public Generated {
            replies = List.copyOf(replies);
            rejected = List.copyOf(rejected);
        }

        /** The answer with the feature. */
        public Reply reply() {
            return replies.get(replies.size() - 1);
        }

        /** Prompt and completion tokens of all answers together; 0 where unknown. */
        public int tokens() {
            return replies.stream().mapToInt(Reply::tokens).sum();
        }
    }

    /**
     * Asks until an answer meets the contract.
     *
     * @throws ModelException when the model cannot be asked
     * @throws UnusableAnswerException when three answers in a row were no valid feature
     */
    public Generated generate(CodingModel model, AskOptions options, Request request)
            throws ModelException, UnusableAnswerException {
        List<Request.Feedback> rejected = new ArrayList<>();
        List<Reply> replies = new ArrayList<>();
        while (rejected.size() < MAX_ANSWERS) {
            Reply reply = model.ask(request.withFeedback(rejected), warmer(options, rejected));
            replies.add(reply);
            try {
                return new Generated(reader.read(reply.json()), replies, rejected);
            } catch (InvalidFeatureException e) {
                boolean repeated = !rejected.isEmpty()
                        && rejected.get(rejected.size() - 1).answer().equals(reply.json());
                rejected.add(new Request.Feedback(reply.json(), problem(e, reply, repeated)));
            }
        }
        throw new UnusableAnswerException(model.id(), rejected, replies);
    }

    /** A model that repeats itself is given more freedom. */
    private static AskOptions warmer(AskOptions options, List<Request.Feedback> rejected) {
        int last = rejected.size() - 1;
        boolean repeated = last > 0 && rejected.get(last).answer().equals(rejected.get(last - 1).answer());
        return repeated ? options.warmer() : options;
    }

    private static String problem(InvalidFeatureException invalid, Reply reply, boolean repeated) {
        String problem = String.join("\n", invalid.errors());
        if (reply.cutShort()) {
            problem = "The answer ended before it was complete: there was no room for more. Write less.\n" + problem;
        }
        return repeated ? "This is the same answer as before; change what is wrong with it.\n" + problem : problem;
    }
}
