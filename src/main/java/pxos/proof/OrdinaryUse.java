package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Step;

/** Compares what ordinary keys come to at the fresh prompt without a change and with it. */
final class OrdinaryUse {

    /** Longer than this, in timer ticks of 55 ms, people notice. */
    static final int MOST_MORE_TICKS = 18;

    private static final int MOST_SHOWN = 120;

    private final Standing old;
    private final Standing now;
    private final Change change;
    private final Set<String> newNames;

    OrdinaryUse(Standing old, Standing now, Change change) {
        this.old = old;
        this.now = now;
        this.change = change;
        this.newNames = now.fresh().commandsOf(change).stream()
                .map(command -> command.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /**
     * What came of some keys.
     *
     * @param how how the machine came to rest, in words
     * @param known whether the emulator knows that
     * @param words what is shown from the row with the keys on, without the prompt
     * @param colours all attributes that are seen there
     * @param ticks timer ticks that passed
     * @param scrolled whether that row has gone, so that what was there before may be among the words
     */
    private record Seen(
            String how, boolean known, List<String> words, Set<Integer> colours, int ticks, boolean scrolled) {}

    /** Those of the keys that come to something else with the change, or that this emulator cannot compare. */
    List<OrdinaryKeys> differing(List<OrdinaryKeys> all) {
        return all.stream().filter(each -> difference(each).isPresent()).toList();
    }

    /** What is different; empty where nothing is that the goal does not ask for. */
    Optional<Unmet> difference(OrdinaryKeys keys) {
        Seen was = seen(old, keys);
        Seen is = seen(now, keys);
        if (!was.known() || !is.known()) {
            return Optional.of(unmet(keys, "what QEMU shows", "what only QEMU knows"));
        }
        if (!was.how().equals(is.how())) {
            return Optional.of(unmet(keys, "a machine that " + was.how(), "one that " + is.how()));
        }
        boolean otherStart = change.asksFor(Effect.GREETING) || change.asksFor(Effect.PROMPT);
        if (keys.mayBeOther().stream().anyMatch(change::asksFor) || otherStart && (was.scrolled() || is.scrolled())) {
            return Optional.empty();
        }
        if (is.ticks() - was.ticks() > MOST_MORE_TICKS) {
            return Optional.of(
                    unmet(keys, was.ticks() + " timer ticks", is.ticks() + " of them: it takes longer than it did"));
        }
        if (!sameWords(was.words(), is.words())) {
            return Optional.of(unmet(keys, quoted(was.words()), quoted(is.words())));
        }
        return was.colours().containsAll(is.colours()) || change.asksFor(Effect.COLOURS)
                ? Optional.empty()
                : Optional.of(unmet(keys, "the colours " + was.colours(), "" + is.colours()));
    }

    private static Unmet unmet(OrdinaryKeys keys, String was, String is) {
        return new Unmet(
                "the keys " + keys.keys() + " to come to " + was + " as without the change, since the goal asks for"
                        + " nothing else",
                is);
    }

    private static String quoted(List<String> words) {
        String all = String.join(" ", words);
        return '"' + (all.length() > MOST_SHOWN ? all.substring(0, MOST_SHOWN) + "..." : all) + '"';
    }

    /** The new commands may be named among the words. */
    private boolean sameWords(List<String> was, List<String> is) {
        int next = 0;
        for (String word : is) {
            if (next < was.size() && was.get(next).equals(word)) {
                next++;
            } else if (!newNames.contains(word.replaceAll("\\W+$|^\\W+", "").toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return next == was.size();
    }

    private Seen seen(Standing standing, OrdinaryKeys keys) {
        Guest guest = standing.guest();
        FreshPrompt fresh = standing.fresh();
        guest.restorePrompt();
        int before = ticks(guest);
        Outcome outcome = new ScenarioRun(guest, fresh.image())
                .act(Outcome.at(Rest.WAITS_FOR_KEY), new Step(keys.keys(), List.of()));
        Optional<Fault> fault = outcome.fault();
        boolean known = fault.map(Fault::kind).map(Fault.Kind::isOfTheOs).orElse(true);
        String how = fault.map(found -> found.kind().toString())
                        .orElse(outcome.rest().toString())
                + (guest.highestByteWritten() > 0 ? " and wrote to its disk" : "");
        if (outcome.rest() == Rest.NEVER) {
            return new Seen(how, known, List.of(), Set.of(), 0, false);
        }
        return seen(
                how, new ImageObservation(guest, fresh.image(), outcome.rest()), fresh, ticks(guest) - before & 0xFFFF);
    }

    /** The low word of the timer ticks that the BIOS has counted. */
    static int ticks(Guest guest) {
        byte[] count = guest.memory(BiosMemory.TICKS, 2);
        return (count[0] & 0xFF) + (count[1] & 0xFF) * 256;
    }

    private static Seen seen(String how, ImageObservation now, FreshPrompt fresh, int ticks) {
        TextScreen screen = now.screen();
        String prompt = now.prompt().stripTrailing();
        int start = fresh.screen().cursorRow();
        boolean scrolled = start > screen.cursorRow() || !screen.row(start).startsWith(prompt);
        List<Integer> rows = IntStream.rangeClosed(scrolled ? 0 : start, screen.cursorRow())
                .boxed()
                .toList();
        StringBuilder text = new StringBuilder();
        for (int row : rows) {
            String shown = screen.row(row);
            shown = shown.startsWith(prompt) ? shown.substring(prompt.length()) : shown;
            // A word can go on in the next row.
            text.append(shown).append(screen.row(row).endsWith(" ") ? "\n" : "");
        }
        Set<Integer> colours = rows.stream()
                .flatMap(row -> IntStream.range(0, TextScreen.COLUMNS)
                        .filter(column -> screen.row(row).charAt(column) != ' ')
                        .mapToObj(column -> screen.attribute(row, column)))
                .collect(Collectors.toSet());
        List<String> words = new ArrayList<>(List.of(text.toString().strip().split("\\s+")));
        return new Seen(how, true, words, colours, ticks, scrolled);
    }
}
