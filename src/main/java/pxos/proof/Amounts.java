package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.scenario.Scenario;

/**
 * Whether a command that is told how much to do does so much: none for 0, which a loop that counts down takes for 65,536, and a
 * second more for each second.
 */
record Amounts(Guest guest, FreshPrompt fresh, Change change) {

    /** As many seconds as the number says: not a second for whatever it is, nor tenths of one. */
    private static final Pattern SECONDS = Pattern.compile("(?i).*\\b(waits?|sleeps?|pauses?|delays?)\\b.*"
            + "(\\b(as many|so many|that many|number of|given|[a-z])|>) seconds\\b.*");
    /** Half a second in timer ticks. */
    private static final int NEARLY_NONE = 9;

    Optional<Fault> fault(Scenario scenario, DiskImage disk) {
        OtherArguments arguments = new OtherArguments(fresh, change);
        List<String> calls = arguments.numberCallsOf(scenario);
        return calls.isEmpty() || Constant.wantsAnErrorEachTime(scenario)
                ? Optional.empty()
                : fault(disk, calls.get(0), calls.get(1), calls.get(2));
    }

    /**
     * @param own a line with a number
     * @param other the same with a number that is one less, or more than 1
     * @param none the same with 0
     */
    private Optional<Fault> fault(DiskImage disk, String own, String other, String none) {
        int ticks = ticks(disk, own);
        if (hasScrolled() || ticks < 0) {
            return Optional.empty();
        }
        if (SECONDS.matcher(change.goal()).matches() && Math.abs(ticks(disk, other) - ticks) < NEARLY_NONE) {
            return Optional.of(new Fault(
                    Fault.Kind.SECOND_USE, "it takes no second more or less for " + other + " than for " + own));
        }
        return ticks(disk, none) >= 0 && hasScrolled()
                ? Optional.of(new Fault(
                        Fault.Kind.SECOND_USE, "it fills the screen for " + none + ", which it does not for " + own))
                : Optional.empty();
    }

    /** Timer ticks that a line takes; negative where the prompt does not come back. */
    private int ticks(DiskImage disk, String line) {
        Replay replay = new Replay(guest, fresh);
        replay.begin(disk);
        int before = OrdinaryUse.ticks(guest);
        return replay.did(line) ? OrdinaryUse.ticks(guest) - before & 0xFFFF : -1;
    }

    private boolean hasScrolled() {
        return new Replay(guest, fresh).hasScrolled(guest.screen());
    }
}
