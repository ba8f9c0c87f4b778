package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.scenario.Scenario;

/** Whether what is asked to bring an earlier line back brings another one where another one was typed. */
record EarlierLine(Guest guest, FreshPrompt fresh, Change change) {

    /** Not the last line of a file or the screen, nor a prompt that is there again. */
    private static final Pattern BRINGS_BACK = Pattern.compile(
            "(?i).*(\\b(last|previous|earlier) (typed |entered )?(lines?|commands?|input)\\b(?! (of|in|on)\\b)"
                    + "|\\b(brings?|gets?|calls?) back\\b|\\brecalls?\\b|\\bhistory\\b).*");

    private static final Pattern TAKES_IT =
            Pattern.compile("(?i).*\\b(clears?|forgets?|deletes?|erases?|removes?|counts?|how (many|often))\\b.*");
    private static final Pattern LINE = Pattern.compile("[a-z]+\\{Enter}");

    Optional<Fault> fault(Scenario scenario, DiskImage disk) {
        List<String> lines = new ArrayList<>(scenario.lines());
        String last = lines.remove(lines.size() - 1);
        boolean asked = BRINGS_BACK.matcher(change.goal()).matches()
                && !TAKES_IT.matcher(change.goal()).matches();
        if (!asked || lines.isEmpty() || isOrdinary(last) || !lines.stream().allMatch(this::isOrdinary)) {
            return Optional.empty();
        }
        List<String> own = answer(disk, scenario.keys());
        return !own.isEmpty() && own.equals(answer(disk, (Probe.UNKNOWN + "{Enter}").repeat(lines.size()) + last))
                ? Optional.of(new Fault(
                        Fault.Kind.SECOND_USE, "it shows the same whatever line was typed before: is it a constant?"))
                : Optional.empty();
    }

    private boolean isOrdinary(String line) {
        return LINE.matcher(line).matches()
                && fresh.commandsOf(change).stream()
                        .noneMatch(command -> line.equalsIgnoreCase(command.name() + "{Enter}"));
    }

    /** Nothing where the machine does not wait for a key. */
    private List<String> answer(DiskImage disk, String keys) {
        Replay replay = new Replay(guest, fresh);
        replay.begin(disk);
        return replay.did(keys) ? replay.lastAnswer(guest.screen()) : List.of();
    }
}
