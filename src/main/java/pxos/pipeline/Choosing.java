package pxos.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.KnownStep;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.Request.Purpose;
import pxos.model.ShortForm;
import pxos.pipeline.Shortlist.Chosen;

/**
 * Has language models choose, by a short question, what the library has near a goal. Each gives several answers at once; what
 * most of them say counts.
 */
final class Choosing {

    private static final int ANSWERS = 4;
    private static final int ROUNDS = 3;

    /** Voices that a step needs. */
    private static final int ENOUGH = 2;

    private static final AskOptions FIRST = new AskOptions(0.6, -1);

    private final Function<String, Optional<ShortForm>> near;

    /** @param near the question for a goal; empty where the library has nothing near it */
    Choosing(Function<String, Optional<ShortForm>> near) {
        this.near = near;
    }

    /**
     * What came of it.
     *
     * @param chosen what was chosen, most voices first; none where nothing was
     * @param attempts what was asked and answered; none where there was nothing to choose
     */
    record Choice(List<Chosen> chosen, List<Attempt> attempts) {
        static final Choice NONE = new Choice(List.of(), List.of());
    }

    /**
     * Asks until an answer has the most voices, three times at most, each time with more freedom; so with more than
     * before, where answers were refused.
     */
    Choice choose(WorkItem item, List<CodingModel> models) {
        Optional<CodingModel> asked =
                models.stream().filter(CodingModel::isLanguageModel).findFirst();
        if (item.prerequisite() || asked.isEmpty()) {
            return Choice.NONE;
        }
        return near.apply(item.goal())
                .map(question -> choose(question, item, asked.get()))
                .orElse(Choice.NONE);
    }

    private static Choice choose(ShortForm question, WorkItem item, CodingModel model) {
        Votes votes = new Votes();
        AskOptions options = item.shortlist().questions() == 0 ? FIRST : FIRST.warmer();
        for (int round = 0; round < ROUNDS && !votes.isClear(); round++) {
            List<Reply> replies = model.choose(question, options, ANSWERS);
            if (replies.isEmpty()) {
                return Choice.NONE;
            }
            votes.count(question, replies);
            if (replies.stream().anyMatch(reply -> reply.failure().isPresent())) {
                break;
            }
            options = options.warmer();
        }
        String title = votes.replies.get(0).model();
        return new Choice(
                votes.ranked().stream()
                        .map(step -> new Chosen(step, new Author(model.id(), title, step), item))
                        .toList(),
                List.of(votes.attempt(item, model.id())));
    }

    /** The answers so far. */
    private static final class Votes {
        private final List<Reply> replies = new ArrayList<>();
        private final Map<Optional<KnownStep>, Integer> voices = new LinkedHashMap<>();
        private String objection = "";

        void count(ShortForm question, List<Reply> answers) {
            for (Reply reply : answers) {
                replies.add(reply);
                if (reply.failure().isEmpty()) {
                    count(question, reply);
                }
            }
        }

        private void count(ShortForm question, Reply reply) {
            try {
                voices.merge(question.step(reply.json()), 1, Integer::sum);
            } catch (Problem e) {
                objection = e.getMessage();
            }
        }

        /** Whether no more answers are needed: all say none, or one step has two voices, and more than any other. */
        boolean isClear() {
            List<Integer> steps = voices.entrySet().stream()
                    .filter(entry -> entry.getKey().isPresent())
                    .map(Map.Entry::getValue)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            return steps.isEmpty()
                    ? voices.getOrDefault(Optional.<KnownStep>empty(), 0) > 1
                    : steps.get(0) >= ENOUGH && (steps.size() == 1 || steps.get(0) > steps.get(1));
        }

        /** Small models say none by chance; so a step needs two voices, and need not have more than none. */
        Optional<KnownStep> winner() {
            return voices.entrySet().stream()
                    .filter(entry -> entry.getKey().isPresent() && entry.getValue() >= ENOUGH)
                    .sorted(Map.Entry.<Optional<KnownStep>, Integer>comparingByValue()
                            .reversed())
                    .findFirst()
                    .flatMap(Map.Entry::getKey);
        }

        /** The winner, and after it whatever else was said; nothing where there is no winner. */
        List<KnownStep> ranked() {
            return winner().isEmpty()
                    ? List.of()
                    : voices.entrySet().stream()
                            .filter(entry -> entry.getKey().isPresent())
                            .sorted(Map.Entry.<Optional<KnownStep>, Integer>comparingByValue()
                                    .reversed())
                            .map(entry -> entry.getKey().get())
                            .toList();
        }

        Attempt attempt(WorkItem item, String model) {
            Optional<KnownStep> winner = winner();
            String outcome = winner.map(step -> "near the library: " + step.meaning() + " (" + voices.get(winner)
                            + " of " + replies.size() + " answers)")
                    .orElse("nothing in the library does what the goal says");
            Reply last = replies.get(replies.size() - 1);
            return new Attempt(
                    Stage.PLAN,
                    winner.map(KnownStep::feature).orElse(item.feature().isEmpty() ? "feature" : item.feature()),
                    1,
                    model,
                    last.model(),
                    outcome,
                    winner.isPresent(),
                    null,
                    winner.isPresent()
                            ? ""
                            : last.failure().map(Problem::getMessage).orElse(objection),
                    replies);
        }
    }

    /** A model that has said what it wants, and which step of the library that is. */
    private record Author(String id, String title, KnownStep step) implements CodingModel {

        @Override
        public Reply ask(Request request, AskOptions options) {
            return new Reply(Json.write(step.answer(Purpose.CODE)), title, 0, 0, Duration.ZERO, false);
        }
    }
}
