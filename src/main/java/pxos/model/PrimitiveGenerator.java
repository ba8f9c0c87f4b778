package pxos.model;

import java.util.function.Consumer;
import java.util.function.Function;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureReader;

/** Gets a feature out of a model: what does not meet the contract goes back with the exact errors. */
public final class PrimitiveGenerator {

    private final FeatureReader reader;

    public PrimitiveGenerator(FeatureReader reader) {
        this.reader = reader;
    }

    /**
     * Asks until an answer meets the contract.
     *
     * @param lessons what the model was told of its earlier answers
     * @param most how often it is asked at most
     * @param check throws a {@link pxos.Problem} where something else is wrong that can be told without a boot
     */
    public Answered<Feature> generate(
            CodingModel model, Lessons lessons, Request request, int most, Consumer<Feature> check) {
        Function<String, Feature> reading = json -> {
            Feature feature = reader.read(json);
            check.accept(feature);
            return feature;
        };
        return Answered.by(model, lessons, request, most, reading, "Try a larger model, or word the goal differently.");
    }
}
