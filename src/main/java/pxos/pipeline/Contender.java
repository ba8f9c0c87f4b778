package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Lessons;

/**
 * One author of an answer: a model with its options, and what it was told of its answers so far.
 *
 * @param name for people, such as {@code qwen2.5-coder-7b #2}
 * @param model the model
 * @param lessons how to ask it, and what it was told of its earlier answers
 */
record Contender(String name, CodingModel model, Lessons lessons) {

    /** How much warmer each further candidate of the same model is asked. */
    private static final double STEP = 0.2;

    private static final double MAX_TEMPERATURE = 1.0;

    /** The authors of a round: every model as often as candidates are wanted, each with a seed of its own. */
    static List<Contender> of(List<CodingModel> models, int candidates) {
        List<Contender> contenders = new ArrayList<>();
        for (CodingModel model : models) {
            int wanted = model.isLanguageModel() ? candidates : 1;
            for (int i = 0; i < wanted; i++) {
                double temperature = Math.min(MAX_TEMPERATURE, AskOptions.DEFAULT.temperature() + i * STEP);
                AskOptions options = i == 0 ? AskOptions.DEFAULT : new AskOptions(temperature, i);
                String name = wanted == 1 ? model.id() : model.id() + " #" + (i + 1);
                contenders.add(new Contender(name, model, Lessons.none(options)));
            }
        }
        return contenders;
    }

    Contender with(Lessons more) {
        return new Contender(name, model, more);
    }
}
