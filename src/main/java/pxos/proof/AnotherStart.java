package pxos.proof;

import java.util.Optional;
import pxos.scenario.Scenario;

/** A scenario once more, after the machine was switched off and on: what a use left in memory must not matter then. */
final class AnotherStart {

    private final Guest guest;
    private final FreshPrompt fresh;
    private final ScenarioRun runs;

    AnotherStart(Guest guest, FreshPrompt fresh, ScenarioRun runs) {
        this.guest = guest;
        this.fresh = fresh;
        this.runs = runs;
    }

    /** How it fails; empty where it does not, or where it is the clock that has gone on. */
    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk) {
        guest.insert(disk);
        ScenarioResult result = runs.afterReset(scenario);
        return result.verdict() == Verdict.PASS || dependsOnTime(scenario)
                ? Optional.empty()
                : Optional.of(result.under("after a reset"));
    }

    /** Whether it fails as well where nothing has happened but that as much time has passed. */
    private boolean dependsOnTime(Scenario scenario) {
        int ticks = guest.devices().ticks() - fresh.devices().ticks();
        guest.restorePrompt();
        return ticks > 0
                && guest.letPass(ticks).fault().isEmpty()
                && runs.fromPrompt(scenario).verdict() != Verdict.PASS;
    }
}
