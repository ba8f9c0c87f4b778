package pxos.proof;

import java.util.Optional;
import pxos.scenario.DiskItem;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * Whether a scenario says anything about a change.
 *
 * <p>It does where one of its expectations would not hold if the keys were echoed and nothing else happened. So a text that
 * stands in the keys, in the prompt, in the banner, or on the screen already, is no proof; nor is the mere absence of one
 * that was never there.
 */
final class Telling {

    private final FreshPrompt before;
    private final FreshPrompt after;
    private final Change change;

    Telling(FreshPrompt before, FreshPrompt after, Change change) {
        this.before = before;
        this.after = after;
        this.change = change;
    }

    /** Why it says nothing about the change; empty where it does. */
    Optional<String> objection(Scenario scenario) {
        if (scenario.diskItems().stream().anyMatch(this::mends)) {
            return Optional.of("its disk patches the feature's own bytes");
        }
        return isTelling(scenario)
                ? Optional.empty()
                : Optional.of("all it expects holds as well if the keys do nothing: no text that only the feature"
                        + " prints");
    }

    private boolean mends(DiskItem item) {
        return item instanceof DiskItem.Patch patch
                && java.util.stream.IntStream.range(
                                patch.address(), patch.address() + patch.bytes().size())
                        .anyMatch(change::owns);
    }

    private boolean isTelling(Scenario scenario) {
        // What stands there before any key was there before the change; it tells something where the change made it.
        DiskImage disk = ScenarioDisk.of(after.image(), scenario);
        NothingHappens untouched =
                new NothingHappens(before, new PromptPlace(before.prompt(), before.screen())).on(disk);
        NothingHappens idle = new NothingHappens(after, new PromptPlace(after.prompt(), after.screen())).on(disk);
        boolean typed = false;
        for (Step step : scenario.steps()) {
            typed |= step.inputs().stream().anyMatch(pxos.scenario.Input.KeyStroke.class::isInstance);
            idle.type(step.inputs());
            NothingHappens expected = typed ? idle : untouched;
            if (step.expectations().stream()
                    .anyMatch(expectation -> expectation.check(expected).isPresent())) {
                return true;
            }
        }
        return false;
    }
}
