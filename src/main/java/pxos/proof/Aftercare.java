package pxos.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * What the tester does on its own once the new scenarios of a change have passed: it looks at what the change does beside
 * its task, uses it again, lets time pass, starts again, and boots from the other drive.
 */
final class Aftercare {

    /** A change with more new scenarios is well tested by itself; these are spread over all of them. */
    private static final int USED_AGAIN = 5;

    private static final int ON_OTHER_DRIVE = 4;
    /** Of more scenarios than are used again, those with more keys are left out. */
    private static final int MANY_KEYS = 50;

    private static final String STARTS = "base: boots to its prompt";
    private static final String ONLY_WHAT_WAS_ASKED = "base: does nothing that was not asked for";

    private final Emulator emulator;
    private final BootImage before;
    private final BootImage after;
    private final Change change;
    private final DriveKind drive;
    private final boolean alone;

    /** @param options how the scenarios passed */
    Aftercare(Emulator emulator, BootImage before, BootImage after, Change change, TestOptions options) {
        this.emulator = emulator;
        this.before = before;
        this.after = after;
        this.change = change;
        this.drive = options.drive();
        this.alone = options.guests() > 1;
    }

    /**
     * What was found.
     *
     * @param failures the checks and scenarios that fail
     * @param weak new scenarios that say nothing about the change, each with the reason
     */
    record Findings(List<ScenarioResult> failures, Map<String, String> weak) {
        Findings {
            failures = List.copyOf(failures);
            weak = Map.copyOf(weak);
        }
    }

    /**
     * @param added the new scenarios, which have passed
     * @param otherDrive what {@link #onOtherDrive} found
     */
    Findings of(List<Scenario> added, List<ScenarioResult> otherDrive) {
        Map<String, String> weak = new HashMap<>();
        List<ScenarioResult> failures = new ArrayList<>(guarded(
                ONLY_WHAT_WAS_ASKED, () -> onSameDrive(added, spread(usual(added), USED_AGAIN), weak)));
        failures.addAll(otherDrive);
        return new Findings(failures, weak);
    }

    /** The failures of new scenarios from the other drive. They need not have passed yet. */
    List<ScenarioResult> onOtherDrive(List<Scenario> added) {
        return guarded(STARTS, () -> booted(spread(usual(added), ON_OTHER_DRIVE)));
    }

    /** Those whose disk holds the same pxOS. */
    private List<Scenario> usual(List<Scenario> added) {
        return added.stream()
                .filter(scenario -> disk(after, scenario).differsOnlyInFiles(DiskImage.of(after)))
                .toList();
    }

    private interface Look {
        List<ScenarioResult> results();
    }

    private static List<ScenarioResult> guarded(String name, Look look) {
        try {
            return look.results();
        } catch (Problem e) {
            return List.of(ScenarioResult.notMade(name, e.getMessage()));
        }
    }

    private static DiskImage disk(BootImage image, Scenario scenario) {
        return scenario.disk().isEmpty() ? DiskImage.of(image) : ScenarioDisk.of(image, scenario);
    }

    /** At most {@code most} of them, from the first to the last. */
    private static List<Scenario> spread(List<Scenario> all, int most) {
        List<Scenario> quick = all.stream().filter(Aftercare::isQuick).toList();
        List<Scenario> some = all.size() > most && quick.size() >= most ? quick : all;
        return some.size() <= most
                ? some
                : IntStream.range(0, most)
                        .mapToObj(i -> some.get(i * (some.size() - 1) / (most - 1)))
                        .toList();
    }

    private static boolean isQuick(Scenario scenario) {
        return scenario.steps().stream().mapToInt(step -> step.inputs().size()).sum() < MANY_KEYS;
    }

    private List<ScenarioResult> onSameDrive(List<Scenario> added, List<Scenario> usual, Map<String, String> weak) {
        FreshPrompt was = freshWithout();
        try (Guest guest = emulator.guest(DiskImage.of(after), drive)) {
            FreshPrompt is = fresh(guest, after);
            List<Unmet> unasked = new UnaskedEffects(was, is, change).all();
            if (!unasked.isEmpty()) {
                // A busy computer makes a start slow, too, but not twice.
                was = freshWithout();
                is = fresh(guest, after);
                unasked = new UnaskedEffects(was, is, change).all();
            }
            if (unasked.isEmpty() && is.handlesKeys(change) && !change.asksFor(Effect.KEYS)) {
                unasked = echo(added, guest, is);
            }
            Telling telling = new Telling(was, is, change);
            added.forEach(each -> telling.objection(each).ifPresent(why -> weak.put(each.name(), why)));
            return unasked.isEmpty() ? usedAgain(usual, guest, is) : List.of(unasked(unasked, guest));
        }
    }

    private FreshPrompt freshWithout() {
        try (Guest old = emulator.guest(DiskImage.of(before), drive)) {
            return fresh(old, before);
        }
    }

    private List<Unmet> echo(List<Scenario> added, Guest guest, FreshPrompt is) {
        try (Guest old = emulator.guest(DiskImage.of(before), drive)) {
            return new KeyEcho(added).differences(old, fresh(old, before), guest, is);
        }
    }

    /** Boots it and keeps its prompt. */
    private static FreshPrompt fresh(Guest guest, BootImage image) {
        Outcome outcome = guest.powerOn();
        if (outcome.rest() != Rest.WAITS_FOR_KEY) {
            throw Problem.internal(
                    "it does not boot another time: "
                            + outcome.fault().map(Fault::toString).orElse(""),
                    null);
        }
        FreshPrompt fresh = FreshPrompt.of(guest, image);
        guest.keepPrompt();
        return fresh;
    }

    private static ScenarioResult unasked(List<Unmet> unasked, Guest guest) {
        return ScenarioResult.failed(
                ONLY_WHAT_WAS_ASKED, Duration.ZERO, new Evidence(1, "", unasked, null, "", guest.screen()));
    }

    /** Half of them on this guest, and half on another one meanwhile. */
    private List<ScenarioResult> usedAgain(List<Scenario> scenarios, Guest guest, FreshPrompt fresh) {
        int half = alone ? (scenarios.size() + 1) / 2 : scenarios.size();
        List<Scenario> rest = scenarios.subList(half, scenarios.size());
        CompletableFuture<List<ScenarioResult>> others =
                CompletableFuture.supplyAsync(() -> guarded(ONLY_WHAT_WAS_ASKED, () -> usedOnAnother(rest)));
        List<ScenarioResult> failures = new ArrayList<>(used(scenarios.subList(0, half), guest, fresh));
        failures.addAll(others.join());
        return failures;
    }

    private List<ScenarioResult> usedOnAnother(List<Scenario> scenarios) {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        try (Guest guest = emulator.guest(DiskImage.of(after), drive)) {
            return used(scenarios, guest, fresh(guest, after));
        }
    }

    private List<ScenarioResult> used(List<Scenario> scenarios, Guest guest, FreshPrompt fresh) {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        guest.restorePrompt();
        Probe.Answer usual = fresh.hasShell() ? null : new Probe(guest, fresh, change).ask();
        SecondUse use = new SecondUse(guest, fresh, change, usual, this::variables);
        List<ScenarioResult> failures = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            boolean first = scenario == scenarios.get(0);
            use.failure(scenario, disk(after, scenario), first).ifPresent(failures::add);
            if (!failures.isEmpty()) {
                break;
            }
        }
        return failures;
    }

    /** The addresses that the same keys change without the change: variables of what was there before. */
    private IntPredicate variables(Scenario scenario) {
        try (Guest old = emulator.guest(DiskImage.of(before), drive)) {
            FreshPrompt was = fresh(old, before);
            old.insert(disk(before, scenario));
            ScenarioRun run = new ScenarioRun(old, before);
            Outcome outcome = Outcome.at(Rest.WAITS_FOR_KEY);
            for (Step step : scenario.steps()) {
                outcome = run.act(outcome, step);
            }
            BitSet changed = was.changed(old);
            return changed::get;
        }
    }

    private List<ScenarioResult> booted(List<Scenario> scenarios) {
        DriveKind other = drive == DriveKind.IDE ? DriveKind.FLOPPY : DriveKind.IDE;
        String from = "booted from the " + (other == DriveKind.IDE ? "hard disk" : "floppy");
        TestBench.Setup setup = new TestBench.Setup(emulator, other, after, DiskImage.of(after), false);
        try (TestBench bench = new TestBench(setup)) {
            bench.boot();
            Optional<ScenarioResult> base = bench.baseResults().stream()
                    .filter(result -> result.verdict() != Verdict.PASS)
                    .findFirst();
            return base
                    .map(List::of)
                    .orElseGet(() -> scenarios.stream()
                            .map(bench::run)
                            .filter(result -> result.verdict() != Verdict.PASS)
                            .toList())
                    .stream()
                    .map(result -> result.behind(from))
                    .toList();
        }
    }
}
