package pxos.proof;

import java.time.Duration;
import java.util.Optional;
import pxos.os.TextScreen;

/**
 * How one scenario ended.
 *
 * @param name of the scenario
 * @param verdict never PASS without observation
 * @param because one line; empty for a pass
 * @param took time from the first key to the verdict
 * @param evidenceOrNull what was observed, where it failed
 * @param screenOrNull the last screen that was looked at
 */
public record ScenarioResult(
        String name, Verdict verdict, String because, Duration took, Evidence evidenceOrNull, TextScreen screenOrNull) {

    static ScenarioResult passed(String name, Duration took, TextScreen screen) {
        return new ScenarioResult(name, Verdict.PASS, "", took, null, screen);
    }

    static ScenarioResult failed(String name, Duration took, Evidence evidence) {
        boolean isOfTheOs =
                evidence.fault().map(Fault::kind).map(Fault.Kind::isOfTheOs).orElse(true);
        return new ScenarioResult(
                name, isOfTheOs ? Verdict.FAIL : Verdict.ERROR, evidence.summary(), took, evidence, evidence.screen());
    }

    /** The same, said to have happened in some circumstances, in words. */
    ScenarioResult behind(String circumstances) {
        return new ScenarioResult(name, verdict, circumstances + ": " + because, took, evidenceOrNull, screenOrNull);
    }

    static ScenarioResult notMade(String name, String because) {
        return new ScenarioResult(name, Verdict.ERROR, because, Duration.ZERO, null, null);
    }

    public Optional<Evidence> evidence() {
        return Optional.ofNullable(evidenceOrNull);
    }

    public Optional<TextScreen> screen() {
        return Optional.ofNullable(screenOrNull);
    }
}
