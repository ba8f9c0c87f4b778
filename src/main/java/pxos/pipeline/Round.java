package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.model.PlanReader;

/**
 * A feature at work: one round of answers. What failed goes back to its author, and the next round begins.
 *
 * @param item what is built
 * @param plan what a model planned for it; empty for what other features need
 * @param number from 1
 * @param contenders who is asked
 * @param trials their answers; empty before they were asked
 * @param earlier attempts of the rounds before
 * @param last whether everything built before must be shown to work still
 */
public record Round(
        WorkItem item,
        Optional<PlanReader.Plan> plan,
        int number,
        List<Contender> contenders,
        List<Trial> trials,
        List<Attempt> earlier,
        boolean last) {

    public Round {
        contenders = List.copyOf(contenders);
        trials = List.copyOf(trials);
        earlier = List.copyOf(earlier);
    }

    static Round first(WorkItem item, Optional<PlanReader.Plan> plan, List<Contender> contenders, boolean last) {
        return new Round(item, plan, 1, contenders, List.of(), List.of(), last);
    }

    Round with(List<Trial> answers) {
        return new Round(item, plan, number, contenders, answers, earlier, last);
    }

    /** The next round: whoever can mend an answer is told what was wrong with it. */
    Round next() {
        List<Contender> told =
                trials.stream().filter(Trial::canBeMended).map(Trial::told).toList();
        return new Round(item, plan, number + 1, told, List.of(), attempts(null), last);
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
}
