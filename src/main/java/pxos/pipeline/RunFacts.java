package pxos.pipeline;

import java.util.List;
import pxos.proof.StartState;

/**
 * The facts of a run that every view of it shows: the result and the record in the pixel network. A fact that is added
 * here is in both.
 *
 * @param goal the goal in words
 * @param generator who wrote what the goal asks for, or who was asked where nothing was written
 * @param plan the plan in words
 * @param understoodAs how the goal was understood, in one line; empty before that is known
 * @param replacedTests names of the plan's tests that failed at first and gave way to others
 * @param attempts how often code was asked for
 * @param tokens prompt and completion tokens of all attempts; 0 where unknown
 * @param noise the seed of what free memory held when pxOS was booted; 0 where nothing was
 */
record RunFacts(
        String runId,
        String goal,
        String generator,
        String plan,
        String understoodAs,
        List<String> replacedTests,
        int attempts,
        int tokens,
        long noise) {

    static RunFacts of(RunContext run) {
        List<Attempt> attempts = run.attempts();
        return new RunFacts(
                run.runId(),
                run.request().title(),
                generator(run),
                run.plan().words(),
                run.understoodAs(),
                run.built().stream()
                        .flatMap(built -> built.replacedTests().stream())
                        .toList(),
                (int) attempts.stream().filter(Attempt::isForCode).count(),
                attempts.stream().mapToInt(Attempt::tokens).sum(),
                run.proof().isPresent() ? StartState.DEFAULT.noise() : 0);
    }

    private static String generator(RunContext run) {
        List<String> writers = run.built().stream()
                .filter(built -> !built.prerequisite())
                .map(BuiltFeature::generator)
                .distinct()
                .toList();
        return writers.isEmpty() ? run.begin().generator() : String.join(" + ", writers);
    }
}
