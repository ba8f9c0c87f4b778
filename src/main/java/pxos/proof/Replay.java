package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Types keys at the fresh prompt whatever they are expected to do, and reads what they came to. */
record Replay(Guest guest, FreshPrompt fresh) {

    void begin(DiskImage disk) {
        guest.restorePrompt();
        guest.insert(disk);
    }

    /** Whether the machine waits for a key after these keys. */
    boolean did(String keys) {
        return did(new Scenario("keys", List.of(new Step(keys, List.of()))));
    }

    /** Whether the machine waits for a key after the steps of a scenario. */
    boolean did(Scenario scenario) {
        Outcome outcome = Outcome.at(Rest.WAITS_FOR_KEY);
        for (Step step : scenario.steps()) {
            outcome = new ScenarioRun(guest, fresh.image()).act(outcome, step);
        }
        return outcome.rest() == Rest.WAITS_FOR_KEY && outcome.fault().isEmpty();
    }

    /** What stands between prompts since the fresh one. */
    List<String> output(TextScreen screen) {
        return IntStream.rangeClosed(hasScrolled(screen) ? 0 : fresh.screen().cursorRow(), screen.cursorRow())
                .mapToObj(screen::row)
                .filter(row -> !row.isBlank() && !isPrompt(row))
                .map(String::stripTrailing)
                .toList();
    }

    /** Whether the row of the fresh prompt has gone. */
    boolean hasScrolled(TextScreen screen) {
        int start = fresh.screen().cursorRow();
        return start > screen.cursorRow() || !screen.row(start).startsWith(prompt());
    }

    /** What the last line came to, or what stands on a line that is not sent yet. */
    List<String> lastAnswer(TextScreen screen) {
        String line = screen.row(screen.cursorRow()).stripTrailing();
        List<String> rows = new ArrayList<>(List.of(line));
        int above = line.equals(prompt()) ? screen.cursorRow() - 1 : -1;
        for (int row = above; row >= 0 && !isPrompt(screen.row(row)); row--) {
            rows.add(0, screen.row(row).stripTrailing());
        }
        return rows;
    }

    private boolean isPrompt(String row) {
        return !prompt().isEmpty() && row.startsWith(prompt());
    }

    private String prompt() {
        return fresh.prompt().stripTrailing();
    }
}
