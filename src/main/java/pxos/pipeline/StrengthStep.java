package pxos.pipeline;

import java.util.List;
import java.util.function.Supplier;
import pxos.Problem.Kind;
import pxos.build.source.CodeMap;
import pxos.build.source.FeatureBlock;
import pxos.os.code.Instruction;
import pxos.proof.strength.Strength;
import pxos.proof.strength.StrengthTester;
import pxos.proof.strength.Subject;

/** Measures how strong the proof of an answer is, and holds a language model's answer to the floor. */
final class StrengthStep {

    private static final String HINT = "Ask again, or take it as it is with --floor off.";

    private final Supplier<StrengthTester> tester;

    StrengthStep(Supplier<StrengthTester> tester) {
        this.tester = tester;
    }

    /** @param proved an answer whose tests passed */
    Trial measured(RunContext run, Trial proved) {
        FeatureBlock block =
                proved.built().source().feature(proved.feature().name()).orElseThrow();
        List<Instruction> code = CodeMap.of(block, proved.built().image());
        Strength strength = tester.get()
                .measure(new Subject(
                        proved.built().image(), run.request().testing().drive(), code, proved.fresh()));
        Trial measured = proved.measured(strength, isHeld(run, proved));
        if (!measured.isWeak() || run.request().testing().floor() == Floor.OFF) {
            return measured;
        }
        String why = StrengthText.failure(proved.proof(), strength);
        return measured.failed(new RunFailure(Stage.TEST, Kind.CHECKS, why, HINT), StrengthText.evidence(strength));
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
