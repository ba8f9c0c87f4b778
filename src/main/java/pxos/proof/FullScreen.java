package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * A scenario once more after other commands, a line as long as there can be, and so many rows that the screen has scrolled.
 *
 * <p>What it expects can name what was on the fresh screen. So it is enough where the rows from its first keys on look as
 * they did there.
 */
final class FullScreen {

    /** As much as the input line holds. */
    static final String LONGEST_LINE = "{k*" + MemoryMap.INPUT_LINE_MAX_CHARACTERS + "}{Enter}";

    private static final String ROWS = "{Enter*" + (TextScreen.ROWS + 1) + "}";

    private static final String THERE = "after other commands, on a screen that has scrolled";

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Change change;
    private final ScenarioRun runs;
    private final OtherCommands others;

    /** @param others began with the disk of the scenario */
    FullScreen(Guest guest, FreshPrompt fresh, Change change, ScenarioRun runs, OtherCommands others) {
        this.guest = guest;
        this.fresh = fresh;
        this.change = change;
        this.runs = runs;
        this.others = others;
    }

    private boolean seesLines() {
        return fresh.nodes(Vector.ON_LINE).stream().anyMatch(change::owns) || fresh.handlesKeys(change);
    }

    /** Whether it may come to something else there: a goal can ask for what remembers lines, or tells where it is. */
    private boolean mayBeOther() {
        return fresh.hasShell()
                || seesLines() && (change.asksFor(Effect.KEYS) || change.asksFor(Effect.LINES))
                || change.asksFor(Effect.PLACE);
    }

    /**
     * How it fails there; empty where it does not.
     *
     * @param shown the screen after it at the fresh prompt
     */
    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk, TextScreen shown) {
        if (mayBeOther()) {
            return Optional.empty();
        }
        guest.restorePrompt();
        guest.insert(disk);
        Outcome outcome =
                runs.act(Outcome.at(Rest.WAITS_FOR_KEY), new Step(others.keys() + LONGEST_LINE + ROWS, List.of()));
        if (outcome.rest() != Rest.WAITS_FOR_KEY || outcome.fault().isPresent()) {
            return Optional.empty();
        }
        ScenarioResult result = runs.fromPrompt(scenario);
        boolean same = result.verdict() == Verdict.PASS
                || result.evidence().flatMap(Evidence::fault).isEmpty() && looksAlike(shown, guest.screen());
        return same ? othersFail(scenario) : Optional.of(result.under(THERE));
    }

    /** Whether what sees keys or lines leaves others alone there, too. */
    private Optional<ScenarioResult> othersFail(Scenario scenario) {
        boolean sees = seesLines() || fresh.hooksInterrupts(change);
        boolean atPrompt = PromptPlace.of(new ImageObservation(guest, fresh.image(), Rest.WAITS_FOR_KEY))
                .isFresh();
        return sees && atPrompt && scenario.writes().isEmpty()
                ? others.difference()
                        .map(fault ->
                                ScenarioResult.failedAfter(scenario, THERE, fault, guest.screen(), guest.registers()))
                : Optional.empty();
    }

    /** Whether as many rows up to the cursor's are the same, with their colours. */
    private boolean looksAlike(TextScreen was, TextScreen is) {
        int count = Math.min(was.cursorRow() - fresh.screen().cursorRow(), is.cursorRow()) + 1;
        return count > 0
                && IntStream.range(0, count)
                        .allMatch(i -> cells(was, was.cursorRow() - i).equals(cells(is, is.cursorRow() - i)));
    }

    private static List<Integer> cells(TextScreen screen, int row) {
        List<Integer> cells = new ArrayList<>();
        for (int column = 0; column < TextScreen.COLUMNS; column++) {
            char c = screen.row(row).charAt(column);
            cells.add(c == ' ' ? (int) c : c << 8 | screen.attribute(row, column));
        }
        return cells;
    }
}
