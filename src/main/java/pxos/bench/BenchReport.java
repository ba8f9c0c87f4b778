package pxos.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The result of a bench: how each model did, and every goal. {@code schemas/commands/bench.schema.json} describes it.
 *
 * @param models one for each model, server and setup
 * @param results in the order of models, levels and goals
 */
public record BenchReport(List<Summary> models, List<Outcome> results) {

    private static final Comparator<Outcome> ORDER = Comparator.comparing(Outcome::model)
            .thenComparing(Outcome::server)
            .thenComparing(Outcome::goals)
            .thenComparingLong(Outcome::seed)
            .thenComparingDouble(Outcome::temperature)
            .thenComparingInt(Outcome::attemptsAllowed)
            .thenComparingInt(Outcome::minutesAllowed)
            .thenComparing(Outcome::floor)
            .thenComparingInt(Outcome::level)
            .thenComparing(Outcome::goal);

    public BenchReport {
        models = List.copyOf(models);
        results = List.copyOf(results);
    }

    /** Sums up results, each once; in what order they come, and from how many files, does not matter. */
    public static BenchReport of(List<Outcome> outcomes) {
        Map<Outcome.Key, Outcome> once = new LinkedHashMap<>();
        outcomes.forEach(outcome -> once.put(outcome.key(), outcome));
        List<Outcome> results = once.values().stream().sorted(ORDER).toList();
        Map<Outcome.Key, List<Outcome>> byModel = new LinkedHashMap<>();
        results.forEach(outcome -> byModel.computeIfAbsent(model(outcome), key -> new ArrayList<>())
                .add(outcome));
        return new BenchReport(byModel.values().stream().map(Summary::of).toList(), results);
    }

    /** The same for all goals of one model and setup. */
    private static Outcome.Key model(Outcome outcome) {
        return new Outcome.Key(
                "",
                outcome.model(),
                outcome.server(),
                outcome.seed(),
                outcome.temperature(),
                outcome.attemptsAllowed(),
                outcome.minutesAllowed(),
                outcome.floor(),
                outcome.goals());
    }

    /** The same with those of other reports. */
    public static BenchReport merged(List<List<Outcome>> files) {
        return of(files.stream().flatMap(List::stream).toList());
    }

    /** Whether it holds results of several sets of goals or setups, which do not compare. */
    public boolean hasSeveralSetups() {
        Stream<Outcome.Key> setups = results.stream()
                .map(outcome -> new Outcome.Key(
                        "",
                        "",
                        "",
                        outcome.seed(),
                        outcome.temperature(),
                        outcome.attemptsAllowed(),
                        outcome.minutesAllowed(),
                        outcome.floor(),
                        outcome.goals()));
        return setups.distinct().count() > 1;
    }
}
