package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.os.Vector;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** What every pxOS must do, whatever its features: reach its prompt, show it, and echo keys. */
final class BaseChecks {

    static final String REACHES_PROMPT = "base: boots to its prompt";
    static final String ECHOES_KEYS = "base: echoes keys";
    private static final String TYPED = "pxos";

    private final Guest guest;
    private final BootImage image;

    BaseChecks(Guest guest, BootImage image) {
        this.guest = guest;
        this.image = image;
    }

    /** Switches the guest on. */
    ScenarioResult reachesPrompt() {
        List<String> expect = new ArrayList<>();
        if (!ImageObservation.rows(image.textAt(Vector.BANNER)).isEmpty()) {
            expect.add("contains \"{banner}\"");
        }
        if (!ImageObservation.rows(image.textAt(Vector.PROMPT)).isEmpty()) {
            expect.add("cursor after \"{prompt}\"");
        }
        return new ScenarioRun(guest, image).fromPowerOn(scenario(REACHES_PROMPT, "", expect));
    }

    /** For a guest that stands at its fresh prompt, which {@code before} shows. */
    ScenarioResult echoesKeys(TextScreen before) {
        ScenarioResult typed = new ScenarioRun(guest, image).fromPrompt(scenario(ECHOES_KEYS, TYPED, List.of()));
        TextScreen after = typed.screen().orElse(before);
        if (typed.verdict() != Verdict.PASS || !after.rows().equals(before.rows())) {
            return typed;
        }
        Unmet unmet = new Unmet("the keys " + TYPED + " to show on the screen", "the same screen as before");
        return ScenarioResult.failed(
                ECHOES_KEYS, typed.took(), new Evidence(1, TYPED, List.of(unmet), null, guest.registers(), after));
    }

    private static Scenario scenario(String name, String keys, List<String> expect) {
        return new Scenario(name, List.of(new Step(keys, expect)));
    }
}
