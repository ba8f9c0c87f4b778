package pxos.proof;

import java.util.Optional;
import pxos.os.BiosMemory;
import pxos.scenario.Scenario;

/**
 * A scenario once more with another count of the BIOS's ticks: that of more than a minute later, and one whose low word runs over,
 * as it does each hour. What it shows may be something else then, but not nothing.
 */
record AnotherTime(Guest guest, FreshPrompt fresh, ScenarioRun runs) {

    /** Of the timer: more than a minute. */
    static final int TICKS = 1_200;

    private static final byte[] NEARLY_OVER = {(byte) 0xFB, (byte) 0xFF};

    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk) {
        return later(scenario, disk).or(() -> whereTheCountRunsOver(scenario, disk));
    }

    /** The count is set, since each of the ticks would take the judge a millisecond. */
    private Optional<ScenarioResult> later(Scenario scenario, DiskImage disk) {
        guest.restorePrompt();
        int count = OrdinaryUse.ticks(guest) + TICKS;
        guest.setMemory(BiosMemory.TICKS, new byte[] {(byte) count, (byte) (count >> 8)});
        guest.insert(disk);
        NothingHappens nothing = new NothingHappens(fresh, new PromptPlace(fresh.prompt(), guest.screen()));
        ScenarioResult result = runs.fromPrompt(scenario);
        boolean fails =
                result.verdict() == Verdict.FAIL && (stopped(result) || nothing.isAllThat(scenario, guest.screen()));
        return fails ? Optional.of(result.behind("more than a minute after the start")) : Optional.empty();
    }

    private Optional<ScenarioResult> whereTheCountRunsOver(Scenario scenario, DiskImage disk) {
        guest.restorePrompt();
        guest.setMemory(BiosMemory.TICKS, NEARLY_OVER);
        guest.insert(disk);
        ScenarioResult result = runs.fromPrompt(scenario);
        return stopped(result)
                ? Optional.of(result.behind("where the low word of the BIOS's count of ticks runs over"))
                : Optional.empty();
    }

    private static boolean stopped(ScenarioResult result) {
        return result.verdict() == Verdict.FAIL
                && result.evidence().flatMap(Evidence::fault).isPresent();
    }
}
