package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.scenario.DiskExpectation;
import pxos.scenario.DiskItem;
import pxos.scenario.Expectation;
import pxos.scenario.Scenario;
import pxos.scenario.ScreenExpectation;
import pxos.scenario.Step;

/**
 * Whether a scenario says anything about a change.
 *
 * <p>It does where one of its expectations would not hold if the keys were echoed and nothing else happened. So a text that
 * stands in the keys, in the prompt, in the banner, or on the screen already, is no proof; nor is the mere absence of one
 * that was never there.
 */
final class Telling {

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

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
        if (!change.tests().isEmpty()
                && change.tests().stream().allMatch(Telling::wantsNothingButErrors)
                && !change.asksFor(Effect.ERRORS)) {
            return Optional.of("no test wants anything but errors");
        }
        // Where nothing is all that was asked for, that it failed without the change tells enough.
        boolean nothing = change.asksFor(Effect.NOTHING) && !change.asksFor(Effect.SHOWS);
        return nothing || isTelling(scenario)
                ? Optional.empty()
                : Optional.of("all it expects holds as well if the keys do nothing: no text that only the feature"
                        + " prints");
    }

    /** Whether all texts that a test expects are errors, prompts and what is typed there. */
    private static boolean wantsNothingButErrors(Scenario scenario) {
        List<String> expected = scenario.steps().stream()
                .flatMap(step -> step.expect().stream())
                .toList();
        return expected.stream().anyMatch(each -> each.contains("\"Error"))
                && expected.stream()
                        .filter(each -> !each.contains("absent"))
                        .flatMap(each -> TEXT.matcher(each).results())
                        .map(found -> found.group(1))
                        .allMatch(text -> text.isEmpty() || text.startsWith("Error") || text.startsWith("{prompt}"));
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
        boolean shows = change.asksFor(Effect.SHOWS);
        boolean typed = false;
        for (Step step : scenario.steps()) {
            typed |= step.inputs().stream().anyMatch(pxos.scenario.Input.KeyStroke.class::isInstance);
            idle.type(step.inputs());
            untouched.type(step.inputs());
            // Another prompt is seen after keys, too.
            NothingHappens expected = typed && !change.asksFor(Effect.PROMPT) ? idle : untouched;
            if (step.expectations().stream()
                    .filter(expectation -> !shows || canBeRead(expectation))
                    .anyMatch(expectation -> expectation.check(expected).isPresent())) {
                return true;
            }
        }
        return false;
    }

    /** Whether people can read it, who are shown neither memory nor ports. */
    private static boolean canBeRead(Expectation expectation) {
        return expectation instanceof ScreenExpectation || expectation instanceof DiskExpectation;
    }
}
