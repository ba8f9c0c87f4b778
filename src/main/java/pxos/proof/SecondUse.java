package pxos.proof;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntPredicate;
import pxos.os.MemoryMap;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * What comes behind the last step of a scenario: a look at what it left, the way back to the prompt, the same keys again,
 * other arguments, other keys, time, and a reset.
 */
final class SecondUse {

    /** What leads out of a program, tried in this order. */
    private static final List<String> WAYS_OUT = List.of("{Enter}", "{Esc}", "{Ctrl+C}", "q", "x", "{Space}");

    private static final Fault NO_WAY_BACK = new Fault(
            Fault.Kind.NO_PROMPT,
            "the prompt does not come back, neither by itself nor by a key: " + String.join(" ", WAYS_OUT));

    private static final int TICKS = 20;
    /** A longer line has no room for more. */
    private static final int MOST_TYPED = 60;

    private final Guest guest;
    private final FreshPrompt fresh;
    private final ScenarioRun runs;
    private final Traces traces;
    private final OtherArguments arguments;
    private final Probe probe;
    private final HandlerWatch watch;
    private final Probe.Answer usual;
    private final Function<Scenario, IntPredicate> variables;

    /** Where the guest stands by now. */
    private Outcome outcome = Outcome.at(Rest.WAITS_FOR_KEY);

    private String doing;

    /**
     * @param guest its kept prompt is {@code fresh}
     * @param usual what the probe's keys come to at the fresh prompt
     * @param variables the addresses that a scenario changes in the OS without the change
     */
    SecondUse(
            Guest guest,
            FreshPrompt fresh,
            Change change,
            Probe.Answer usual,
            Function<Scenario, IntPredicate> variables) {
        this.guest = guest;
        this.fresh = fresh;
        this.runs = ScenarioRun.watched(guest, fresh.image());
        this.traces = new Traces(guest, fresh, change);
        this.arguments = new OtherArguments(fresh, change);
        this.probe = new Probe(guest, fresh, change);
        this.watch = new HandlerWatch(guest, fresh, change);
        this.usual = usual;
        this.variables = variables;
    }

    /**
     * Runs a scenario and everything behind it.
     *
     * @param wait whether to let timer ticks pass, and read the devices at once, whatever the scenario did
     * @return the first thing that was wrong; empty where all is well
     */
    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk, boolean wait) {
        guest.restorePrompt();
        guest.insert(disk);
        watch.begin();
        ScenarioResult first = runs.fromPrompt(scenario);
        if (first.verdict() != Verdict.PASS) {
            return Optional.of(first);
        }
        Rest rest = scenario.steps().get(scenario.steps().size() - 1).rest();
        if (rest == Rest.HALTED) {
            return Optional.empty();
        }
        outcome = Outcome.at(rest);
        doing = "what it leaves behind";
        return fault(scenario, wait)
                .map(fault -> failed(scenario, fault))
                .or(() -> new AnotherStart(guest, fresh, runs).failure(scenario, disk));
    }

    private Optional<Fault> fault(Scenario scenario, boolean wait) {
        if (outcome.rest() == Rest.RESET) {
            doing = "the prompt after the reset";
            outcome = guest.powerCycle();
            return stopped().or(this::backAtPrompt).or(this::othersWork);
        }
        boolean shows = !quiet(scenario, new Prompt(fresh.prompt(), fresh.screen()));
        return look(scenario, wait && prompt().typed().isPresent())
                .or(this::lineGoesOn)
                .or(this::backAtPrompt)
                .or(() -> look(scenario, false))
                .or(() -> again(scenario, shows))
                .or(this::backAtPrompt)
                .or(() -> withOtherArguments(scenario))
                .or(() -> wait || traces.hooksInterrupts() ? timePasses() : Optional.empty())
                .or(this::othersWork)
                .or(() -> look(scenario, true));
    }

    /** @param devices whether to read them, which takes as long as typing a few keys */
    private Optional<Fault> look(Scenario scenario, boolean devices) {
        boolean atPrompt = devices && outcome.rest() != Rest.RUNS;
        Optional<Fault> left = traces.left(outcome, scenario, address -> false, atPrompt);
        return left.filter(fault -> fault.kind() == Fault.Kind.FOREIGN_BYTES).isEmpty()
                ? left
                : traces.left(outcome, scenario, variables.apply(scenario), atPrompt);
    }

    private Prompt prompt() {
        return Prompt.of(new ImageObservation(guest, fresh.image(), outcome.rest()));
    }

    /** How it stopped, where it does not wait for a key. */
    private Optional<Fault> stopped() {
        boolean goesOn = outcome.rest() == Rest.WAITS_FOR_KEY || outcome.rest() == Rest.RUNS;
        return goesOn && outcome.fault().isEmpty()
                ? Optional.empty()
                : outcome.fault()
                        .map(traces::located)
                        .or(() -> Optional.of(new Fault(
                                outcome.rest() == Rest.RESET ? Fault.Kind.RESET : Fault.Kind.HALT,
                                "the machine " + outcome.rest())));
    }

    /** A program that runs on has no rest to wait for. */
    private void type(String keys) {
        List<String> expect = outcome.rest() == Rest.RUNS ? List.of("running") : List.of();
        outcome = runs.act(outcome, new Step(keys, expect));
    }

    /** Two more letters on a line that is not at its end come into memory behind each other. */
    private Optional<Fault> lineGoesOn() {
        int typed = fresh.hasShell() ? 0 : prompt().typed().orElse(0);
        if (!usual.keepsLine() || typed == 0 || typed > MOST_TYPED) {
            return Optional.empty();
        }
        doing = "the keys " + Probe.UNKNOWN + " on the same line";
        type(Probe.UNKNOWN);
        byte[] line = guest.memory(MemoryMap.INPUT_LINE, MemoryMap.INPUT_LINE_MAX_CHARACTERS);
        String kept = new String(line, StandardCharsets.ISO_8859_1);
        return kept.toLowerCase(Locale.ROOT).contains(Probe.UNKNOWN)
                ? stopped()
                : stopped()
                        .or(() -> Optional.of(
                                new Fault(Fault.Kind.KEYS_LOST, "the input line in memory does not hold them")));
    }

    /** Takes back what stands on the line, or leaves the program that runs. */
    private Optional<Fault> backAtPrompt() {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        OptionalInt typed = prompt().typed();
        if (typed.orElse(0) > 0) {
            doing = "Backspace*" + typed.getAsInt() + " afterwards";
            type("{Backspace*" + Math.min(typed.getAsInt(), TextScreen.COLUMNS) + "}");
        }
        for (String key : WAYS_OUT) {
            if (stopped().isPresent() || isBack()) {
                break;
            }
            doing = key + " afterwards";
            type(key);
        }
        return stopped().or(() -> isBack() ? watch.fault() : Optional.of(NO_WAY_BACK));
    }

    private boolean isBack() {
        return outcome.rest() == Rest.WAITS_FOR_KEY && prompt().isFresh();
    }

    /** The same keys from where it stands. What they show may be something else than the first time, but not nothing. */
    private Optional<Fault> again(Scenario scenario, boolean shows) {
        doing = "the same keys a second time";
        Prompt before = prompt();
        for (Step step : scenario.steps()) {
            outcome = runs.act(outcome, step);
            if (outcome.rest() == Rest.NEVER || outcome.rest() != step.rest()) {
                return stopped()
                        .or(() -> Optional.of(new Fault(
                                Fault.Kind.SECOND_USE,
                                "the machine " + outcome.rest() + "; the first time it " + step.rest())));
            }
        }
        outcome = outcome.rest() == Rest.RESET ? guest.powerCycle() : outcome;
        return shows && quiet(scenario, before)
                ? Optional.of(
                        new Fault(Fault.Kind.SECOND_USE, "the screen shows the keys and the prompt and nothing else"))
                : stopped();
    }

    /** The command once more with another argument, and with none. */
    private Optional<Fault> withOtherArguments(Scenario scenario) {
        return arguments.keysFor(scenario).stream()
                .flatMap(keys -> {
                    doing = keys + " afterwards";
                    type(keys);
                    return stopped().or(this::backAtPrompt).stream();
                })
                .findFirst();
    }

    /** Whether the screen looks as if the keys had done nothing. */
    private boolean quiet(Scenario scenario, Prompt before) {
        return new NothingHappens(fresh, before).isAllThat(scenario, prompt().screen());
    }

    private Optional<Fault> timePasses() {
        doing = TICKS + " timer ticks afterwards";
        outcome = guest.letPass(TICKS);
        return stopped().or(this::backAtPrompt);
    }

    private Optional<Fault> othersWork() {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        doing = "an unknown command and a known one afterwards";
        Probe.Answer now = probe.ask();
        outcome = now.stopped().orElse(outcome);
        return now.equals(usual)
                ? Optional.empty()
                : stopped().or(() -> Optional.of(new Fault(Fault.Kind.KEYS_LOST, now.difference(usual))));
    }

    private ScenarioResult failed(Scenario scenario, Fault fault) {
        Evidence evidence = new Evidence(
                scenario.steps().size() + 1,
                doing,
                List.of(),
                fault,
                outcome.rest() == Rest.NEVER ? "" : guest.registers(),
                guest.screen());
        return ScenarioResult.failed(scenario.name(), Duration.ZERO, evidence).behind(doing);
    }
}
