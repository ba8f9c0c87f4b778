package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.model.CodingModel;
import pxos.model.PlanReader.Plan;
import pxos.scenario.Scenario;

/**
 * A feature at work: one round of answers. What failed goes back to its author, and the next round begins.
 *
 * @param item what is built
 * @param planned what a model planned for it; empty for what other features need
 * @param number from 1
 * @param contenders who is asked
 * @param trials their answers; empty before they were asked
 * @param earlier attempts of the rounds before
 * @param last whether everything built before must be shown to work still
 * @param shortForm whether it is the last resort: authors that failed on the long prompt are asked by the short one, once
 */
public record Round(
        WorkItem item,
        Optional<Planned> planned,
        int number,
        List<Contender> contenders,
        List<Trial> trials,
        List<Attempt> earlier,
        boolean last,
        boolean shortForm) {

    public Round {
        contenders = List.copyOf(contenders);
        trials = List.copyOf(trials);
        earlier = List.copyOf(earlier);
    }

    static Round first(WorkItem item, Optional<Planned> planned, List<Contender> contenders, boolean last) {
        return new Round(item, planned, 1, contenders, List.of(), List.of(), last, false);
    }

    /** The tests of its plan; none where nothing was planned. */
    List<Scenario> plannedTests() {
        return planned.map(Planned::plan).map(Plan::tests).orElse(List.of());
    }

    Round with(List<Trial> answers) {
        return new Round(item, planned, number, contenders, answers, earlier, last, shortForm);
    }

    /** The next round: whoever can mend an answer is told what was wrong with it. */
    Round next() {
        List<Contender> told =
                trials.stream().filter(Trial::canBeMended).map(Trial::told).toList();
        return new Round(item, planned, number + 1, told, List.of(), attempts(null), last, shortForm);
    }

    /** The same round with other authors, who were told nothing. */
    Round by(List<Contender> others) {
        return new Round(item, planned, number, others, trials, earlier, last, shortForm);
    }

    /** The same asked by the short prompt, which says nothing of a plan; the plan's tests still have to pass. */
    Round inShortForm() {
        return new Round(item, planned, number, contenders, trials, earlier, last, true);
    }

    /** Whether language models were asked by the long prompt, and none gave an answer that could be read. */
    boolean wasUnreadable() {
        return !shortForm
                && trials.stream()
                        .allMatch(trial -> trial.failure() != null
                                && trial.failure().stage() == Stage.GENERATE
                                && trial.failure().kind() == Problem.Kind.MODEL);
    }

    /** Who was asked, each once. */
    List<CodingModel> authors() {
        return contenders.stream().map(Contender::model).distinct().toList();
    }

    /** Whether there is an answer that has not been built. */
    boolean isToBuild() {
        return trials.stream().anyMatch(trial -> trial.isIn() && trial.built() == null);
    }

    /** Whether there is an answer that is built and has not been tested. */
    boolean isToTest() {
        return trials.stream().anyMatch(trial -> trial.isIn() && trial.built() != null && trial.proof() == null);
    }

    /** The answer that is taken if nothing speaks against it. */
    Trial best() {
        return trials.stream().min(Trial::bestFirst).orElseThrow();
    }

    /**
     * Everything that was tried for this feature until now.
     *
     * @param taken the answer that was taken; null where none was
     */
    List<Attempt> attempts(Trial taken) {
        List<Attempt> all = new ArrayList<>(earlier);
        trials.stream()
                .map(trial -> trial.attempt(item, number, trial == taken))
                .forEach(all::add);
        return all;
    }

    /** Names of the plan's tests that gave way to tests of the answer. */
    List<String> replacedTests(Trial answer) {
        return plannedTests().stream()
                .filter(test -> !answer.fresh().contains(test))
                .map(Scenario::name)
                .toList();
    }

    /** Why the best answer was taken out of several; empty where there was only one. */
    String why(Trial best) {
        if (trials.size() == 1) {
            return "";
        }
        String winner = best.contender().name() + " of " + trials.size() + " answers: ";
        Optional<Trial> next =
                trials.stream().filter(trial -> trial != best && trial.isIn()).min(Trial::bestFirst);
        if (next.isEmpty()) {
            return winner + "the only one that " + (best.isVerified() ? "was verified" : "could be built");
        }
        String other = next.get().contender().name();
        if (best.caughtPercent() < next.get().caughtPercent()) {
            return winner + "its tests were the strongest that QEMU bears out";
        }
        if (best.caughtPercent() > next.get().caughtPercent()) {
            return winner + "its tests catch " + best.caughtPercent() + " % of the mutants, "
                    + next.get().caughtPercent() + " % by " + other;
        }
        if (best.executedPercent() > next.get().executedPercent()) {
            return winner + "its tests execute " + best.executedPercent() + " % of it, "
                    + next.get().executedPercent() + " % by " + other;
        }
        int bytes = best.built().sizeBytes();
        if (bytes < next.get().built().sizeBytes()) {
            return winner + bytes + " bytes, " + next.get().built().sizeBytes() + " by " + other;
        }
        return best.tokens() < next.get().tokens()
                ? winner + bytes + " bytes like " + other + ", by " + best.tokens() + " tokens instead of "
                        + next.get().tokens()
                : winner + "no worse than " + other + " in bytes and tokens, and named first";
    }
}
