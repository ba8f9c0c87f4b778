package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.model.EdgeCases;
import pxos.os.code.Instruction;
import pxos.proof.Verdict;
import pxos.proof.strength.Strength;

/** What a proof leaves open, in words for who reads the result: nobody is to take it for more than it is. */
public final class Caveats {

    private static final int MOST_INSTRUCTIONS = 8;

    private Caveats() {}

    /** Those of what a run built, or of the answer that it failed with although its tests passed. */
    public static List<String> of(RunContext run) {
        boolean weak = run.failure().isPresent()
                && run.proof().filter(proof -> proof.verdict() == Verdict.PASS).isPresent();
        Stream<String> failed = weak ? run.strength().stream().flatMap(Caveats::of) : Stream.empty();
        return Stream.concat(run.built().stream().flatMap(built -> built.caveats().stream()), failed)
                .toList();
    }

    /** Those of an answer, whether it was taken or not; none of one that was not tested. */
    static List<String> of(Round round, Trial trial) {
        List<String> caveats = new ArrayList<>();
        round.item().known().map(step -> step.describing(round.item().goal())).orElse(List.of()).stream()
                .map(text -> '"' + text
                        + "\" was taken as the text itself: where it describes what to show, quote that instead")
                .forEach(caveats::add);
        boolean isNew =
                !trial.contender().model().isTrusted() && round.item().known().isEmpty();
        if (trial.strength() != null && isNew) {
            List<String> untried = EdgeCases.untried(trial.fresh(), round.item().inAllWords());
            if (!untried.isEmpty()) {
                caveats.add(StrengthText.untyped(untried));
            }
        }
        if (trial.strength() != null && !round.item().prerequisite()) {
            of(trial.strength()).forEach(caveats::add);
        }
        return caveats;
    }

    private static Stream<String> of(Strength strength) {
        return Stream.concat(untyped(strength), unexecuted(strength).stream());
    }

    private static Stream<String> untyped(Strength strength) {
        return strength.untyped().isEmpty() ? Stream.empty() : Stream.of(StrengthText.untyped(strength.untyped()));
    }

    private static Optional<String> unexecuted(Strength strength) {
        List<Instruction> left = strength.notExecuted();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        int more = left.size() - MOST_INSTRUCTIONS;
        return Optional.of("no test executes "
                + left.stream()
                        .limit(MOST_INSTRUCTIONS)
                        .map(Instruction::toString)
                        .collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more" : ""));
    }
}
