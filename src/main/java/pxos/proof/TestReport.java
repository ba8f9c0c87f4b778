package pxos.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.os.TextScreen;

/**
 * How all scenarios of a test ended; the base checks come first.
 *
 * @param results in the order of the scenarios
 * @param bootScreenOrNull the screen when the OS first waited for a key
 * @param took everything, QEMU's start included
 */
public record TestReport(List<ScenarioResult> results, TextScreen bootScreenOrNull, Duration took) {

    /** What to do where something could not be observed. */
    public static final String NOT_OBSERVED =
            "Run it again, with a longer --timeout on a slow machine; pxos doctor looks at QEMU.";

    public TestReport {
        results = List.copyOf(results);
    }

    /** The same with other results: each takes the place of the one of its name, or stands after all of them. */
    TestReport with(List<ScenarioResult> others) {
        List<ScenarioResult> all = new ArrayList<>(results);
        for (ScenarioResult other : others) {
            all.removeIf(result -> result.name().equals(other.name()));
            all.add(other);
        }
        return new TestReport(all, bootScreenOrNull, took);
    }

    /** PASS only where there are results and each is a pass; FAIL goes before ERROR. */
    public Verdict verdict() {
        if (results.isEmpty()) {
            return Verdict.ERROR;
        }
        if (results.stream().anyMatch(result -> result.verdict() == Verdict.FAIL)) {
            return Verdict.FAIL;
        }
        return results.stream().allMatch(result -> result.verdict() == Verdict.PASS) ? Verdict.PASS : Verdict.ERROR;
    }

    public Optional<TextScreen> bootScreen() {
        return Optional.ofNullable(bootScreenOrNull);
    }

    /** Every result that is not a pass. */
    public List<ScenarioResult> failures() {
        return results.stream()
                .filter(result -> result.verdict() != Verdict.PASS)
                .toList();
    }

    /** One line that starts with the verdict. */
    public String summary() {
        List<ScenarioResult> failures = failures();
        String counts =
                (results.size() - failures.size()) + " of " + results.size() + " checks in " + took.toMillis() + " ms";
        return failures.isEmpty()
                ? verdict() + " - " + counts
                : verdict() + " - " + counts + "; first: '" + failures.get(0).name() + "': "
                        + failures.get(0).because();
    }
}
