package pxos.proof;

import java.nio.charset.StandardCharsets;
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

    private static final List<String> TIMES = List.of("second", "third", "fourth");
    static final int TICKS = 20;
    /** A longer line has no room for more. */
    private static final int MOST_TYPED = 60;

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Change change;
    private final ScenarioRun runs;
    private final Traces traces;
    private final Aftermath now;
    private final OtherArguments arguments;
    private final Probe probe;
    private final HandlerWatch watch;
    private final Probe.Answer usual;
    private final Function<Scenario, IntPredicate> variables;
    /** Null where there is no time for it. */
    private final OtherCommands others;

    /**
     * @param guest its kept prompt is {@code fresh}
     * @param usual what the probe's keys come to at the fresh prompt
     * @param variables the addresses that a scenario changes in the OS without the change
     * @param othersOrNull the other commands, to be used, too; null for one of them
     */
    SecondUse(
            Guest guest,
            FreshPrompt fresh,
            Change change,
            Probe.Answer usual,
            Function<Scenario, IntPredicate> variables,
            OtherCommands othersOrNull) {
        this.guest = guest;
        this.fresh = fresh;
        this.change = change;
        this.runs = ScenarioRun.watched(guest, fresh.image());
        this.traces = new Traces(guest, fresh, change);
        this.now = new Aftermath(guest, fresh, runs, traces);
        this.arguments = new OtherArguments(fresh, change);
        this.probe = new Probe(guest, fresh, change);
        this.watch = new HandlerWatch(guest, fresh, change);
        this.usual = usual;
        this.variables = variables;
        this.others = othersOrNull;
    }

    /**
     * Runs a scenario and everything behind it.
     *
     * @param wait whether to let timer ticks pass, and read the devices at once, whatever the scenario did
     * @return the first thing that was wrong; empty where all is well
     */
    Optional<ScenarioResult> failure(Scenario scenario, DiskImage disk, boolean wait) {
        if (others != null) {
            others.beginWith(disk);
        }
        guest.restorePrompt();
        guest.insert(disk);
        watch.begin();
        ScenarioResult first = runs.fromPrompt(scenario);
        if (first.verdict() != Verdict.PASS) {
            return Optional.of(first);
        }
        Rest rest = scenario.steps().get(scenario.steps().size() - 1).rest();
        Elsewhere elsewhere = new Elsewhere(guest, fresh, change, runs, others);
        if (rest == Rest.HALTED) {
            return elsewhere.failure(scenario, disk, first);
        }
        now.at(Outcome.at(rest));
        now.begin("what it leaves behind");
        return fault(scenario, wait)
                .map(fault -> failed(scenario, fault))
                .or(() -> elsewhere.failure(scenario, disk, first));
    }

    private Optional<Fault> fault(Scenario scenario, boolean wait) {
        if (now.rest() == Rest.RESET) {
            now.begin("the prompt after the reset");
            now.powerCycle();
            return now.stopped().or(this::backAtPrompt).or(this::othersWork);
        }
        boolean shows = new NothingHappens(fresh, new PromptPlace(fresh.prompt(), fresh.screen()))
                .isExceededAtCursor(scenario, now.prompt().screen());
        return look(scenario, wait && now.prompt().typed().isPresent())
                .or(() -> now.typedByNobody(scenario, change))
                .or(this::lineGoesOn)
                .or(this::backAtPrompt)
                .or(() -> look(scenario, false))
                .or(() -> usedAgain(scenario, shows))
                .or(() -> withOtherArguments(scenario))
                .or(() -> wait || traces.hooksInterrupts() ? timePasses() : Optional.empty())
                .or(this::othersWork)
                .or(() -> look(scenario, true))
                .or(() -> otherCommands(scenario));
    }

    /** @param devices whether to read them, which takes as long as typing a few keys */
    private Optional<Fault> look(Scenario scenario, boolean devices) {
        boolean atPrompt = devices && now.rest() != Rest.RUNS;
        Optional<Fault> left = traces.left(now.outcome(), scenario, address -> false, atPrompt);
        return left.filter(fault -> fault.kind() == Fault.Kind.FOREIGN_BYTES).isEmpty()
                ? left
                : traces.left(now.outcome(), scenario, variables.apply(scenario), atPrompt);
    }

    /** Two more letters on a line that is not at its end come into memory behind each other. */
    private Optional<Fault> lineGoesOn() {
        int typed = fresh.hasShell() ? 0 : now.prompt().typed().orElse(0);
        if (usual == null || !usual.keepsLine() || typed == 0 || typed > MOST_TYPED) {
            return Optional.empty();
        }
        now.begin("the keys " + Probe.UNKNOWN + " on the same line");
        now.type(Probe.UNKNOWN);
        byte[] line = guest.memory(MemoryMap.INPUT_LINE, MemoryMap.INPUT_LINE_MAX_CHARACTERS);
        String kept = new String(line, StandardCharsets.ISO_8859_1);
        return kept.toLowerCase(Locale.ROOT).contains(Probe.UNKNOWN)
                ? now.stopped()
                : now.stopped()
                        .or(() -> Optional.of(
                                new Fault(Fault.Kind.KEYS_LOST, "the input line in memory does not hold them")));
    }

    /** Takes back what stands on the line, or leaves the program that runs. */
    private Optional<Fault> backAtPrompt() {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        OptionalInt typed = now.prompt().typed();
        if (typed.orElse(0) > 0) {
            now.begin("Backspace*" + typed.getAsInt() + " afterwards");
            now.type("{Backspace*" + Math.min(typed.getAsInt(), TextScreen.COLUMNS) + "}");
        }
        for (String key : WAYS_OUT) {
            if (now.stopped().isPresent() || now.isBack()) {
                break;
            }
            now.begin(key + " afterwards");
            now.type(key);
        }
        return now.stopped().or(() -> now.isBack() ? watch.fault() : Optional.of(NO_WAY_BACK));
    }

    /** What breaks only later breaks, too: a count that runs over, room that is used up. */
    private Optional<Fault> usedAgain(Scenario scenario, boolean shows) {
        return TIMES.stream()
                .flatMap(time -> again(scenario, shows, time).or(this::backAtPrompt).stream())
                .findFirst();
    }

    /** The same keys from where it stands. What they show may be something else than the first time, but not nothing. */
    private Optional<Fault> again(Scenario scenario, boolean shows, String time) {
        now.begin("the same keys a " + time + " time");
        PromptPlace before = now.prompt();
        for (Step step : scenario.steps()) {
            now.act(step);
            if (now.rest() == Rest.NEVER || now.rest() != step.rest()) {
                return now.stopped()
                        .or(() -> Optional.of(new Fault(
                                Fault.Kind.SECOND_USE,
                                "the machine " + now.rest() + "; the first time it " + step.rest())));
            }
        }
        if (now.rest() == Rest.RESET) {
            now.powerCycle();
        }
        return shows && quiet(scenario, before)
                ? Optional.of(
                        new Fault(Fault.Kind.SECOND_USE, "the screen shows the keys and the prompt and nothing else"))
                : now.stopped();
    }

    /** The command once more with another argument, and with none. */
    private Optional<Fault> withOtherArguments(Scenario scenario) {
        return arguments.keysFor(scenario).stream()
                .flatMap(keys -> {
                    now.begin(keys + " afterwards");
                    now.type(keys);
                    return now.stopped().or(this::backAtPrompt).stream();
                })
                .findFirst();
    }

    /** Whether the screen looks as if the keys had done nothing. */
    private boolean quiet(Scenario scenario, PromptPlace before) {
        return new NothingHappens(fresh, before)
                .isAllThat(scenario, now.prompt().screen());
    }

    private Optional<Fault> timePasses() {
        int ticks = others == null ? TICKS : 20 * TICKS;
        now.begin(ticks + " timer ticks afterwards");
        now.at(guest.letPass(ticks));
        return now.stopped().or(this::backAtPrompt);
    }

    private Optional<Fault> othersWork() {
        if (fresh.hasShell()) {
            return Optional.empty();
        }
        now.begin("an unknown command and a known one afterwards");
        Probe.Answer answer = probe.ask();
        answer.stopped().ifPresent(now::at);
        return answer.equals(usual)
                ? Optional.empty()
                : now.stopped().or(() -> Optional.of(new Fault(Fault.Kind.KEYS_LOST, answer.difference(usual))));
    }

    /** A scenario that writes files may change what other commands say of them. */
    private Optional<Fault> otherCommands(Scenario scenario) {
        boolean mayBeOther = change.asksFor(Effect.LINES) || change.asksFor(Effect.KEYS);
        if (others == null || mayBeOther || !scenario.writes().isEmpty() || fresh.hasShell()) {
            return Optional.empty();
        }
        now.begin("other commands afterwards");
        return others.difference();
    }

    private ScenarioResult failed(Scenario scenario, Fault fault) {
        String registers = now.rest() == Rest.NEVER ? "" : guest.registers();
        return ScenarioResult.failedBehind(scenario, now.doing(), fault, guest.screen(), registers);
    }
}
