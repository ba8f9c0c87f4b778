package pxos.proof;

import java.util.List;
import java.util.Optional;
import pxos.scenario.Scenario;

/**
 * What a scenario of several lines comes to where other commands and a line as long as there can be stand between its lines: what a
 * feature keeps must not be where pxOS keeps something else.
 */
record BetweenLines(Guest guest, FreshPrompt fresh, Change change, OtherCommands others) {

    Optional<Fault> fault(Scenario scenario, DiskImage disk) {
        List<String> lines = scenario.lines();
        boolean mayBeOther =
                change.asksFor(Effect.PLACE) || change.asksFor(Effect.LINES) || change.asksFor(Effect.KEYS);
        if (mayBeOther || lines.size() < 2 || !lines.stream().allMatch(this::callsIt)) {
            return Optional.empty();
        }
        String last = lines.get(lines.size() - 1);
        String before = String.join("", lines.subList(0, lines.size() - 1));
        List<String> own = answer(disk, before, "", last);
        return !own.isEmpty() && !own.equals(answer(disk, before, others.keys() + FullScreen.LONGEST_LINE, last))
                ? Optional.of(new Fault(
                        Fault.Kind.SECOND_USE,
                        last + " comes to something else where other commands are used before it: is something kept in"
                                + " memory that pxOS uses?"))
                : Optional.empty();
    }

    private boolean callsIt(String line) {
        return line.endsWith("{Enter}")
                && fresh.commandsOf(change).stream()
                        .anyMatch(command ->
                                line.equals(command.name() + "{Enter}") || line.startsWith(command.name() + " "));
    }

    /** Nothing where the machine does not wait for a key. */
    private List<String> answer(DiskImage disk, String before, String between, String last) {
        Replay replay = new Replay(guest, fresh);
        replay.begin(disk);
        return replay.did(before) && (between.isEmpty() || replay.did(between)) && replay.did(last)
                ? replay.lastAnswer(guest.screen())
                : List.of();
    }
}
