package pxos.model;

import pxos.build.feature.Feature;
import pxos.build.feature.FeatureReader;

/** Gets a feature out of a model: what does not meet the contract goes back with the exact errors. */
public final class PrimitiveGenerator {

    private final FeatureReader reader;

    public PrimitiveGenerator(FeatureReader reader) {
        this.reader = reader;
    }

    /**
     * Asks until an answer meets the contract, three times at most.
     *
     * @param lessons what the model was told of its earlier answers
     */
    public Answered<Feature> generate(CodingModel model, Lessons lessons, Request request) {
        return Answered.by(model, lessons, request, reader::read, "Try a larger model, or word the goal differently.");
    }
}
