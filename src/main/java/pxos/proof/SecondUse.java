package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * What comes after the last step of a scenario: a look at what it left, the way back to the prompt, the same keys again,
 * other arguments, other keys, time, and a reset.
 */
final class SecondUse {

    private static final List<String> TIMES = List.of("second", "third", "fourth");
    /** How often it is used where there is time for more: what has room for ten uses has none for the eleventh. */
    private static final int MANY_USES = 33;
    /** A scenario with more keys, or that takes more timer ticks, takes too long for so many. */
    static final int FEW_KEYS = 50;

    private static final int FEW_TICKS = 4;

    private final Guest guest;
    private final FreshPrompt fresh;
    private final Change change;
    private final ScenarioRun runs;
    private final Traces traces;
    private final Aftermath now;
    private final OtherArguments arguments;
    private final HandlerWatch watch;
    private final WayBack way;
    private final PassingTime time;
    private final Function<Scenario, IntPredicate> variables;
    /** Null where there is no time for it. */
    private final OtherCommands others;
    /** That the first use took. */
    private int ticks;

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
        this.watch = new HandlerWatch(guest, fresh, change);
        this.way = new WayBack(guest, fresh, now, new Probe(guest, fresh, change), usual, watch);
        this.time = new PassingTime(guest, fresh, change, now, othersOrNull != null);
        this.variables = variables;
        this.others = othersOrNull;
    }

    /**
     * Runs a scenario and everything after it.
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
        int before = OrdinaryUse.ticks(guest);
        ScenarioResult first = runs.fromPrompt(scenario);
        ticks = OrdinaryUse.ticks(guest) - before & 0xFFFF;
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
            return now.stopped().or(way::backAtPrompt).or(way::othersWork);
        }
        boolean shows = new NothingHappens(fresh, new PromptPlace(fresh.prompt(), fresh.screen()))
                .isExceededAtCursor(scenario, now.prompt().screen());
        return look(scenario, wait && now.prompt().typed().isPresent())
                .or(() -> time.taken(scenario, ticks))
                .or(() -> now.typedByNobody(scenario, change))
                .or(() -> now.leftAfterCursor(change))
                .or(way::lineGoesOn)
                .or(way::backAtPrompt)
                .or(() -> look(scenario, false))
                .or(() -> usedAgain(scenario, shows))
                .or(() -> withOtherArguments(scenario))
                .or(() -> wait || traces.hooksInterrupts() ? time.passes() : Optional.empty())
                .or(way::backAtPrompt)
                .or(way::othersWork)
                .or(() -> look(scenario, true))
                .or(() -> otherCommands(scenario, shows));
    }

    /** @param devices whether to read them, which takes as long as typing a few keys */
    private Optional<Fault> look(Scenario scenario, boolean devices) {
        boolean atPrompt = devices && now.rest() != Rest.RUNS;
        Optional<Fault> left = traces.left(now.outcome(), scenario, address -> false, atPrompt);
        return left.filter(fault -> fault.kind() == Fault.Kind.FOREIGN_BYTES).isEmpty()
                ? left
                : traces.left(now.outcome(), scenario, variables.apply(scenario), atPrompt);
    }

    /** What breaks only later breaks, too: a count that runs over, room that is used up. */
    private Optional<Fault> usedAgain(Scenario scenario, boolean shows) {
        return Stream.concat(TIMES.stream(), many(scenario))
                .flatMap(which -> again(scenario, shows, which + " time").or(way::backAtPrompt).stream())
                .findFirst();
    }

    private Stream<String> many(Scenario scenario) {
        return others == null || scenario.inputs() > FEW_KEYS || ticks > FEW_TICKS || change.asksFor(Effect.PLACE)
                ? Stream.empty()
                : IntStream.rangeClosed(TIMES.size() + 2, MANY_USES).mapToObj(number -> number + "th");
    }

    /** The same keys from where it stands. What they show may be something else than the first time, but not nothing. */
    private Optional<Fault> again(Scenario scenario, boolean shows, String which) {
        now.begin("the same keys a " + which);
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
        // What takes its time for each character of a word takes minutes for a long one.
        boolean asLongAsALine = ticks <= FEW_TICKS;
        return arguments.keysFor(scenario).stream()
                .filter(keys -> asLongAsALine || keys.length() < OtherArguments.LONG)
                .flatMap(keys -> {
                    now.begin(keys + " afterwards");
                    now.type(keys);
                    return now.stopped().or(way::backAtPrompt).stream();
                })
                .findFirst();
    }

    /** Whether the screen looks as if the keys had done nothing. */
    private boolean quiet(Scenario scenario, PromptPlace before) {
        return new NothingHappens(fresh, before)
                .isAllThat(scenario, now.prompt().screen());
    }

    /** A scenario that writes files may change what other commands say of them. */
    private Optional<Fault> otherCommands(Scenario scenario, boolean shows) {
        boolean mayBeOther = change.asksFor(Effect.LINES) || change.asksFor(Effect.KEYS);
        if (others == null || mayBeOther || !scenario.writes().isEmpty() || fresh.hasShell()) {
            return Optional.empty();
        }
        now.begin("other commands afterwards");
        if (change.asksFor(Effect.CLEAR)) {
            // What it has drawn is no answer of theirs.
            now.type("{Enter*" + TextScreen.ROWS + "}");
        }
        return others.difference().or(() -> again(scenario, shows, "further time, after other commands"));
    }

    private ScenarioResult failed(Scenario scenario, Fault fault) {
        String registers = now.rest() == Rest.NEVER ? "" : guest.registers();
        return ScenarioResult.failedAfter(scenario, now.doing(), fault, guest.screen(), registers);
    }
}
