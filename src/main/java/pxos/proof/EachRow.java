package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** A scenario once more with the prompt in each row of the screen. What it shows may depend on it, but the machine goes on. */
record EachRow(Guest guest, FreshPrompt fresh, ScenarioRun runs) {

    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk) {
        return IntStream.range(1, TextScreen.ROWS - fresh.screen().cursorRow())
                .mapToObj(rows -> failure(scenario, disk, rows))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk, int rows) {
        guest.restorePrompt();
        guest.insert(disk);
        Outcome outcome = runs.act(Outcome.at(Rest.WAITS_FOR_KEY), new Step("{Enter*" + rows + "}", List.of()));
        if (outcome.rest() != Rest.WAITS_FOR_KEY || outcome.fault().isPresent()) {
            return Optional.empty();
        }
        ScenarioResult result = runs.fromPrompt(scenario);
        return result.isStopped() ? Optional.of(result.under("after Enter*" + rows)) : Optional.empty();
    }
}
