package pxos.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Step;

/**
 * The commands that are not of a change, where they say the same each time, and lines of all characters that can be typed:
 * what they come to after a use of the change, compared with what they come to without one.
 */
final class OtherCommands {

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Change change;
    private final List<String> lines;
    private DiskImage disk;
    private List<Said> usual = List.of();

    /** @param guest its kept prompt is {@code fresh}, and is left behind */
    OtherCommands(Guest guest, FreshPrompt fresh, Change change) {
        this.guest = guest;
        this.fresh = fresh;
        this.change = change;
        Stream<String> commands = fresh.commands().stream()
                .filter(command -> !change.owns(command.node()))
                .map(command -> command.name().replace("{", "{{"))
                .flatMap(name ->
                        Stream.of(name + "{Enter}", name.toUpperCase(Locale.ROOT) + " " + Probe.UNKNOWN + "{Enter}"))
                .distinct();
        Stream<String> unknown = Stream.of(Probe.UNKNOWN, String.join("", OrdinaryKeys.BESIDE_LETTERS))
                .map(keys -> keys + "{Enter}");
        this.lines = Stream.concat(
                        Stream.concat(commands, unknown).filter(this::saysTheSame),
                        KeyEcho.CHARACTERS.stream().map(characters -> characters + "{Enter}"))
                .toList();
    }

    /**
     * What a line came to: how the machine came to rest, and the rows from it on, in small letters.
     *
     * @param slow whether people notice that it took its time
     */
    private record Said(String line, Rest rest, List<String> rows, boolean slow) {}

    /** Keys that use all of them. */
    String keys() {
        return String.join("", lines);
    }

    private boolean saysTheSame(String line) {
        guest.restorePrompt();
        byte[] before = guest.memory(BiosMemory.TICKS, 1);
        Said first = say(line);
        return first.rest() == Rest.WAITS_FOR_KEY
                && PromptPlace.of(new ImageObservation(guest, fresh.image(), first.rest()))
                        .isFresh()
                && guest.highestByteWritten() == 0
                && Arrays.equals(guest.memory(BiosMemory.TICKS, 1), before)
                && guest.letPass(PassingTime.TICKS).fault().isEmpty()
                && say(line).equals(first);
    }

    /** Notes what they come to where nothing was done. Leaves the fresh prompt. */
    void beginWith(DiskImage inserted) {
        if (!inserted.equals(disk)) {
            disk = inserted;
            guest.restorePrompt();
            guest.insert(inserted);
            usual = sayAll();
        }
    }

    private List<Said> sayAll() {
        List<Said> all = new ArrayList<>();
        for (String line : lines) {
            all.add(say(line));
            if (all.get(all.size() - 1).rest() != Rest.WAITS_FOR_KEY) {
                break;
            }
        }
        return all;
    }

    /** What is other than it was, at a prompt on which nothing is typed; empty where nothing is. */
    Optional<Fault> difference() {
        List<Said> now = sayAll();
        for (int i = 0; i < Math.min(now.size(), usual.size()); i++) {
            if (!now.get(i).equals(usual.get(i))) {
                return Optional.of(new Fault(
                        Fault.Kind.KEYS_LOST,
                        "the keys " + lines.get(i) + " come to " + words(now.get(i)) + ", at the fresh prompt to "
                                + words(usual.get(i))));
            }
        }
        return Optional.empty();
    }

    private static String words(Said said) {
        String shown = said.rest() == Rest.WAITS_FOR_KEY ? said.rows().toString() : "a machine that " + said.rest();
        return said.slow() ? shown + " after more than a second" : shown;
    }

    private Said say(String line) {
        int before = OrdinaryUse.ticks(guest);
        Outcome outcome =
                new ScenarioRun(guest, fresh.image()).act(Outcome.at(Rest.WAITS_FOR_KEY), new Step(line, List.of()));
        if (outcome.rest() == Rest.NEVER) {
            return new Said(line, outcome.rest(), List.of(), false);
        }
        int ticks = OrdinaryUse.ticks(guest) - before & 0xFFFF;
        PromptPlace seen = PromptPlace.of(new ImageObservation(guest, fresh.image(), outcome.rest()));
        TextScreen screen = seen.screen();
        String prompt = seen.text().stripTrailing();
        String typed = prompt + " " + line.replace("{Enter}", "").replace("{{", "{");
        // A feature may show other characters than those that are typed: then it is the last row with a prompt.
        int first = lastRow(screen, screen.cursorRow(), typed)
                .orElseGet(() -> lastRow(screen, screen.cursorRow() - 1, prompt).orElse(0));
        return new Said(
                line,
                outcome.rest(),
                screen.rows().subList(first, screen.cursorRow() + 1).stream()
                        .map(row -> row.toLowerCase(Locale.ROOT))
                        .toList(),
                ticks > OrdinaryUse.MOST_MORE_TICKS);
    }

    /** The last row from {@code from} upwards that begins like {@code text}, blanks apart. */
    private static Optional<Integer> lastRow(TextScreen screen, int from, String text) {
        return IntStream.iterate(from, row -> row >= 0, row -> row - 1)
                .filter(row -> squeezed(screen.row(row)).startsWith(squeezed(text)))
                .boxed()
                .findFirst();
    }

    private static String squeezed(String text) {
        String letters = text.replace(" ", "").toLowerCase(Locale.ROOT);
        return letters.substring(0, Math.min(letters.length(), TextScreen.COLUMNS / 2));
    }
}
