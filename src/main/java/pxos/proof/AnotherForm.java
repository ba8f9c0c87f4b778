package pxos.proof;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * The line with which a scenario calls a command of the change, in capitals and with blanks in front: the parser knows it all the
 * same, so it may show something else, but not nothing.
 */
record AnotherForm(Guest guest, FreshPrompt fresh, Change change, ScenarioRun runs) {

    /** @param shown the screen after the scenario */
    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk, TextScreen shown) {
        return scenario.steps().size() == 1
                        && scenario.steps().get(0).rest() == Rest.WAITS_FOR_KEY
                        && !nothing().isAllThat(scenario, shown)
                        && !change.asksFor(Effect.LINES)
                        && !change.asksFor(Effect.KEYS)
                ? call(scenario.steps().get(0).keys()).stream()
                        .flatMap(name -> forms(scenario, name).stream())
                        .flatMap(other -> failureOf(other, disk).stream())
                        .findFirst()
                : Optional.empty();
    }

    private NothingHappens nothing() {
        return new NothingHappens(fresh, new PromptPlace(fresh.prompt(), fresh.screen()));
    }

    /** The name of the command of the change that keys begin with. */
    private Optional<String> call(String keys) {
        return fresh.commandsOf(change).stream()
                .map(FreshPrompt.Command::name)
                .filter(name -> keys.startsWith(name + "{Enter}") || keys.startsWith(name + " "))
                .findFirst();
    }

    private static List<Scenario> forms(Scenario scenario, String name) {
        Step step = scenario.steps().get(0);
        return Stream.of(name.toUpperCase(Locale.ROOT) + step.keys().substring(name.length()), "  " + step.keys())
                .filter(keys -> !keys.equals(step.keys()))
                .map(keys -> new Scenario(scenario.name(), scenario.disk(), List.of(new Step(keys, List.of()))))
                .toList();
    }

    private Optional<ScenarioResult> failureOf(Scenario other, DiskImage disk) {
        guest.restorePrompt();
        guest.insert(disk);
        ScenarioResult result = runs.fromPrompt(other);
        String keys = "as " + other.steps().get(0).keys();
        if (result.verdict() != Verdict.PASS) {
            return Optional.of(result.under(keys));
        }
        return nothing().isAllThat(other, guest.screen())
                ? Optional.of(ScenarioResult.failedAfter(
                        other,
                        keys,
                        new Fault(Fault.Kind.SECOND_USE, "the screen shows the keys and the prompt and nothing else"),
                        guest.screen(),
                        guest.registers()))
                : Optional.empty();
    }
}
