package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Scenario;

/**
 * What a change does besides its task, looked for in one place after the other, the quickest first.
 *
 * @param judge looks at it
 * @param added the new scenarios
 * @param was the prompt without the change
 * @param now stands at the prompt with it
 */
record Unasked(CloseLook judge, List<Scenario> added, FreshPrompt was, Standing now) {

    /**
     * What was found first; empty where there is nothing.
     *
     * @param suspects ordinary keys to type; empty for all of them
     * @param makeRoom for one more guest
     */
    List<Unmet> any(Optional<List<OrdinaryKeys>> suspects, Runnable makeRoom) {
        Change change = judge.change();
        return Stream.<Supplier<List<Unmet>>>of(
                        () -> new UnaskedEffects(was, now.fresh(), change).all(),
                        () -> new UnaskedEnds(now.fresh(), change).of(added),
                        () -> ordinary(suspects),
                        () -> new LaterFeature(was, now.fresh(), change)
                                .lost(judge.emulator(), judge.drive()).stream().toList(),
                        () -> echo(makeRoom))
                .map(Supplier::get)
                .filter(unmet -> !unmet.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Unmet> ordinary(Optional<List<OrdinaryKeys>> suspects) {
        List<OrdinaryKeys> keys = suspects.orElseGet(() -> OrdinaryKeys.of(was, now.fresh(), judge.change(), added));
        return keys.isEmpty() ? List.of() : judge.unusual(keys, now);
    }

    private List<Unmet> echo(Runnable makeRoom) {
        FreshPrompt is = now.fresh();
        boolean seesKeys = is.handlesKeys(judge.change()) || is.hooksInterrupts(judge.change());
        if (!seesKeys || judge.change().asksFor(Effect.KEYS)) {
            return List.of();
        }
        makeRoom.run();
        try (Standing old = judge.standingBefore()) {
            return new KeyEcho(added).differences(old.guest(), old.fresh(), now.guest(), is);
        }
    }
}
