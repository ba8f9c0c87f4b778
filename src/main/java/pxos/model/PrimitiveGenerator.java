package pxos.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import pxos.Problem;
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
     * @param check makes of an answer the feature that it means, or throws a {@link Problem} where something else is wrong
     *     that can be told without a boot
     */
    public Answered<Feature> generate(
            CodingModel model, Lessons lessons, Request request, int most, UnaryOperator<Feature> check) {
        return Answered.by(model, lessons, request, most, json -> check.apply(read(json, check)));
    }

    /** An answer that does not meet the contract is told what is wrong with its code, too, where that can be read. */
    private Feature read(String json, UnaryOperator<Feature> check) {
        try {
            return reader.read(json);
        } catch (Problem form) {
            List<String> errors = new ArrayList<>(form.errors());
            reader.code(json).ifPresent(code -> errors.addAll(faultsOf(code, check)));
            throw errors.size() == form.errors().size() ? form : Problem.input(errors, form.hint());
        }
    }

    private static List<String> faultsOf(Feature code, UnaryOperator<Feature> check) {
        try {
            check.apply(code);
            return List.of();
        } catch (Problem e) {
            return e.errors();
        }
    }
}
