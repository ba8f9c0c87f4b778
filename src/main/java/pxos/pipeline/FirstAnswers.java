package pxos.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.Request;

/** Asks a model once for the first answers of all its candidates: the server reads the prompt once then. */
final class FirstAnswers {

    private FirstAnswers() {}

    /**
     * The contenders, each with its first answer ready where its model gave it together with the others'.
     *
     * @param onlyTogether whether who got none is left out, unless nobody got one: what was wrong with the others is worth
     *     more than another answer
     */
    static List<Contender> of(List<Contender> contenders, Request request, boolean onlyTogether) {
        Map<CodingModel, List<Contender>> byModel = new LinkedHashMap<>();
        contenders.forEach(contender -> byModel.computeIfAbsent(contender.model(), model -> new ArrayList<>())
                .add(contender));
        return Parallel.map(
                        List.copyOf(byModel.values()), byModel.size(), group -> together(group, request, onlyTogether))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<Contender> together(List<Contender> group, Request request, boolean onlyTogether) {
        List<Request.Feedback> told = group.get(0).lessons().feedback();
        boolean alike =
                group.stream().allMatch(other -> other.lessons().feedback().equals(told));
        if (!alike || group.size() < 2) {
            return group;
        }
        double warmth = group.stream()
                .mapToDouble(contender -> contender.lessons().options().temperature())
                .average()
                .orElseThrow();
        List<Reply> replies =
                group.get(0).model().askSeveral(request.withFeedback(told), new AskOptions(warmth, -1), group.size());
        int kept = onlyTogether ? Math.max(1, Math.min(replies.size(), group.size())) : group.size();
        return IntStream.range(0, kept)
                .mapToObj(i ->
                        i < replies.size() ? group.get(i).by(new Answered(replies.get(i), group.get(i))) : group.get(i))
                .toList();
    }

    /** A model that has given its first answer already. */
    private static final class Answered implements CodingModel {
        private final AtomicReference<Reply> first;
        private final CodingModel model;

        Answered(Reply first, Contender contender) {
            this.first = new AtomicReference<>(first);
            this.model = contender.model();
        }

        @Override
        public String id() {
            return model.id();
        }

        @Override
        public Reply ask(Request request, AskOptions options) {
            Reply given = first.getAndSet(null);
            return given == null ? model.ask(request, options) : given;
        }

        @Override
        public List<Reply> choose(Question question, AskOptions options, int count) {
            return model.choose(question, options, count);
        }

        @Override
        public boolean readsLongForm() {
            return model.readsLongForm();
        }

        @Override
        public boolean isLanguageModel() {
            return model.isLanguageModel();
        }
    }
}
