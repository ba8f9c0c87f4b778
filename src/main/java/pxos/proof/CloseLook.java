package pxos.proof;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
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

    /** Whether its disk holds the same pxOS. */
    boolean isUsual(Scenario scenario) {
        return !scenario.startsAnotherPxos() && disk(after, scenario).differsOnlyInFiles(DiskImage.of(after));
    }

    Standing standing() {
        return Standing.booted(emulator, after, drive);
    }

    /** The first failure of these scenarios; empty where there is none. */
    Optional<ScenarioResult> failure(List<Scenario> scenarios, Standing standing) {
        if (scenarios.isEmpty()) {
            return Optional.empty();
        }
        SecondUse use = use(standing);
        return IntStream.range(0, scenarios.size())
                .mapToObj(i -> use.failure(scenarios.get(i), disk(after, scenarios.get(i)), i == 0))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The scenarios that fail, or were not looked at because too many others did, or none could be. */
    List<Scenario> objections(List<Scenario> scenarios) {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        try (Standing standing = standing()) {
            SecondUse use = use(standing);
            List<Scenario> objections = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                boolean isFirst = scenario == scenarios.get(0);
                if (objections.size() >= MOST_OBJECTIONS
                        || use.failure(scenario, disk(after, scenario), isFirst).isPresent()) {
                    objections.add(scenario);
                }
            }
            return objections;
        } catch (Problem e) {
            return scenarios;
        }
    }

    /** How scenarios fail when booted from the other drive, and that they do. */
    List<ScenarioResult> onOtherDrive(List<Scenario> scenarios) {
        DriveKind other = drive == DriveKind.IDE ? DriveKind.FLOPPY : DriveKind.IDE;
        String from = "booted from the " + (other == DriveKind.IDE ? "hard disk" : "floppy");
        TestBench.Setup setup = new TestBench.Setup(emulator, other, after, DiskImage.of(after), false);
        try (TestBench bench = new TestBench(setup)) {
            bench.boot();
            Stream<ScenarioResult> results = bench.baseFailed()
                    ? bench.baseResults().stream()
                    : scenarios.stream().map(bench::run);
            return results.filter(result -> result.verdict() != Verdict.PASS)
                    .map(result -> result.behind(from))
                    .toList();
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

    private SecondUse use(Standing standing) {
        standing.guest().restorePrompt();
        Probe.Answer usual =
                standing.fresh().hasShell() ? null : new Probe(standing.guest(), standing.fresh(), change).ask();
        return new SecondUse(standing.guest(), standing.fresh(), change, usual, this::variables);
    }

    /** The variables of what was there before: what the same keys, or any line, change without the change. */
    private IntPredicate variables(Scenario scenario) {
        try (Standing old = Standing.booted(emulator, before, drive)) {
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
