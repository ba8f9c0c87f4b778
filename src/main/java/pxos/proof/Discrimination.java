package pxos.proof;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.os.TextScreen;

/**
 * New scenarios on the image before a change and on the one after it, and earlier scenarios on the latter.
 *
 * <p>A scenario that passes without the change says nothing about the change: it does not discriminate and is no proof.
 *
 * @param before the new scenarios on the image from before the change
 * @param after the new scenarios on the changed image, then the earlier ones
 * @param added names of the new scenarios
 * @param weak those of them that say nothing about the change, whatever their results, each with the reason
 */
public record Discrimination(TestReport before, TestReport after, List<String> added, Map<String, String> weak) {

    private static final int MAX_NAMES = 3;

    /** How pxOS says that something is wrong, from M3 and from M5 on. */
    private static final Pattern ERROR = Pattern.compile("(?i)\\berror:|\\bunknown command");

    public Discrimination {
        added = List.copyOf(added);
        weak = Map.copyOf(weak);
    }

    Discrimination(TestReport before, TestReport after, List<String> added) {
        this(before, after, added, Map.of());
    }

    /** The same with what a closer look found. */
    Discrimination with(Aftercare.Findings findings) {
        return new Discrimination(before, after.with(findings.failures()), added, findings.weak());
    }

    /** The new scenarios that failed before, pass after the change, and say something about it. */
    public List<String> discriminating() {
        return failedBefore().stream()
                .filter(name -> verdict(after, name) == Verdict.PASS && !weak.containsKey(name))
                .toList();
    }

    /** The new scenarios that failed before the change. */
    public List<String> failedBefore() {
        return added.stream()
                .filter(name -> verdict(before, name) == Verdict.FAIL)
                .toList();
    }

    /** The worst of all results of this name; an error where there is none. */
    private static Verdict verdict(TestReport report, String name) {
        List<Verdict> verdicts = report.results().stream()
                .filter(result -> result.name().equals(name))
                .map(ScenarioResult::verdict)
                .toList();
        if (verdicts.contains(Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        return verdicts.isEmpty() || verdicts.contains(Verdict.ERROR) ? Verdict.ERROR : Verdict.PASS;
    }

    /** Earlier scenarios that the change broke, and base checks that fail. */
    List<ScenarioResult> regressions() {
        return after.failures().stream()
                .filter(result -> !added.contains(result.name()))
                .toList();
    }

    /** PASS where all pass after the change and at least one new scenario needed it. */
    public Verdict verdict() {
        if (after.verdict() != Verdict.PASS) {
            return after.verdict();
        }
        if (!discriminating().isEmpty()) {
            return Verdict.PASS;
        }
        return added.stream().anyMatch(name -> verdict(before, name) == Verdict.ERROR) ? Verdict.ERROR : Verdict.FAIL;
    }

    /**
     * The change at work: the same keys without and with it.
     *
     * @param scenario name of the scenario
     * @param before the screen without the change
     * @param after the screen with it
     */
    public record Showcase(String scenario, TextScreen before, TextScreen after) {

        private boolean endsInAnError() {
            return after.rows().stream().anyMatch(row -> ERROR.matcher(row).find());
        }

        /** Whether the screen has scrolled, or is about to. */
        private boolean isFull() {
            int last = TextScreen.ROWS - 1;
            return !before.rows().get(0).equals(after.rows().get(0))
                    || !after.rows().get(last).isBlank();
        }

        private long newRows() {
            return after.rows().stream()
                    .filter(row -> !before.rows().contains(row))
                    .count();
        }
    }

    /**
     * The scenario that shows the change best, out of those that it made pass; empty where none shows it on the screen. That
     * is one that ends in no error, if there is one, on a screen that is not full, and with the most new rows.
     */
    public Optional<Showcase> showcase() {
        return discriminating().stream()
                .flatMap(name -> showcase(name).stream())
                .min(Comparator.comparing(Showcase::endsInAnError)
                        .thenComparing(Showcase::isFull)
                        .thenComparing(Showcase::newRows, Comparator.reverseOrder()));
    }

    private Optional<Showcase> showcase(String name) {
        Optional<TextScreen> without = result(before, name).flatMap(ScenarioResult::screen);
        Optional<TextScreen> with = result(after, name).flatMap(ScenarioResult::screen);
        return without.isPresent() && with.isPresent() && !without.get().equals(with.get())
                ? Optional.of(new Showcase(name, without.get(), with.get()))
                : Optional.empty();
    }

    private static Optional<ScenarioResult> result(TestReport report, String name) {
        return report.results().stream()
                .filter(result -> result.name().equals(name))
                .findFirst();
    }

    /** One line that starts with PASS, FAIL or ERROR. */
    public String summary() {
        boolean passes = after.verdict() == Verdict.PASS;
        String because = switch (verdict()) {
            case PASS ->
                after.results().size() + " checks passed, " + discriminating().size() + " of " + added.size()
                        + " new ones fail without the change";
            case FAIL -> passes ? "nothing is proved: " + nothingNew() : failure();
            default ->
                passes
                        ? "the image from before the change could not be observed: " + first(before.failures().stream())
                        : first(after.failures().stream());
        };
        return verdict() + " - " + because;
    }

    private String nothingNew() {
        if (added.isEmpty()) {
            return "there is no new scenario";
        }
        return failedBefore().stream()
                .filter(weak::containsKey)
                .findFirst()
                .map(name -> "the new scenario '" + name + "' does not count, because " + weak.get(name))
                .orElseGet(() -> "every new scenario passed without the change: " + quoted(added));
    }

    private String failure() {
        List<ScenarioResult> regressions = regressions();
        Stream<ScenarioResult> failed = after.failures().stream().filter(result -> result.verdict() == Verdict.FAIL);
        return regressions.isEmpty()
                ? first(failed)
                : "the change breaks "
                        + quoted(regressions.stream().map(ScenarioResult::name).toList()) + "; "
                        + first(regressions.stream());
    }

    private static String first(Stream<ScenarioResult> results) {
        return results.findFirst()
                .map(result -> "'" + result.name() + "': " + result.because())
                .orElse("nothing was observed");
    }

    private static String quoted(List<String> names) {
        String some =
                names.stream().limit(MAX_NAMES).map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return names.size() <= MAX_NAMES ? some : some + " and " + (names.size() - MAX_NAMES) + " more";
    }
}
