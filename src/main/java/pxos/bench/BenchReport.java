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
public record BenchReport(List<Summary> models, List<GoalOutcome> results) {

    private static final Comparator<GoalOutcome> ORDER = Comparator.comparing(GoalOutcome::model)
            .thenComparing(GoalOutcome::server)
            .thenComparing(GoalOutcome::goals)
            .thenComparingLong(GoalOutcome::seed)
            .thenComparingDouble(GoalOutcome::temperature)
            .thenComparingInt(GoalOutcome::attemptsAllowed)
            .thenComparingInt(GoalOutcome::minutesAllowed)
            .thenComparing(GoalOutcome::floor)
            .thenComparingInt(GoalOutcome::level)
            .thenComparing(GoalOutcome::goal);

    public BenchReport {
        models = List.copyOf(models);
        results = List.copyOf(results);
    }

    /** Sums up results, each once; in what order they come, and from how many files, does not matter. */
    public static BenchReport of(List<GoalOutcome> outcomes) {
        Map<GoalOutcome.Key, GoalOutcome> once = new LinkedHashMap<>();
        outcomes.forEach(outcome -> once.put(outcome.key(), outcome));
        List<GoalOutcome> results = once.values().stream().sorted(ORDER).toList();
        Map<GoalOutcome.Key, List<GoalOutcome>> byModel = new LinkedHashMap<>();
        results.forEach(outcome -> byModel.computeIfAbsent(model(outcome), key -> new ArrayList<>())
                .add(outcome));
        return new BenchReport(byModel.values().stream().map(Summary::of).toList(), results);
    }

    /** The same for all goals of one model and setup. */
    private static GoalOutcome.Key model(GoalOutcome outcome) {
        return new GoalOutcome.Key(
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
    public static BenchReport merged(List<List<GoalOutcome>> files) {
        return of(files.stream().flatMap(List::stream).toList());
    }

    /** Whether it holds results of several sets of goals or setups, which do not compare. */
    public boolean hasSeveralSetups() {
        Stream<GoalOutcome.Key> setups = results.stream()
                .map(outcome -> new GoalOutcome.Key(
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
