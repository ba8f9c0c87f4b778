package pxos.proof;

import java.util.Optional;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;

/**
 * A scenario once more with another count of the BIOS's ticks: that of more than a minute later, and one whose low word runs over,
 * as it does each hour. What it shows may be something else then, but not nothing, and a wait is no shorter.
 */
record AnotherTime(Guest guest, FreshPrompt fresh, ScenarioRun runs) {

    /** Of the timer: more than a minute. */
    static final int TICKS = 1_200;

    private static final int NEARLY_OVER = 0xFFFB;
    /** Less than so many ticks is no wait. */
    private static final int LEAST_WAIT = 4;

    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk) {
        guest.restorePrompt();
        Tried later = tried(scenario, disk, OrdinaryUse.ticks(guest) + TICKS);
        boolean fails = later.result().isStopped()
                || later.result().verdict() == Verdict.FAIL && isNothing(scenario, guest.screen());
        return fails
                ? Optional.of(later.result().under("more than a minute after the start"))
                : whereTheCountRunsOver(scenario, disk, later.ticks());
    }

    /** @param usual ticks that it takes */
    private Optional<ScenarioResult> whereTheCountRunsOver(Scenario scenario, DiskImage disk, int usual) {
        String where = "where the low word of the BIOS's count of ticks runs over";
        Tried over = tried(scenario, disk, NEARLY_OVER);
        if (over.result().isStopped()) {
            return Optional.of(over.result().under(where));
        }
        Fault shorter =
                new Fault(Fault.Kind.SECOND_USE, "it takes " + over.ticks() + " timer ticks instead of " + usual);
        return usual >= LEAST_WAIT && over.ticks() * 2 < usual
                ? Optional.of(ScenarioResult.failedAfter(scenario, where, shorter, guest.screen(), guest.registers()))
                : Optional.empty();
    }

    /** @param ticks that it took */
    private record Tried(ScenarioResult result, int ticks) {}

    /** The low word of the count is set, since each of the ticks would take the judge a millisecond. */
    private Tried tried(Scenario scenario, DiskImage disk, int count) {
        guest.restorePrompt();
        guest.setMemory(BiosMemory.TICKS, new byte[] {(byte) count, (byte) (count >> 8)});
        guest.insert(disk);
        ScenarioResult result = runs.fromPrompt(scenario);
        return new Tried(result, OrdinaryUse.ticks(guest) - count & 0xFFFF);
    }

    private boolean isNothing(Scenario scenario, TextScreen screen) {
        return new NothingHappens(fresh, new PromptPlace(fresh.prompt(), fresh.screen())).isAllThat(scenario, screen);
    }
}
