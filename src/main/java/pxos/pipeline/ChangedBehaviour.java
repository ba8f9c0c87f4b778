package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;
import pxos.proof.Verdict;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * What a goal says of older behaviour. "Tab prints a star instead of nothing" lets the test give way that Tab does nothing. A goal
 * that gives a key a meaning, "F5 prints the time", lets the older tests run without that key.
 *
 * <p>A test can give way only where it speaks of what the goal names, or types it, and where nothing but its expectation is not
 * met: a machine that crashes is never asked for.
 */
public final class ChangedBehaviour {

    /** Key among the kept tests of those that gave way before each was kept for the feature that it gave way to. */
    static final String KEPT_FOR_ALL = "gave_way";

    private static final Pattern DECLARED = Pattern.compile(
            "(?i)\\b(?:instead of|rather than|in place of|no longer)\\b"
                    + "|\\bchange (?:the )?(?:key )?\\{?(?:f\\d+|tab|esc|enter|backspace|up|down|left|right|home|end|insert|delete)\\b");

    /** A command that is to do something else: its name alone, and not what it shall do, is what tests may speak of. */
    private static final Pattern COMMAND =
            Pattern.compile("(?i)\\bchange (?:the )?(?:command )?([a-z][a-z0-9]*) (?:command )?(?:to|so)\\b");

    private static final Set<String> SAY_NOTHING = Set.of(
            ("the an of to in on at and or is it be as by for with when then that this instead rather than place no longer"
                            + " show shows print prints say says make let change changes command key keys line screen text row"
                            + " rows contains absent answer count like cursor after prompt banner enter nothing does do not")
                    .split(" "));

    private final Set<String> subjects;
    private final NamedKeys keys;

    private ChangedBehaviour(Set<String> subjects, NamedKeys keys) {
        this.subjects = subjects;
        this.keys = keys;
    }

    /** @param goal in the user's words; one that declares nothing lets nothing give way */
    static ChangedBehaviour declaredBy(String goal) {
        Matcher command = COMMAND.matcher(goal);
        Set<String> subjects =
                DECLARED.matcher(goal).find() ? words(goal) : command.find() ? words(command.group(1)) : Set.of();
        return new ChangedBehaviour(subjects, NamedKeys.in(goal));
    }

    /** Key among the kept tests of those that gave way to a feature; a dot stands in no feature's name. */
    public static String keptFor(String feature) {
        return KEPT_FOR_ALL + "." + feature;
    }

    private boolean isDeclared() {
        return !subjects.isEmpty() || !keys.names().isEmpty();
    }

    /**
     * What may be asked of the OS instead of the earlier tests, that which asks most first: without the keys that the goal
     * names, or without the tests that speak of what it changes. Nothing unless that is so of all of them that failed.
     *
     * @param failures what failed of these and of the new tests
     */
    List<List<Scenario>> insteadOf(List<Scenario> earlier, List<ScenarioResult> failures) {
        List<Scenario> failed = earlier.stream()
                .filter(test -> failures.stream().anyMatch(failure -> isOf(failure, test)))
                .toList();
        boolean crashed = failures.stream()
                .filter(failure -> failed.stream().anyMatch(test -> isOf(failure, test)))
                .anyMatch(failure -> !isUnmetOnly(failure));
        List<List<Scenario>> ways = new ArrayList<>();
        if (failed.isEmpty() || crashed) {
            return ways;
        }
        if (failed.stream().allMatch(keys::areTypedIn)) {
            ways.add(earlier.stream()
                    .map(test -> failed.contains(test) ? keys.without(test) : test)
                    .toList());
        }
        if (failed.stream().allMatch(test -> words(text(test)).stream().anyMatch(subjects::contains))) {
            ways.add(earlier.stream().filter(test -> !failed.contains(test)).toList());
        }
        return ways;
    }

    /** Older tests that gave way in a run, without the keys that they gave way for: these still hold, and are kept. */
    static List<Scenario> stillHolding(RunContext run) {
        ChangedBehaviour changed = declaredBy(run.request().title());
        List<String> tested = tested(run);
        return gaveWay(run).stream()
                .filter(changed.keys::areTypedIn)
                .map(changed.keys::without)
                .filter(test -> tested.contains(test.name()))
                .toList();
    }

    private static List<String> tested(RunContext run) {
        return run.proof().orElseThrow().after().results().stream()
                .map(ScenarioResult::name)
                .toList();
    }

    /** See {@link RunContext#gaveWay}: the older tests that the proof left out. */
    static List<Scenario> gaveWay(RunContext run) {
        if (!run.verified() || !declaredBy(run.request().title()).isDeclared()) {
            return List.of();
        }
        List<String> tested = tested(run);
        List<Scenario> replaced = run.built().stream()
                .flatMap(built -> run.found().kept().getOrDefault(built.name(), List.of()).stream())
                .toList();
        return run.found().scenarios(run.present()).stream()
                .filter(test -> !tested.contains(test.name()) && !replaced.contains(test))
                .toList();
    }

    private static boolean isOf(ScenarioResult failure, Scenario test) {
        return failure.name().equals(test.name());
    }

    private static boolean isUnmetOnly(ScenarioResult failure) {
        return failure.verdict() == Verdict.FAIL
                && failure.evidence().flatMap(Evidence::fault).isEmpty();
    }

    private static String text(Scenario test) {
        return Stream.concat(
                        Stream.of(test.name()),
                        test.steps().stream()
                                .flatMap((Step step) -> Stream.concat(Stream.of(step.keys()), step.expect().stream())))
                .collect(Collectors.joining(" "));
    }

    /** Words of at least two letters or digits that say something, in small letters. */
    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> word.length() > 1 && !SAY_NOTHING.contains(word))
                .collect(Collectors.toSet());
    }
}
