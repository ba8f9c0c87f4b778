package pxos.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * Uses a change again and again on one emulator: see {@link SecondUse}.
 *
 * @param before the OS without the change
 * @param after the OS with it
 */
record CloseLook(Emulator emulator, DriveKind drive, BootImage before, BootImage after, Change change) {

    /** Once so many scenarios have failed, all that are left could as well. */
    private static final int MOST_OBJECTIONS = 3;

    static DiskImage disk(BootImage image, Scenario scenario) {
        return scenario.disk().isEmpty() ? DiskImage.of(image) : ScenarioDisk.of(image, scenario);
    }

    /** The same on the other drive. */
    CloseLook onOther() {
        return new CloseLook(
                emulator, drive == DriveKind.IDE ? DriveKind.FLOPPY : DriveKind.IDE, before, after, change);
    }

    /** Where it boots from, in words. */
    String from() {
        return "booted from the " + (drive == DriveKind.IDE ? "hard disk" : "floppy");
    }

    /** Whether its disk holds the same pxOS. */
    boolean isUsual(Scenario scenario) {
        return !scenario.startsAnotherPxos() && disk(after, scenario).differsOnlyInFiles(DiskImage.of(after));
    }

    Standing standing() {
        return Standing.booted(emulator, after, drive);
    }

    /** A new guest at the prompt without the change. */
    Standing standingBefore() {
        return Standing.booted(emulator, before, drive);
    }

    /**
     * The first failure of these scenarios; empty where there is none.
     *
     * @param thorough those after which the other commands are used, too
     */
    Optional<ScenarioResult> failure(List<Scenario> scenarios, Collection<Scenario> thorough, Standing standing) {
        Uses uses = new Uses(standing);
        return IntStream.range(0, scenarios.size())
                .mapToObj(i -> uses.failure(scenarios.get(i), thorough.contains(scenarios.get(i)), i == 0))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The scenarios that fail, or were not looked at because too many others did, or none could be. */
    List<Scenario> objections(List<Scenario> scenarios, Collection<Scenario> thorough) {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        try (Standing standing = standing()) {
            Uses uses = new Uses(standing);
            List<Scenario> objections = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                boolean isFirst = scenario == scenarios.get(0);
                if (objections.size() >= MOST_OBJECTIONS
                        || uses.failure(scenario, thorough.contains(scenario), isFirst)
                                .isPresent()) {
                    objections.add(scenario);
                }
            }
            return objections;
        } catch (Problem e) {
            return scenarios;
        }
    }

    /** What looks at scenarios on one guest, once with the other commands and once without. */
    private final class Uses {
        private final Standing standing;
        private final Map<Boolean, SecondUse> made = new HashMap<>();

        Uses(Standing standing) {
            this.standing = standing;
        }

        Optional<ScenarioResult> failure(Scenario scenario, boolean thorough, boolean isFirst) {
            return made.computeIfAbsent(thorough, full -> use(standing, full))
                    .failure(scenario, disk(after, scenario), isFirst);
        }
    }

    /** Ordinary keys that come to something else with the change, or that this emulator cannot compare. */
    List<OrdinaryKeys> unusual(List<Scenario> added) {
        try (Standing old = standingBefore();
                Standing now = standing()) {
            return new OrdinaryUse(old, now, change)
                    .differing(OrdinaryKeys.of(old.fresh(), now.fresh(), change, added));
        }
    }

    /** How these keys, or all ordinary ones, come to something else with the change than without it. */
    List<Unmet> unusual(List<OrdinaryKeys> keys, Standing now) {
        try (Standing old = standingBefore()) {
            OrdinaryUse use = new OrdinaryUse(old, now, change);
            return keys.stream()
                    .flatMap(each -> use.difference(each).stream())
                    .limit(1)
                    .toList();
        }
    }

    /** How scenarios fail when booted from the other drive, and that they do. */
    List<ScenarioResult> onOtherDrive(List<Scenario> scenarios) {
        CloseLook other = onOther();
        TestBench.Setup setup = new TestBench.Setup(emulator, other.drive, after, DiskImage.of(after), false);
        try (TestBench bench = new TestBench(setup)) {
            bench.boot();
            Stream<ScenarioResult> results = bench.baseFailed()
                    ? bench.baseResults().stream()
                    : scenarios.stream().map(bench::run);
            return results.filter(result -> result.verdict() != Verdict.PASS)
                    .map(result -> result.under(other.from()))
                    .toList();
        }
    }

    /** The first failure of these scenarios and of what comes after them, when booted from the other drive. */
    List<ScenarioResult> usedOnOtherDrive(List<Scenario> scenarios) {
        CloseLook other = onOther();
        try (Standing there = other.standing()) {
            return other.failure(scenarios, List.of(), there).map(result -> result.under(other.from())).stream()
                    .toList();
        }
    }

    /** How scenarios stop, or show nothing, on another day and from memory that held zeros. */
    List<ScenarioResult> onAnotherDay(List<Scenario> scenarios) {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        Optional<Emulator> found = emulator.starting(AnotherDay.START);
        try (Emulator other = found.orElse(null)) {
            return other == null ? List.of() : new AnotherDay(other, drive, after).failures(scenarios);
        }
    }

    /** Those of the scenarios that {@link #onAnotherDay} speaks of, or all where this emulator cannot tell. */
    List<Scenario> stoppingOnAnotherDay(List<Scenario> scenarios) {
        try {
            List<String> failing =
                    onAnotherDay(scenarios).stream().map(ScenarioResult::name).toList();
            return scenarios.stream()
                    .filter(scenario -> failing.contains(scenario.name()))
                    .toList();
        } catch (Problem e) {
            return scenarios;
        }
    }

    /** The scenarios that do not pass when booted from the other drive. */
    List<Scenario> failingOnOtherDrive(List<Scenario> scenarios) {
        List<String> failing =
                onOtherDrive(scenarios).stream().map(ScenarioResult::name).toList();
        return scenarios.stream()
                .filter(scenario -> failing.contains(scenario.name()))
                .toList();
    }

    private SecondUse use(Standing standing, boolean thorough) {
        Guest guest = standing.guest();
        FreshPrompt fresh = standing.fresh();
        guest.restorePrompt();
        Probe.Answer usual = fresh.hasShell() ? null : new Probe(guest, fresh, change).ask();
        OtherCommands others = thorough && !fresh.hasShell() ? new OtherCommands(guest, fresh, change) : null;
        return new SecondUse(guest, fresh, change, usual, this::variables, others);
    }

    /** The variables of what was there before: what the same keys, or any line, change without the change. */
    private IntPredicate variables(Scenario scenario) {
        try (Standing old = standingBefore()) {
            old.guest().insert(disk(before, scenario));
            ScenarioRun run = new ScenarioRun(old.guest(), before);
            Outcome outcome = Outcome.at(Rest.WAITS_FOR_KEY);
            for (Step step : scenario.steps()) {
                outcome = run.act(outcome, step);
            }
            BitSet changed = old.fresh().changed(old.guest());
            if (!old.fresh().hasShell()) {
                old.guest().restorePrompt();
                new Probe(old.guest(), old.fresh(), change).ask();
                changed.or(old.fresh().changed(old.guest()));
            }
            return whole(changed)::get;
        }
    }

    /** A text may be longer than the one that was seen: all that stands under the same label. */
    private BitSet whole(BitSet changed) {
        NavigableMap<Integer, String> labels = before.labels();
        BitSet whole = (BitSet) changed.clone();
        changed.stream()
                .filter(address -> !MemoryMap.VECTOR_TABLE.contains(address))
                .filter(address -> labels.floorKey(address) != null && labels.higherKey(address) != null)
                .forEach(address -> whole.set(labels.floorKey(address), labels.higherKey(address)));
        return whole;
    }
}
