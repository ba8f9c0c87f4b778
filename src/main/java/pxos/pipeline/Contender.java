package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Lessons;
import pxos.proof.Discrimination;

/**
 * One author of an answer: a model with its options, and what it was told of its answers so far.
 *
 * @param name for people, such as {@code qwen2.5-coder-7b #2}
 * @param model the model
 * @param lessons how to ask it, and what it was told of its earlier answers
 * @param failed names of the tests that its earlier answers failed, or that proved nothing of them
 */
record Contender(String name, CodingModel model, Lessons lessons, Set<String> failed) {

    Contender {
        failed = Set.copyOf(failed);
    }

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
                contenders.add(new Contender(name, model, Lessons.none(options), Set.of()));
            }
        }
        return contenders;
    }

    Contender by(CodingModel other) {
        return new Contender(name, other, lessons, failed);
    }

    Contender with(Lessons more) {
        return new Contender(name, model, more, failed);
    }

    Contender after(Discrimination proof) {
        Set<String> more = new TreeSet<>(failed);
        proof.after().failures().forEach(result -> more.add(result.name()));
        proof.added().stream()
                .filter(name -> !proof.discriminating().contains(name))
                .forEach(more::add);
        return new Contender(name, model, lessons, more);
    }
}
