package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Request;

/**
 * One author of an answer: a model with its options, and what it was told of its answers so far.
 *
 * @param name for people, such as {@code qwen2.5-coder-7b #2}
 * @param model the model
 * @param options how to ask it
 * @param feedback its earlier answers with what was wrong, oldest first
 */
record Contender(String name, CodingModel model, AskOptions options, List<Request.Feedback> feedback) {

    /** How much warmer each further candidate of the same model is asked. */
    private static final double STEP = 0.2;

    private static final double MAX_TEMPERATURE = 1.0;

    Contender {
        feedback = List.copyOf(feedback);
    }

    /** The authors of a round: every model as often as candidates are wanted, each with a seed of its own. */
    static List<Contender> of(List<CodingModel> models, int candidates) {
        List<Contender> contenders = new ArrayList<>();
        for (CodingModel model : models) {
            int wanted = model.isLanguageModel() ? candidates : 1;
            for (int i = 0; i < wanted; i++) {
                AskOptions options = i == 0
                        ? AskOptions.DEFAULT
                        : AskOptions.DEFAULT
                                .withSeed(i)
                                .withTemperature(
                                        Math.min(MAX_TEMPERATURE, AskOptions.DEFAULT.temperature() + i * STEP));
                String name = wanted == 1 ? model.id() : model.id() + " #" + (i + 1);
                contenders.add(new Contender(name, model, options, List.of()));
            }
        }
        return contenders;
    }

    /** The author after an answer that did not do; one that repeats itself gets more freedom and a smaller step. */
    Contender told(String answer, String problem) {
        boolean repeated = !feedback.isEmpty()
                && feedback.get(feedback.size() - 1).answer().equals(answer);
        String text = repeated
                ? "This is the same answer as before. Take a smaller step: make the simplest part work first.\n" + problem
                : problem;
        List<Request.Feedback> more = new ArrayList<>(feedback);
        more.add(new Request.Feedback(answer, text));
        return new Contender(name, model, repeated ? options.warmer() : options, more);
    }
}
