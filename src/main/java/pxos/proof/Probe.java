package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.scenario.Step;

/**
 * Types what has nothing to do with a change: a correction, an unknown command, and a command that is there. What pxOS makes
 * of it is compared with what it made of it at its fresh prompt.
 */
final class Probe {

    /** The x is taken back; an OS without a line editor shows it. */
    static final String UNKNOWN = "qz";

    private static final Step CORRECTED = new Step(UNKNOWN + "x{Backspace}", List.of());

    private static final Step ENTER = new Step("{Enter}", List.of());

    /** Commands that say the same each time. */
    private static final List<String> SAME_EACH_TIME = List.of("ver", "echo", "help", "mem");

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Change change;

    Probe(Guest guest, FreshPrompt fresh, Change change) {
        this.guest = guest;
        this.fresh = fresh;
        this.change = change;
    }

    /**
     * What came of it, whatever was on the screen before.
     *
     * @param rows from the row with the unknown command on, in small letters, without the prompt
     * @param line the input line in memory, in hex
     * @param stopped how the machine came to rest where it does not wait for a key
     */
    record Answer(List<String> rows, String line, Optional<Outcome> stopped) {
        Answer {
            rows = List.copyOf(rows);
        }

        /** Whether the input line in memory is what was typed. */
        boolean keepsLine() {
            return line.startsWith(HexFormat.of().formatHex(UNKNOWN.getBytes(StandardCharsets.US_ASCII)));
        }

        /** In words: what is different from what came of the same keys at the fresh prompt. */
        String difference(Answer usual) {
            return rows.equals(usual.rows)
                    ? "the input line holds " + line + ", at the fresh prompt it holds " + usual.line
                    : "they come to " + text() + ", at the fresh prompt to " + usual.text();
        }

        private String text() {
            return rows.stream().map(row -> '"' + row + '"').collect(Collectors.joining(" above "));
        }
    }

    /** Types it at a prompt on which nothing is typed yet. */
    Answer ask() {
        Background background = new Background(guest.screen());
        Outcome outcome = type(CORRECTED);
        String line = HexFormat.of().formatHex(guest.memory(MemoryMap.INPUT_LINE, UNKNOWN.length()));
        outcome = isStopped(outcome) ? outcome : type(ENTER);
        Optional<String> known = known();
        if (isStopped(outcome) || known.isEmpty()) {
            return answer(outcome, line, background);
        }
        return answer(type(new Step(known.get() + "{Enter}", List.of())), line, background);
    }

    private Outcome type(Step step) {
        return new ScenarioRun(guest, fresh.image()).act(Outcome.at(fresh.rest()), step);
    }

    private boolean isStopped(Outcome outcome) {
        return outcome.rest() != fresh.rest() || outcome.fault().isPresent();
    }

    private Optional<String> known() {
        return SAME_EACH_TIME.stream()
                .filter(name -> fresh.commands().stream()
                        .anyMatch(command -> command.name().equals(name) && !change.owns(command.node())))
                .findFirst();
    }

    private Answer answer(Outcome outcome, String line, Background background) {
        if (isStopped(outcome)) {
            return new Answer(List.of(), line, Optional.of(outcome));
        }
        PromptPlace seen = PromptPlace.of(new ImageObservation(guest, fresh.image(), outcome.rest()));
        String prompt = seen.text().stripTrailing();
        TextScreen screen = background.takenFrom(seen.screen());
        List<String> rows = screen.rows().subList(0, screen.cursorRow() + 1);
        int first = rows.size() - 1;
        while (first > 0 && !typed(rows.get(first), prompt).startsWith(UNKNOWN)) {
            first--;
        }
        return new Answer(
                rows.subList(first, rows.size()).stream()
                        .map(row -> typed(row, prompt))
                        .toList(),
                line,
                Optional.empty());
    }

    private static String typed(String row, String prompt) {
        return (row.startsWith(prompt) ? row.substring(prompt.length()) : row)
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
