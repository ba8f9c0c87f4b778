package pxos.proof;

import java.util.List;
import java.util.Optional;
import pxos.os.TextScreen;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/**
 * What happens after a use while nobody types: nothing, unless the goal asks for it.
 *
 * @param now where the guest stands
 * @param thorough whether there is time for more than a minute, where timer ticks can run code of the change
 */
record PassingTime(Guest guest, FreshPrompt fresh, Change change, Aftermath now, boolean thorough) {

    /** Of the timer, 55 ms each. */
    static final int TICKS = 20;

    private static final int MANY_TICKS = 1_200;
    private static final List<Effect> ALLOWING =
            List.of(Effect.CLEAR, Effect.SHOWS_TIME, Effect.CLOCK, Effect.COLOURS, Effect.KEYS);

    /** Longer than this, ten seconds, nobody waits without having asked for it. */
    private static final int MOST_TICKS = 182;

    /** @param ticks that a scenario took */
    Optional<Fault> taken(Scenario scenario, int ticks) {
        boolean waits = scenario.steps().stream()
                .flatMap(step -> step.inputs().stream())
                .anyMatch(Input.Wait.class::isInstance);
        return ticks <= MOST_TICKS || waits || change.asksFor(Effect.TIME)
                ? Optional.empty()
                : Optional.of(new Fault(
                        Fault.Kind.TIMEOUT, "it takes " + ticks + " timer ticks of 55 ms, which nobody asked for"));
    }

    Optional<Fault> passes() {
        boolean hooked = FreshPrompt.isHooked(guest.memory(0, FreshPrompt.INTERRUPT_TABLE.sizeBytes()), change);
        int ticks = thorough && hooked ? MANY_TICKS : TICKS;
        now.begin(ticks + " timer ticks afterwards");
        boolean waits = now.rest() == Rest.WAITS_FOR_KEY;
        TextScreen before = guest.screen();
        now.at(guest.letPass(ticks));
        return now.stopped().or(() -> waits ? changed(before, guest.screen()) : Optional.empty());
    }

    private Optional<Fault> changed(TextScreen before, TextScreen after) {
        return before.equals(after) || fresh.hasShell() || ALLOWING.stream().anyMatch(change::asksFor)
                ? Optional.empty()
                : Optional.of(new Fault(
                        Fault.Kind.SCREEN,
                        "the screen changes at the prompt while nobody types, which nobody asked for"));
    }
}
