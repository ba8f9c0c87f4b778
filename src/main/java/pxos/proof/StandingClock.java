package pxos.proof;

import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/** Whether a time that is asked to be in the prompt, or to be a clock on the screen, is still the same more than a minute later. */
record StandingClock(Guest guest, FreshPrompt fresh, Change change) {

    Optional<Fault> fault(Scenario scenario, DiskImage disk) {
        boolean inPrompt = change.asksFor(Effect.PROMPT) && change.asksFor(Effect.SHOWS_TIME);
        // What a command has printed stays as it is.
        boolean isAClock = change.isAClock() && !new OtherArguments(fresh, change).areIn(scenario);
        boolean stands = inPrompt && promptStands(disk) || isAClock && clockStands(scenario, disk);
        return stands
                ? Optional.of(
                        new Fault(Fault.Kind.SECOND_USE, "the time on the screen is the same more than a minute later"))
                : Optional.empty();
    }

    private boolean promptStands(DiskImage disk) {
        Replay replay = new Replay(guest, fresh);
        replay.begin(disk);
        Set<String> first = replay.did("{Enter}") ? times(cursorRow(guest.screen())) : Set.of();
        boolean waits = !first.isEmpty()
                && guest.letPass(AnotherTime.TICKS).rest() == Rest.WAITS_FOR_KEY
                && replay.did("{Enter}");
        return waits && first.equals(times(cursorRow(guest.screen())));
    }

    private boolean clockStands(Scenario scenario, DiskImage disk) {
        Replay replay = new Replay(guest, fresh);
        replay.begin(disk);
        Set<String> first = replay.did(scenario) ? times(rows(guest.screen())) : Set.of();
        boolean waits = !first.isEmpty() && guest.letPass(AnotherTime.TICKS).rest() == Rest.WAITS_FOR_KEY;
        return waits && first.equals(times(rows(guest.screen())));
    }

    private static Stream<String> cursorRow(TextScreen screen) {
        return Stream.of(screen.row(screen.cursorRow()));
    }

    private static Stream<String> rows(TextScreen screen) {
        return IntStream.range(0, TextScreen.ROWS).mapToObj(screen::row);
    }

    private static Set<String> times(Stream<String> rows) {
        return rows.flatMap(row -> Constant.TIME.matcher(row).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }
}
