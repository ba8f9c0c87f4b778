package pxos.proof;

import java.util.Optional;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;

/**
 * A scenario that has passed at the fresh prompt, once more in other circumstances: after a reset, on a full screen, at another
 * time, with another file, with another argument.
 *
 * @param othersOrNull the other commands; null where there is no time for more than a reset
 */
record Elsewhere(Guest guest, FreshPrompt fresh, Change change, ScenarioRun runs, OtherCommands othersOrNull) {

    /**
     * How it fails; empty where it does not.
     *
     * @param first how it passed
     */
    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk, ScenarioResult first) {
        Optional<ScenarioResult> failure = new AnotherStart(guest, fresh, runs).failure(scenario, disk);
        if (failure.isPresent() || othersOrNull == null || first.screen().isEmpty()) {
            return failure;
        }
        TextScreen shown = first.screen().get();
        Optional<Fault> cleared = new Cleared(fresh, change).fault(scenario, shown);
        if (cleared.isPresent()) {
            return cleared.map(fault ->
                    ScenarioResult.failedAfter(scenario, "what it leaves behind", fault, shown, guest.registers()));
        }
        return new FullScreen(guest, fresh, change, runs, othersOrNull)
                .failure(scenario, disk, shown)
                .or(() -> fresh.hasShell() ? Optional.empty() : otherwise(scenario, disk, shown))
                .or(() -> unchanging(scenario, disk, shown).map(fault -> failed(scenario, fault)));
    }

    /** What is the same, or as much, in other circumstances and must not be. */
    private Optional<Fault> unchanging(Scenario scenario, DiskImage disk, TextScreen shown) {
        return new Constant(guest, fresh, change)
                .fault(scenario, disk, shown)
                .or(() -> new Amounts(guest, fresh, change).fault(scenario, disk))
                .or(() -> new BetweenLines(guest, fresh, change, othersOrNull).fault(scenario, disk))
                .or(() -> new AnyKey(guest, fresh, change, runs).fault(scenario, disk))
                .or(() -> new Chance(guest, fresh, change).fault(scenario, disk))
                .or(() -> new EarlierLine(guest, fresh, change).fault(scenario, disk))
                .or(() -> new StandingClock(guest, fresh, change).fault(scenario, disk));
    }

    private Optional<ScenarioResult> otherwise(Scenario scenario, DiskImage disk, TextScreen shown) {
        return new AnotherTime(guest, fresh, runs)
                .failure(scenario, disk)
                .or(() ->
                        isShort(scenario) ? new EachRow(guest, fresh, runs).failure(scenario, disk) : Optional.empty())
                .or(() -> new AnotherForm(guest, fresh, change, runs).failure(scenario, disk, shown));
    }

    private static boolean isShort(Scenario scenario) {
        return scenario.inputs() <= SecondUse.FEW_KEYS;
    }

    private ScenarioResult failed(Scenario scenario, Fault fault) {
        String doing = "in other circumstances";
        return ScenarioResult.failedAfter(scenario, doing, fault, guest.screen(), guest.registers());
    }
}
