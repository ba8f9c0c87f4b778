package pxos.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Scenario;

/**
 * What the tester does on its own once the new scenarios of a change have passed: it looks at what the change does beside
 * its task, uses it again, lets time pass, starts again, and boots from the other drive.
 *
 * <p>A faster machine looks at all scenarios, the judge at some of them and at whatever the faster one objects to. Without a
 * faster one the judge looks at all.
 */
final class Aftercare {

    /** The judge looks at so many in any case, spread over all of them. */
    private static final int JUDGED = 3;
    /** After so many the faster machine uses the other commands, too. */
    private static final int THOROUGH = 6;
    /** Where there are more, those with more keys than this are left to the faster machine. */
    private static final int MANY_KEYS = 50;

    private static final String STARTS = "base: boots to its prompt";
    private static final String ONLY_WHAT_WAS_ASKED = "base: does nothing that was not asked for";

    private final CloseLook judge;
    private final CloseLook fasterOrNull;
    private final boolean alone;

    /**
     * @param judge looks on the drive on which the scenarios passed
     * @param fasterOrNull the same on a faster machine; null for none
     * @param alone whether the judge may use several guests
     */
    Aftercare(CloseLook judge, CloseLook fasterOrNull, boolean alone) {
        this.judge = judge;
        this.fasterOrNull = fasterOrNull;
        this.alone = alone;
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
     * What is known before the scenarios have passed.
     *
     * @param judged scenarios that the judge has to look at
     * @param thorough those of them after which it has to use other commands, too
     * @param unusual ordinary keys that it has to type without the change and with it; empty for all of them
     * @param elsewhere the failures of new scenarios from the other drive, and on another day
     */
    record Ahead(
            List<Scenario> judged,
            List<Scenario> thorough,
            Optional<List<OrdinaryKeys>> unusual,
            List<ScenarioResult> elsewhere) {}

    /** Does what need not wait until the scenarios have passed. */
    Ahead ahead(List<Scenario> added) {
        List<Scenario> usual = usual(added);
        if (fasterOrNull == null) {
            List<ScenarioResult> elsewhere = new ArrayList<>(guarded(STARTS, () -> judge.onOtherDrive(usual)));
            elsewhere.addAll(guarded(STARTS, () -> judge.onAnotherDay(usual)));
            return new Ahead(usual, usual, Optional.empty(), elsewhere);
        }
        List<Scenario> judged = spread(usual, JUDGED);
        List<Scenario> others =
                usual.stream().filter(scenario -> !judged.contains(scenario)).toList();
        List<Scenario> booted = joined(judged, fasterOrNull.failingOnOtherDrive(others));
        List<Scenario> objections = fasterOrNull.objections(usual, spread(usual, THOROUGH));
        List<ScenarioResult> elsewhere = new ArrayList<>(guarded(STARTS, () -> onOtherDrive(booted, judged)));
        elsewhere.addAll(guarded(STARTS, () -> judge.onAnotherDay(fasterOrNull.stoppingOnAnotherDay(judged))));
        return new Ahead(joined(judged, objections), objections, unusual(added), elsewhere);
    }

    /**
     * @param booted the judge runs them there
     * @param used the faster machine uses them there again and again
     */
    private List<ScenarioResult> onOtherDrive(List<Scenario> booted, List<Scenario> used) {
        List<ScenarioResult> failures = judge.onOtherDrive(booted);
        List<Scenario> objections = failures.isEmpty() ? fasterOrNull.onOther().objections(used, List.of()) : List.of();
        return objections.isEmpty() ? failures : judge.usedOnOtherDrive(objections);
    }

    private Optional<List<OrdinaryKeys>> unusual(List<Scenario> added) {
        try {
            return Optional.of(fasterOrNull.unusual(added));
        } catch (Problem e) {
            // It does not model how this pxOS starts.
            return Optional.empty();
        }
    }

    /**
     * @param added the new scenarios, which have passed
     * @param ahead what {@link #ahead} found
     * @param without the prompt of the OS without the change
     * @param benches on which the scenarios passed
     */
    Findings of(List<Scenario> added, Ahead ahead, Optional<FreshPrompt> without, List<TestBench> benches) {
        Map<String, String> weak = new HashMap<>();
        List<ScenarioResult> failures =
                new ArrayList<>(guarded(ONLY_WHAT_WAS_ASKED, () -> onSameDrive(added, ahead, without, benches, weak)));
        failures.addAll(ahead.elsewhere());
        return new Findings(failures, weak);
    }

    /** Those whose disk holds the same pxOS. */
    private List<Scenario> usual(List<Scenario> added) {
        return added.stream().filter(judge::isUsual).toList();
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

    private static List<Scenario> joined(List<Scenario> some, List<Scenario> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** Some of them, from the first to the last. */
    private static List<Scenario> spread(List<Scenario> all, int count) {
        List<Scenario> quick = all.stream().filter(Aftercare::isQuick).toList();
        List<Scenario> some = quick.size() >= count ? quick : all;
        return some.size() <= count
                ? some
                : IntStream.range(0, count)
                        .mapToObj(i -> some.get(i * (some.size() - 1) / (count - 1)))
                        .toList();
    }

    private static boolean isQuick(Scenario scenario) {
        return scenario.inputs() < MANY_KEYS;
    }

    private List<ScenarioResult> onSameDrive(
            List<Scenario> added,
            Ahead ahead,
            Optional<FreshPrompt> without,
            List<TestBench> benches,
            Map<String, String> weak) {
        FreshPrompt was = without.orElseGet(this::freshWithout);
        try (Standing first = standing(benches.get(0))) {
            Telling telling = new Telling(was, first.fresh(), judge.change());
            added.forEach(each -> telling.objection(each).ifPresent(why -> weak.put(each.name(), why)));
            Unasked beside = new Unasked(judge, added, was, first);
            List<Unmet> unasked = beside.any(
                    ahead.unusual(), () -> benches.subList(1, benches.size()).forEach(TestBench::close));
            return unasked.isEmpty() ? usedAgain(ahead, first, benches) : List.of(unasked(unasked, first.guest()));
        }
    }

    /** The prompt at which a bench stands; that of a new guest where it has none. */
    private Standing standing(TestBench bench) {
        return bench.standing().orElseGet(judge::standing);
    }

    private FreshPrompt freshWithout() {
        try (Standing old = judge.standingBefore()) {
            return old.fresh();
        }
    }

    private static ScenarioResult unasked(List<Unmet> unasked, Guest guest) {
        return ScenarioResult.failed(
                ONLY_WHAT_WAS_ASKED, Duration.ZERO, new Evidence(1, "", unasked, null, "", guest.screen()));
    }

    /** Half of them on this guest, and half on another one meanwhile. */
    private List<ScenarioResult> usedAgain(Ahead ahead, Standing first, List<TestBench> benches) {
        List<Scenario> scenarios = ahead.judged();
        int half = alone ? (scenarios.size() + 1) / 2 : scenarios.size();
        List<Scenario> rest = scenarios.subList(half, scenarios.size());
        CompletableFuture<List<ScenarioResult>> others = CompletableFuture.supplyAsync(
                () -> guarded(ONLY_WHAT_WAS_ASKED, () -> usedOnAnother(rest, ahead, benches)));
        List<ScenarioResult> failures =
                new ArrayList<>(judge.failure(scenarios.subList(0, half), ahead.thorough(), first).stream()
                        .toList());
        failures.addAll(others.join());
        return failures;
    }

    private List<ScenarioResult> usedOnAnother(List<Scenario> scenarios, Ahead ahead, List<TestBench> benches) {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        try (Standing other = benches.size() > 1 ? standing(benches.get(1)) : judge.standing()) {
            return judge.failure(scenarios, ahead.thorough(), other).stream().toList();
        }
    }
}
