package pxos.proof;

import java.util.List;
import java.util.stream.Stream;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/**
 * What the new scenarios of a change allow it that its goal does not ask for: to stop the machine, to start it again, to
 * write to the disk.
 */
record UnaskedEnds(Change change) {

    List<Unmet> of(List<Scenario> added) {
        return added.stream().flatMap(this::of).limit(1).toList();
    }

    private Stream<Unmet> of(Scenario scenario) {
        return Stream.of(
                        unasked(
                                rests(scenario, Rest.HALTED),
                                Effect.HALT,
                                "a machine that goes on",
                                "that it halts",
                                scenario),
                        unasked(
                                rests(scenario, Rest.RESET),
                                Effect.RESET,
                                "a machine that stays on",
                                "a reset",
                                scenario),
                        unasked(
                                !scenario.writes().isEmpty(),
                                Effect.WRITES,
                                "a disk that nobody writes to",
                                "that it is written to",
                                scenario))
                .flatMap(stream -> stream);
    }

    private Stream<Unmet> unasked(boolean allowed, Effect effect, String wanted, String got, Scenario scenario) {
        return allowed && !change.asksFor(effect)
                ? Stream.of(new Unmet(
                        wanted + ", since the goal asks for nothing else",
                        "the test '" + scenario.name() + "', which expects " + got))
                : Stream.empty();
    }

    private static boolean rests(Scenario scenario, Rest rest) {
        return scenario.steps().stream().anyMatch(step -> step.rest() == rest);
    }
}
