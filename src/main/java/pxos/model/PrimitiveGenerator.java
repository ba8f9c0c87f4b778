package pxos.model;

import java.util.List;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureReader;

/** Gets a feature out of a model: what does not meet the contract goes back with the exact errors. */
public final class PrimitiveGenerator {

    private final FeatureReader reader;

    public PrimitiveGenerator(FeatureReader reader) {
        this.reader = reader;
    }

    /**
     * A feature that meets the contract.
     *
     * @param lessons what its author was told until then
     */
    public record Generated(Feature feature, Lessons lessons) {}

    /**
     * Asks until an answer meets the contract, three times at most.
     *
     * @param heard gets every reply as it comes; the last one is the feature's
     * @throws ModelException when the model cannot be asked
     * @throws UnusableAnswerException when three answers in a row were no valid feature
     */
    public Generated generate(CodingModel model, Lessons lessons, Request request, List<Reply> heard)
            throws ModelException, UnusableAnswerException {
        Questions.Answered<Feature> answered = Questions.ask(model, lessons, request, heard, reader::read);
        return new Generated(answered.value(), answered.lessons());
    }
}
