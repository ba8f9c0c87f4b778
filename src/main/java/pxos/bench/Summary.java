package pxos.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How one model did.
 *
 * @param model who was asked
 * @param server the server that was asked; empty where none was
 * @param answeredBy the model as the server names it in its answers; empty where nobody answered
 * @param seed it was asked with
 * @param temperature of its first questions
 * @param attemptsAllowed code attempts that it had at most
 * @param minutesAllowed how long the questions of a goal could take; 0 for no end
 * @param floor what its own tests had to reach
 * @param goals how many it tried
 * @param successesAt1 goals reached by its first code
 * @param successesAt3 goals reached by its third code at the latest
 * @param successes goals reached
 * @param fromLibrary those of them for which it chose a feature of the library
 * @param levels the same by level
 * @param medianCaughtPercent mutants that its own tests catch, the median of the goals reached with code that was
 *     measured; 0 where none was
 * @param medianBytes bytes of a feature, the median of the goals reached; 0 where none was
 * @param tokens of all goals
 * @param medianTokens of a goal, reached or not
 * @param seconds of all goals
 * @param failures how many of each kind
 */
public record Summary(
        String model,
        String server,
        String answeredBy,
        long seed,
        double temperature,
        int attemptsAllowed,
        int minutesAllowed,
        String floor,
        int goals,
        int successesAt1,
        int successesAt3,
        int successes,
        int fromLibrary,
        List<Level> levels,
        int medianCaughtPercent,
        int medianBytes,
        long tokens,
        int medianTokens,
        double seconds,
        Map<FailureKind, Integer> failures) {

    /** The number of attempts that models are compared at, besides the first one. */
    private static final int THIRD = 3;

    private static final double PER_SECOND = 1000.0;

    /** The goals of one level. */
    public record Level(int level, int goals, int successesAt1, int successesAt3) {
        private static Level of(int level, List<GoalOutcome> all) {
            List<GoalOutcome> some =
                    all.stream().filter(outcome -> outcome.level() == level).toList();
            return new Level(level, some.size(), within(some, 1), within(some, THIRD));
        }
    }

    /** @param outcomes of one model and one setup, at least one */
    static Summary of(List<GoalOutcome> outcomes) {
        GoalOutcome any = outcomes.get(0);
        List<GoalOutcome> reached =
                outcomes.stream().filter(GoalOutcome::success).toList();
        Map<FailureKind, Integer> failures = new EnumMap<>(FailureKind.class);
        outcomes.stream()
                .filter(outcome -> !outcome.success())
                .forEach(outcome -> failures.merge(outcome.failure(), 1, Integer::sum));
        return new Summary(
                any.model(),
                any.server(),
                answeredBy(outcomes),
                any.seed(),
                any.temperature(),
                any.attemptsAllowed(),
                any.minutesAllowed(),
                any.floor(),
                outcomes.size(),
                within(outcomes, 1),
                within(outcomes, THIRD),
                reached.size(),
                (int) reached.stream().filter(GoalOutcome::fromLibrary).count(),
                levels(outcomes),
                (int) median(
                        reached.stream()
                                .filter(outcome -> outcome.caughtPercent() > 0)
                                .toList(),
                        GoalOutcome::caughtPercent),
                (int) median(reached, GoalOutcome::bytes),
                outcomes.stream().mapToLong(GoalOutcome::tokens).sum(),
                (int) median(outcomes, GoalOutcome::tokens),
                outcomes.stream().mapToLong(GoalOutcome::milliseconds).sum() / PER_SECOND,
                failures);
    }

    private static String answeredBy(List<GoalOutcome> outcomes) {
        return outcomes.stream()
                .map(GoalOutcome::answeredBy)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static List<Level> levels(List<GoalOutcome> outcomes) {
        return outcomes.stream()
                .map(GoalOutcome::level)
                .distinct()
                .sorted()
                .map(level -> Level.of(level, outcomes))
                .toList();
    }

    private static int within(List<GoalOutcome> outcomes, int attempts) {
        return (int) outcomes.stream()
                .filter(outcome -> outcome.succeededWithin(attempts))
                .count();
    }

    /** The lower one of the two in the middle; 0 where there is none. */
    private static long median(List<GoalOutcome> outcomes, ToLongFunction<GoalOutcome> figure) {
        long[] sorted = outcomes.stream().mapToLong(figure).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }

    /** Goals reached within three attempts, in percent of those tried. */
    double successPercent() {
        return 100.0 * successesAt3 / goals;
    }
}
