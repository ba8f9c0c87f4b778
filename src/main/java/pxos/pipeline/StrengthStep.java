package pxos.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import pxos.Problem.Kind;
import pxos.build.source.FeatureBlock;
import pxos.proof.strength.Strength;
import pxos.proof.strength.StrengthTester;
import pxos.proof.strength.Subject;

/** Measures how strong the proof of an answer is, and holds a language model's answer to the floor. */
final class StrengthStep {

    private static final String HINT = "Ask again, or take it as it is with --floor off.";

    /** A feature that is there only because others need it gets the usual work divided by this. */
    private static final int ROUGHLY = 4;

    private final Supplier<StrengthTester> tester;

    StrengthStep(Supplier<StrengthTester> tester) {
        this.tester = tester;
    }

    /** Begins to measure an answer that was built, while its tests run. The outcome is of no use where they fail. */
    CompletableFuture<Strength> begin(RunContext run, Trial built, boolean prerequisite) {
        Subject subject = subject(run, built);
        return CompletableFuture.supplyAsync(
                () -> prerequisite
                        ? tester.get().gauge(subject, ROUGHLY)
                        : tester.get().measure(subject),
                StrengthStep::start);
    }

    /**
     * The answer with its strength.
     *
     * @param proved its tests passed
     * @param begun see {@link #begin}
     */
    Trial measured(RunContext run, Trial proved, CompletableFuture<Strength> begun) {
        Strength strength = joined(begun);
        Trial measured = proved.measured(strength, isHeld(run, proved));
        if (!measured.isWeak() || run.request().testing().floor() == Floor.OFF) {
            return measured;
        }
        String why = StrengthText.failure(proved.proof(), strength);
        return measured.failed(new RunFailure(Stage.TEST, Kind.CHECKS, why, HINT), StrengthText.evidence(strength));
    }

    /** In a thread of its own, which nobody waits for where the tests fail. */
    private static void start(Runnable task) {
        Thread thread = new Thread(task, "strength");
        thread.setDaemon(true);
        thread.start();
    }

    private static Strength joined(CompletableFuture<Strength> begun) {
        try {
            return begun.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * A first look at one of several answers, which nothing is held to yet.
     *
     * @param answers how many share the work that one takes otherwise
     */
    Trial gauged(RunContext run, Trial answer, int answers) {
        return answer.measured(tester.get().gauge(subject(run, answer), answers), isHeld(run, answer));
    }

    private static Subject subject(RunContext run, Trial trial) {
        FeatureBlock block =
                trial.built().source().feature(trial.feature().name()).orElseThrow();
        return StrengthSubject.of(
                block, trial.built().image(), run.request().testing().drive(), trial.fresh());
    }

    /** Code that no recipe brought, unless the roadmap itself says what it has to do: then people have written its tests. */
    private static boolean isHeld(RunContext run, Trial trial) {
        String feature = trial.feature().name();
        List<String> present = trial.built().source().featureNames();
        boolean byPeople = run.found().roadmap().milestoneOf(feature).stream()
                .anyMatch(milestone -> !milestone.scenarios(feature, present).isEmpty());
        return !trial.contender().model().isTrusted() && !byPeople;
    }
}
