package pxos.bench;

import java.util.ArrayList;
import java.util.List;
import pxos.Problem;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.Request;

/** The same model, always asked with the seed and the temperature of a bench, so that it can be asked again. */
record Pinned(CodingModel model, Setup setup, Deadline deadline) implements CodingModel {

    private static final double MAX_TEMPERATURE = 2;

    Pinned {
        deadline.whenOver(model::close);
    }

    /** Warmer by as much as the run wants it to be, with a seed that follows from the run alone. */
    private AskOptions pinned(AskOptions options, int further) {
        double warmer = Math.max(0, options.temperature() - AskOptions.DEFAULT.temperature());
        return new AskOptions(
                Math.min(MAX_TEMPERATURE, setup.temperature() + warmer),
                setup.seed() + Math.max(0, options.seed()) + further);
    }

    @Override
    public String id() {
        return model.id();
    }

    @Override
    public Reply ask(Request request, AskOptions options) {
        deadline.beforeAQuestion();
        return model.ask(request, pinned(options, 0));
    }

    /** One after the other: servers differ in what a seed means for several answers at once. */
    @Override
    public List<Reply> choose(Question question, AskOptions options, int count) {
        List<Reply> replies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deadline.beforeAQuestion();
            List<Reply> one = model.choose(question, pinned(options, i), 1);
            replies.addAll(one);
            if (one.isEmpty() || one.get(0).failure().isPresent()) {
                break;
            }
        }
        return replies;
    }

    @Override
    public void requireReady() {
        model.requireReady();
    }

    @Override
    public boolean isLanguageModel() {
        return model.isLanguageModel();
    }

    @Override
    public boolean readsLongForm() {
        return model.readsLongForm();
    }

    @Override
    public boolean isTrusted() {
        return model.isTrusted();
    }

    @Override
    public Problem unusable(String feature, Problem problem) {
        return model.unusable(feature, problem);
    }

    @Override
    public void close() {
        model.close();
    }
}
