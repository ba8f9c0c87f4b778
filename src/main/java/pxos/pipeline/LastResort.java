package pxos.pipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.CodingModel;
import pxos.model.Lessons;
import pxos.model.Reply;

/**
 * Asks a language model that failed on the long prompt by the short one: for several answers in one request, and then again,
 * with what was wrong with the best of them.
 */
final class LastResort {

    private static final int ANSWERS = 4;

    /** How often it is told at most what was wrong; once more where its server gives one answer at a time. */
    private static final int TOLD = 2;

    /** More than any answer with a feature has. */
    private static final int NO_ANSWER = 1_000;

    /** What has not the form of an answer is further from one than code with a fault. */
    private static final int OF_FORM = 10;

    private LastResort() {}

    /** The first language model that can be asked by the long prompt, too, for several answers; none where there is none. */
    static List<Contender> of(List<CodingModel> models) {
        List<CodingModel> asked = models.stream()
                .filter(CodingModel::isLanguageModel)
                .filter(CodingModel::readsLongForm)
                .limit(1)
                .toList();
        return Contender.of(asked, ANSWERS);
    }

    /** Who is asked in the short form after a round that brought nothing; none where that is over. */
    static List<Contender> after(Round round) {
        if (!round.shortForm()) {
            return round.wasUnreadable() ? of(round.authors()) : List.of();
        }
        int told = round.contenders().get(0).lessons().feedback().size();
        Optional<Trial> best =
                leastWrong(round).filter(trial -> !trial.evidence().isEmpty());
        if (best.isEmpty() || told >= (round.trials().size() == 1 ? TOLD + 1 : TOLD)) {
            return List.of();
        }
        Lessons lessons = best.get().failure().stage() == Stage.GENERATE
                ? best.get().contender().lessons()
                : best.get().told().lessons();
        List<Contender> again = of(round.authors());
        return IntStream.range(0, again.size())
                .mapToObj(i -> again.get(i)
                        .with(new Lessons(
                                i == 0
                                        ? lessons.options()
                                        : again.get(i).lessons().options(),
                                lessons.feedback())))
                .toList();
    }

    /** Why a round ended without success: what its best answer failed for. */
    static RunFailure failure(Round round) {
        return leastWrong(round).orElseGet(round::best).failure();
    }

    private static Optional<Trial> leastWrong(Round round) {
        return round.trials().stream()
                .filter(trial -> trial.failure() != null)
                .min(Comparator.comparingInt(LastResort::faults));
    }

    /** 0 for an answer that was booted, 1 for one that could not be built, more for one that could not be read. */
    private static int faults(Trial trial) {
        if (trial.failure().stage() != Stage.GENERATE) {
            return trial.failure().stage() == Stage.TEST ? 0 : 1;
        }
        boolean asked = trial.failure().kind() == Problem.Kind.MODEL;
        Reply last = trial.replies().isEmpty()
                ? null
                : trial.replies().get(trial.replies().size() - 1);
        if (!asked
                || last == null
                || last.cutShort()
                || Json.object(last.json()).isEmpty()) {
            return asked ? NO_ANSWER : 2 * NO_ANSWER;
        }
        return 1
                + trial.evidence()
                        .lines()
                        .mapToInt(line -> line.startsWith("/") ? OF_FORM : 1)
                        .sum();
    }
}
