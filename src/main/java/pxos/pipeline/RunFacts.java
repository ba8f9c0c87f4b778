package pxos.pipeline;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.function.ToIntFunction;
import pxos.model.Reply;
import pxos.pixel.RunRemarks;
import pxos.proof.StartState;
import pxos.proof.strength.Strength;
import pxos.scenario.Scenario;

/**
 * The facts of a run that every view of it shows: the result and the record in the pixel network. A new one is a component of
 * {@link RunRemarks}, which both views hold. Another fact that is added here is in the result; the record keeps it once
 * {@link StoredRun} and {@code RunRecord} name it, too, which a test demands.
 *
 * @param goal the goal in words
 * @param title what the run is about, for people: the goal, or the milestones that {@code --auto} stood for
 * @param reason why the program chose this goal by itself; empty where a person asked for it
 * @param generator who wrote what the goal asks for, or who was asked where nothing was written
 * @param plan the plan in words
 * @param remarks what it says about its goal and its proof
 * @param attempts how often code was asked for
 * @param strength how strong the tests of the newest feature are, in words; empty where they were not measured
 * @param tokens prompt and completion tokens of all attempts; 0 where unknown
 * @param promptTokens tokens of all prompts; 0 where unknown
 * @param cachedTokens those of them that the server knew already, and did not read again; 0 where it does not say
 * @param noise the seed of what free memory held when pxOS was booted; 0 where nothing was
 */
record RunFacts(
        String runId,
        String goal,
        String title,
        String reason,
        String generator,
        String plan,
        @JsonUnwrapped RunRemarks remarks,
        String strength,
        int attempts,
        int tokens,
        int promptTokens,
        int cachedTokens,
        long noise) {

    static RunFacts of(RunContext run) {
        List<Attempt> attempts = run.attempts();
        return new RunFacts(
                run.runId(),
                run.request().title(),
                RunTitle.of(run),
                run.request().wish().reason(),
                generator(run),
                run.plan().words(),
                remarks(run),
                run.strength().map(Strength::toString).orElse(""),
                (int) attempts.stream().filter(Attempt::isForCode).count(),
                attempts.stream().mapToInt(Attempt::tokens).sum(),
                sum(attempts, Reply::promptTokens),
                sum(attempts, Reply::cachedTokens),
                run.proof().isPresent() ? StartState.DEFAULT.noise() : 0);
    }

    private static RunRemarks remarks(RunContext run) {
        return new RunRemarks(
                run.built().stream()
                        .flatMap(built -> built.replacedTests().stream())
                        .toList(),
                run.understoodAs(),
                run.gaveWay().stream().map(Scenario::name).toList(),
                run.notInGoal(),
                Caveats.of(run));
    }

    private static int sum(List<Attempt> attempts, ToIntFunction<Reply> figure) {
        return attempts.stream()
                .flatMap(attempt -> attempt.replies().stream())
                .mapToInt(figure)
                .sum();
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
