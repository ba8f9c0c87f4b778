package pxos.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.os.BiosMemory;
import pxos.os.BootImage;
import pxos.os.TextScreen;
import pxos.proof.ScenarioResult.Frame;
import pxos.scenario.DiskItem;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.ScreenExpectation;
import pxos.scenario.Step;

/** Runs one scenario on a guest. */
public final class ScenarioRun {

    private final Guest guest;
    private final BootImage image;
    private final Diagnosis diagnosis;

    /** @param image what the guest's disk holds */
    public ScenarioRun(Guest guest, BootImage image) {
        this(guest, image, new Diagnosis(guest, image));
    }

    /** The same where the tester's own code is in the guest. */
    static ScenarioRun watched(Guest guest, BootImage image) {
        return new ScenarioRun(guest, image, new Diagnosis(guest, image, HandlerWatch.CODE::contains));
    }

    private ScenarioRun(Guest guest, BootImage image, Diagnosis diagnosis) {
        this.guest = guest;
        this.image = image;
        this.diagnosis = diagnosis;
    }

    /** Switches the guest on and waits for its first rest, then goes on as {@link #fromPrompt}. */
    public ScenarioResult fromPowerOn(Scenario scenario) {
        return run(scenario, guest::powerOn);
    }

    /** Switches the guest off and on, and keeps what its memory keeps; then goes on as {@link #fromPrompt}. */
    ScenarioResult afterReset(Scenario scenario) {
        return run(scenario, guest::powerCycle);
    }

    /** For a guest that stands at its fresh prompt. */
    public ScenarioResult fromPrompt(Scenario scenario) {
        return run(scenario, () -> Outcome.at(Rest.WAITS_FOR_KEY));
    }

    private ScenarioResult run(Scenario scenario, Supplier<Outcome> begin) {
        long start = System.nanoTime();
        Outcome outcome = begin.get();
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < scenario.steps().size(); i++) {
            Step step = scenario.steps().get(i);
            outcome = act(outcome, step);
            Optional<Evidence> wrong;
            if (outcome.rest() == Rest.NEVER) {
                Fault fault = diagnosis.located(outcome.fault().orElseThrow());
                wrong = Optional.of(evidence(i + 1, step, List.of(), fault, null));
            } else {
                ImageObservation seen = new ImageObservation(guest, image, outcome.rest());
                frames.add(new Frame(step.keys(), seen.screen()));
                wrong = check(i + 1, step, outcome, seen, scenario.writes());
            }
            if (wrong.isPresent()) {
                return ScenarioResult.failed(scenario.name(), since(start), wrong.get(), frames);
            }
        }
        return ScenarioResult.passed(scenario.name(), since(start), frames);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Does what a step says. After a reset that the step before expected, the machine boots, as a real one does. */
    Outcome act(Outcome before, Step step) {
        if (step.looksAtPorts()) {
            guest.watchPorts();
        }
        Outcome outcome = before.rest() == Rest.RESET ? startAgain() : before;
        List<Input.KeyStroke> keys = new ArrayList<>();
        for (Input input : step.inputs()) {
            if (input instanceof Input.KeyStroke key) {
                keys.add(key);
            } else if (input instanceof Input.Wait wait) {
                outcome = pass(type(outcome, keys, false), wait.ticks());
                keys.clear();
            } else {
                outcome = type(outcome, keys, true);
                keys.clear();
                outcome = outcome.rest() == Rest.NEVER ? outcome : startAgain();
            }
        }
        boolean rests = step.rest() != Rest.RUNS;
        outcome = type(outcome, keys, rests);
        return rests && outcome.rest() == Rest.RUNS ? guest.type(List.of()) : outcome;
    }

    private Outcome startAgain() {
        diagnosis.startedAgain();
        return guest.powerCycle();
    }

    /** @param rests whether to let time pass until the guest is at rest */
    private Outcome type(Outcome before, List<Input.KeyStroke> keys, boolean rests) {
        if (keys.isEmpty() || before.rest() == Rest.NEVER) {
            return before;
        }
        return rests ? guest.type(keys) : guest.press(keys);
    }

    private Outcome pass(Outcome before, int ticks) {
        boolean goesOn = before.rest() == Rest.WAITS_FOR_KEY || before.rest() == Rest.RUNS;
        return goesOn ? guest.letPass(ticks) : before;
    }

    private Optional<Evidence> check(
            int number, Step step, Outcome outcome, ImageObservation seen, List<DiskItem.Writes> writes) {
        Optional<Fault> fault = diagnosis.atRest(outcome, step.rest(), writes);
        List<Unmet> unmet = Stream.concat(
                        otherScreen(step).stream(),
                        step.expectations().stream().flatMap(expectation -> expectation.check(seen).stream()))
                .toList();
        return fault.isEmpty() && unmet.isEmpty()
                ? Optional.empty()
                : Optional.of(evidence(number, step, unmet, fault.orElse(null), seen.screen()));
    }

    /** What is read as 80 columns is no text on a screen of 40. */
    private Optional<Unmet> otherScreen(Step step) {
        if (step.expectations().stream().noneMatch(ScreenExpectation.class::isInstance)) {
            return Optional.empty();
        }
        int columns = guest.memory(BiosMemory.COLUMNS, 1)[0] & 0xFF;
        return columns != 0 && columns != TextScreen.COLUMNS
                ? Optional.of(new Unmet(
                        "a screen of " + TextScreen.COLUMNS + " columns",
                        "one of " + columns + ", in another video mode"))
                : Optional.empty();
    }

    /** @param shown the screen, where it has been seen since the step's keys were typed; else null */
    private Evidence evidence(int number, Step step, List<Unmet> unmet, Fault fault, TextScreen shown) {
        try {
            return new Evidence(
                    number, step.keys(), unmet, fault, guest.registers(), shown == null ? guest.screen() : shown);
        } catch (Problem e) {
            // The emulator has gone, as the fault says.
            return new Evidence(number, step.keys(), unmet, fault, "", TextScreen.blank());
        }
    }
}
