package pxos.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import pxos.Problem;
import pxos.proof.Discrimination;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.proof.Verdict;
import pxos.proof.pc.PcEmulator;
import pxos.scenario.Scenario;

/**
 * Several answers, of which one is to be verified. The cheap looks come first, and all answers get them:
 *
 * <pre>
 *   1. the new tests on the fast machine          every answer, on all cores
 *   2. a first look at how strong its tests are   what passed, with the work of one answer for all together
 *   3. all other tests on the fast machine        the most promising one
 *   4. everything on the judge                    the same; the next one only where it fails
 * </pre>
 *
 * Nothing is verified without the judge. An answer that fails on the fast machine is out, unless no other one is verified:
 * then the judge looks at the nearest of those, too.
 */
final class Contest {

    /** The judge looks at this many that the fast machine has refused. */
    private static final int SECOND_OPINIONS = 4;

    private final TrialSteps steps;
    private final int cores;

    /** @param cores answers that the fast machine looks at at a time, at least 1 */
    Contest(TrialSteps steps, int cores) {
        this.steps = steps;
        this.cores = cores;
    }

    /** The answers of a round once they are tested. */
    List<Trial> judged(RunContext run, Round round) {
        List<Trial> trials = round.trials();
        if (trials.stream().filter(Trial::isIn).count() < 2) {
            return trials.stream()
                    .map(trial -> steps.prove(run, round, trial, true))
                    .toList();
        }
        List<Trial> seen = new ArrayList<>(Parallel.map(trials, cores, trial -> looked(run, round, trial, List.of())));
        gauge(run, round, seen);
        boolean verified = judgePromising(run, round, seen);
        if (!verified) {
            judgeRefused(run, round, seen);
        }
        return seen;
    }

    /** The answer after a look on the fast machine; as it is where that cannot say. */
    private Trial looked(RunContext run, Round round, Trial trial, List<Scenario> others) {
        if (!trial.isIn()) {
            return trial;
        }
        TestOptions options = TrialSteps.options(run, false);
        try (QemuTester fast = new QemuTester(new PcEmulator())) {
            Discrimination shown = steps.shown(fast, run, round, trial, others, options);
            return switch (shown.verdict()) {
                case PASS -> trial.surmised(shown);
                case FAIL -> TrialSteps.refuted(trial.surmised(shown), shown);
                default -> trial;
            };
        } catch (Problem e) {
            return trial;
        }
    }

    /** One after the other: each uses all cores. */
    private void gauge(RunContext run, Round round, List<Trial> seen) {
        int passed = (int) seen.stream().filter(Contest::works).count();
        for (int i = 0; i < seen.size() && passed > 1 && !round.item().prerequisite(); i++) {
            if (works(seen.get(i))) {
                seen.set(i, steps.gauged(run, seen.get(i), passed));
            }
        }
    }

    private static boolean works(Trial trial) {
        return trial.isIn() && trial.surmised();
    }

    /** Has the judge look at one after the other, the most promising first, until one is verified. */
    private boolean judgePromising(RunContext run, Round round, List<Trial> seen) {
        boolean verified = false;
        for (int i : order(seen, Comparator.comparing(Contest::works).reversed().thenComparing(Trial::bestFirst))) {
            Trial trial = round.trials().get(i);
            if (verified) {
                seen.set(i, works(seen.get(i)) ? seen.get(i) : notNeeded(seen.get(i)));
                continue;
            }
            List<Scenario> others = TrialTests.others(run, round, trial);
            Trial again = others.isEmpty() ? seen.get(i) : looked(run, round, trial, others);
            seen.set(i, again.isIn() ? steps.prove(run, round, trial, true) : again);
            verified = seen.get(i).isVerified();
        }
        return verified;
    }

    /** Numbers of the answers that are in, in an order. */
    private static List<Integer> order(List<Trial> seen, Comparator<Trial> first) {
        return IntStream.range(0, seen.size())
                .boxed()
                .filter(i -> seen.get(i).isIn())
                .sorted(Comparator.comparing(seen::get, first))
                .toList();
    }

    private static Trial notNeeded(Trial trial) {
        return trial.failed(
                new RunFailure(Stage.TEST, Problem.Kind.CHECKS, "not judged: another answer was verified first", ""),
                "");
    }

    /** The fast machine is not the judge: what failed least there gets a second opinion. */
    private void judgeRefused(RunContext run, Round round, List<Trial> seen) {
        List<Integer> refused = IntStream.range(0, seen.size())
                .boxed()
                .filter(i -> round.trials().get(i).isIn() && seen.get(i).surmised())
                .sorted(Comparator.comparingInt(i -> failures(seen.get(i))))
                .limit(SECOND_OPINIONS)
                .toList();
        for (int i : refused) {
            seen.set(i, steps.prove(run, round, round.trials().get(i), true));
            if (seen.get(i).isVerified()) {
                return;
            }
        }
    }

    private static int failures(Trial trial) {
        return trial.proof().verdict() == Verdict.PASS
                ? 0
                : trial.proof().after().failures().size();
    }
}
