package pxos.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pxos.Problem;
import pxos.pipeline.Outside;

/** Has models try goals, one after the other, and writes down what came of each. */
public final class ModelBench {

    private final Outside outside;
    private final Setup setup;
    private final GoalSet set;
    private final Ground.Maker maker;

    /** Hears how a bench comes along. */
    public interface Listener {

        /** @param done how many of {@code all} are finished already */
        void started(Coder candidate, Goal goal, int done, int all);

        void ended(GoalOutcome outcome, int done, int all);
    }

    /** A model and a goal. */
    private record Pair(Coder candidate, Goal goal) {}

    public ModelBench(Outside outside, Setup setup, GoalSet set) {
        this(outside, setup, set, Ground::make);
    }

    /** On another ground than a grown pxOS. */
    ModelBench(Outside outside, Setup setup, GoalSet set, Ground.Maker maker) {
        this.outside = outside;
        this.setup = setup;
        this.set = set;
        this.maker = maker;
    }

    /**
     * Does what the results do not hold yet, of one part of the work.
     *
     * @return the results of that part, with those that were there already
     * @throws Problem where a model cannot be asked; what is finished by then is in the results
     */
    public List<GoalOutcome> run(
            List<Coder> candidates, List<Goal> goals, Shard shard, ResultsFile results, Listener listener)
            throws IOException {
        List<Pair> pairs = new ArrayList<>();
        candidates.forEach(candidate -> goals.forEach(goal -> pairs.add(new Pair(candidate, goal))));
        List<Pair> mine = shard.of(pairs);
        Map<GoalOutcome.Key, GoalOutcome> known = new LinkedHashMap<>();
        results.outcomes().forEach(outcome -> known.put(outcome.key(), outcome));
        List<Pair> left =
                mine.stream().filter(pair -> !known.containsKey(key(pair))).toList();
        if (!left.isEmpty()) {
            int before = mine.size() - left.size();
            try (Ground ground = maker.make(outside)) {
                GoalRun runs = new GoalRun(outside, ground, setup, set);
                for (int i = 0; i < left.size(); i++) {
                    Pair pair = left.get(i);
                    listener.started(pair.candidate(), pair.goal(), before + i, mine.size());
                    GoalOutcome outcome = runs.of(pair.candidate(), pair.goal());
                    results.add(outcome);
                    known.put(outcome.key(), outcome);
                    listener.ended(outcome, before + i + 1, mine.size());
                }
            }
        }
        return mine.stream().map(pair -> known.get(key(pair))).toList();
    }

    private GoalOutcome.Key key(Pair pair) {
        return GoalOutcome.Key.of(pair.candidate(), pair.goal(), setup, set);
    }
}
