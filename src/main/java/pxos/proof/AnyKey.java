package pxos.proof;

import java.util.List;
import java.util.Optional;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Keys that no test types, in a program that a scenario does not leave: it may take them for anything, but the machine goes on. */
record AnyKey(Guest guest, FreshPrompt fresh, Change change, ScenarioRun runs) {

    private static final List<String> KEYS =
            List.of("{Up}", "{Left}", "{F3}", "5", "z", "{Tab}", "{Space}", "{Backspace}", "{Enter}");

    Optional<Fault> fault(Scenario scenario, DiskImage disk) {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        new Replay(guest, fresh).begin(disk);
        Outcome outcome = Outcome.at(Rest.WAITS_FOR_KEY);
        for (Step step : scenario.steps()) {
            outcome = runs.act(outcome, step);
        }
        for (String key : KEYS) {
            if (!goesOn(outcome) || isAtPrompt(outcome)) {
                return Optional.empty();
            }
            outcome = runs.act(outcome, new Step(key, outcome.rest() == Rest.RUNS ? List.of("running") : List.of()));
            if (!goesOn(outcome) && !mayStop(outcome)) {
                return Optional.of(
                        new Fault(Fault.Kind.SECOND_USE, "at the key " + key + " the machine " + outcome.rest()));
            }
        }
        return Optional.empty();
    }

    private static boolean goesOn(Outcome outcome) {
        return outcome.fault().isEmpty() && (outcome.rest() == Rest.WAITS_FOR_KEY || outcome.rest() == Rest.RUNS);
    }

    private boolean mayStop(Outcome outcome) {
        return outcome.rest() == Rest.RESET && change.asksFor(Effect.RESET)
                || outcome.rest() == Rest.HALTED && change.asksFor(Effect.HALT);
    }

    private boolean isAtPrompt(Outcome outcome) {
        PromptPlace place = PromptPlace.of(new ImageObservation(guest, fresh.image(), outcome.rest()));
        return outcome.rest() == Rest.WAITS_FOR_KEY && (place.isFresh() || place.hasMore());
    }
}
