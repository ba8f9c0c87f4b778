package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Where a guest stands after a scenario, and what was done to it last. */
final class Aftermath {

    private final Guest guest;
    private final FreshPrompt fresh;
    private final ScenarioRun runs;
    private final Traces traces;

    private Outcome outcome = Outcome.at(Rest.WAITS_FOR_KEY);
    private String doing = "";

    Aftermath(Guest guest, FreshPrompt fresh, ScenarioRun runs, Traces traces) {
        this.guest = guest;
        this.fresh = fresh;
        this.runs = runs;
        this.traces = traces;
    }

    /** @param next what is done now, in words for people */
    void begin(String next) {
        doing = next;
    }

    String doing() {
        return doing;
    }

    Outcome outcome() {
        return outcome;
    }

    Rest rest() {
        return outcome.rest();
    }

    void at(Outcome now) {
        outcome = now;
    }

    void act(Step step) {
        outcome = runs.act(outcome, step);
    }

    /** A program that runs on has no rest to wait for. */
    void type(String keys) {
        act(new Step(keys, rest() == Rest.RUNS ? List.of("running") : List.of()));
    }

    void powerCycle() {
        outcome = guest.powerCycle();
    }

    PromptPlace prompt() {
        return PromptPlace.of(new ImageObservation(guest, fresh.image(), rest()));
    }

    boolean isBack() {
        return rest() == Rest.WAITS_FOR_KEY && prompt().isFresh();
    }

    /** What a feature puts among the keys is typed at the prompt, as if a person had. */
    Optional<Fault> typedByNobody(Scenario scenario, Change change) {
        List<Input> inputs = scenario.steps().get(scenario.steps().size() - 1).inputs();
        boolean entered =
                !inputs.isEmpty() && inputs.get(inputs.size() - 1) instanceof Input.KeyStroke key && key.isEnter();
        boolean asked = change.asksFor(Effect.KEYS) || change.asksFor(Effect.LINES) || fresh.hasShell();
        return entered && !asked && prompt().hasMore()
                ? Optional.of(
                        new Fault(Fault.Kind.KEYS_LOST, "after the prompt stands something that nobody has typed"))
                : Optional.empty();
    }

    /** What stands after the cursor looks as if somebody had typed it. A frame or a star was asked for. */
    Optional<Fault> leftAfterCursor(Change change) {
        boolean asked = change.asksFor(Effect.CLEAR)
                || change.asksFor(Effect.PLACE)
                || change.asksFor(Effect.KEYS)
                || change.isAClock();
        if (asked || fresh.hasShell() || !isBack()) {
            return Optional.empty();
        }
        TextScreen screen = prompt().screen();
        String was = fresh.screen().row(screen.cursorRow());
        String is = screen.row(screen.cursorRow());
        return IntStream.range(screen.cursorColumn(), TextScreen.COLUMNS)
                .filter(column -> is.charAt(column) != ' ' && is.charAt(column) != was.charAt(column))
                .mapToObj(column -> new Fault(
                        Fault.Kind.KEYS_LOST,
                        "after the prompt stands what was there before: "
                                + is.substring(column).strip()))
                .findFirst();
    }

    /** How it stopped, where it does not wait for a key. */
    Optional<Fault> stopped() {
        boolean goesOn = rest() == Rest.WAITS_FOR_KEY || rest() == Rest.RUNS;
        if (goesOn && outcome.fault().isEmpty()) {
            return Optional.empty();
        }
        Fault.Kind kind = rest() == Rest.RESET ? Fault.Kind.RESET : Fault.Kind.HALT;
        return outcome.fault().map(traces::located).or(() -> Optional.of(new Fault(kind, "the machine " + rest())));
    }
}
