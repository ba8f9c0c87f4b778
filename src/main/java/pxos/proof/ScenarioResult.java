package pxos.proof;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import pxos.os.TextScreen;
import pxos.scenario.Scenario;

/**
 * How one scenario ended.
 *
 * @param name of the scenario
 * @param verdict never PASS without observation
 * @param because one line; empty for a pass
 * @param took time from the first key to the verdict
 * @param evidenceOrNull what was observed, where it failed
 * @param screenOrNull the last screen that was looked at
 * @param frames what was typed, and the screen after it, step by step; empty where nobody looked
 */
public record ScenarioResult(
        String name,
        Verdict verdict,
        String because,
        Duration took,
        Evidence evidenceOrNull,
        TextScreen screenOrNull,
        List<Frame> frames) {

    /**
     * The screen after a step.
     *
     * @param keys that were typed for it, as the scenario writes them
     */
    public record Frame(String keys, TextScreen screen) {}

    public ScenarioResult {
        frames = List.copyOf(frames);
    }

    static ScenarioResult passed(String name, Duration took, List<Frame> frames) {
        TextScreen last = frames.isEmpty()
                ? TextScreen.blank()
                : frames.get(frames.size() - 1).screen();
        return new ScenarioResult(name, Verdict.PASS, "", took, null, last, frames);
    }

    static ScenarioResult failed(String name, Duration took, Evidence evidence) {
        return failed(name, took, evidence, List.of());
    }

    static ScenarioResult failed(String name, Duration took, Evidence evidence, List<Frame> frames) {
        boolean isOfTheOs =
                evidence.fault().map(Fault::kind).map(Fault.Kind::isOfTheOs).orElse(true);
        return new ScenarioResult(
                name,
                isOfTheOs ? Verdict.FAIL : Verdict.ERROR,
                evidence.summary(),
                took,
                evidence,
                evidence.screen(),
                frames);
    }

    /**
     * A fault after the last step of a scenario.
     *
     * @param doing what was done there, in words
     */
    static ScenarioResult failedAfter(
            Scenario scenario, String doing, Fault fault, TextScreen screen, String registers) {
        Evidence evidence = new Evidence(scenario.steps().size() + 1, doing, List.of(), fault, registers, screen);
        return failed(scenario.name(), Duration.ZERO, evidence).under(doing);
    }

    /** The same, said to have happened in some circumstances, in words. */
    ScenarioResult under(String circumstances) {
        return new ScenarioResult(
                name, verdict, circumstances + ": " + because, took, evidenceOrNull, screenOrNull, frames);
    }

    static ScenarioResult notMade(String name, String because) {
        return new ScenarioResult(name, Verdict.ERROR, because, Duration.ZERO, null, null, List.of());
    }

    public Optional<Evidence> evidence() {
        return Optional.ofNullable(evidenceOrNull);
    }

    /** Whether it failed because the machine did not go on. */
    boolean isStopped() {
        return verdict == Verdict.FAIL && evidence().flatMap(Evidence::fault).isPresent();
    }

    public Optional<TextScreen> screen() {
        return Optional.ofNullable(screenOrNull);
    }
}
