package pxos.proof;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.proof.FreshPrompt.Command;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/**
 * What the new scenarios of a change allow it that its goal does not ask for: to stop the machine, to start it again, to
 * write to the disk; and commands of which they say nothing.
 *
 * @param is the prompt with the change
 */
record UnaskedEnds(FreshPrompt is, Change change) {

    List<Unmet> of(List<Scenario> added) {
        return Stream.concat(added.stream().flatMap(this::of), untold(added))
                .limit(1)
                .toList();
    }

    /** A command that no test types, beside one that a test does. */
    private Stream<Unmet> untold(List<Scenario> added) {
        Set<String> typed = added.stream()
                .flatMap(scenario -> scenario.steps().stream())
                .flatMap(step -> Stream.of(step.keys().toLowerCase(Locale.ROOT).split("\\{[^}]*}|[^!-z|~]+")))
                .collect(Collectors.toSet());
        List<Command> own = is.commandsOf(change);
        List<Command> told = own.stream()
                .filter(command -> typed.contains(command.name().toLowerCase(Locale.ROOT)))
                .toList();
        if (told.isEmpty()) {
            return Stream.empty();
        }
        // Two names of one command need one test.
        return own.stream()
                .filter(command -> told.stream().noneMatch(other -> is.handler(other) == is.handler(command)))
                .map(command -> new Unmet(
                        "each command to be typed in a test", "a command '" + command.name() + "' that none types"));
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
