package pxos.pixel;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pxos.pixel.picture.Mark;

/**
 * How well the network knows some goals, found in one pass over its index.
 *
 * <p>A goal is like a run by the share of its words that the run has, the rare ones counting more, as in {@link Ranking}.
 */
final class Familiarity {

    /** What a word of the goal is worth where every run has it; a network of one run has nothing else. */
    private static final double SMALLEST_WEIGHT = 0.05;

    private final List<IndexEntry> index;
    private final Map<Integer, Integer> having = new HashMap<>();
    private final List<Set<Integer>> goals;

    /** @param index the runs; their order does not matter */
    Familiarity(List<IndexEntry> index, List<String> goals) {
        this.index = index;
        this.goals = goals.stream()
                .map(goal -> (Set<Integer>)
                        new LinkedHashSet<>(new Terms().add(goal, 1).counts().keySet()))
                .toList();
        this.goals.forEach(words -> words.forEach(word -> having.putIfAbsent(word, 0)));
    }

    /** From 0, nothing like it, to 1, a run has all its words; in the order of the goals. */
    List<Double> likenesses() {
        List<Set<Integer>> runs = index.stream()
                .map(this::wordsOf)
                .filter(words -> !words.isEmpty())
                .distinct()
                .toList();
        index.forEach(run -> wordsOf(run).forEach(word -> having.merge(word, 1, Integer::sum)));
        return goals.stream()
                .map(goal -> runs.stream()
                        .mapToDouble(run -> likeness(goal, run))
                        .max()
                        .orElse(0))
                .toList();
    }

    /** The words of any of the goals that a run has. */
    private Set<Integer> wordsOf(IndexEntry run) {
        Set<Integer> words = new LinkedHashSet<>();
        for (int i = 0; i < run.terms().capacity(); i++) {
            int word = run.terms().get(i) >>> 8;
            if (having.containsKey(word)) {
                words.add(word);
            }
        }
        return words;
    }

    private double likeness(Set<Integer> goal, Set<Integer> run) {
        double all = 0;
        double shared = 0;
        for (int word : goal) {
            double weight = weight(word);
            all += weight;
            shared += run.contains(word) ? weight : 0;
        }
        return all == 0 ? 0 : shared / all;
    }

    private double weight(int word) {
        double runs = having.get(word);
        return Math.max(SMALLEST_WEIGHT, Math.log(1 + (index.size() - runs + 0.5) / (runs + 0.5)));
    }

    /** Whether no run of the same goal has passed. */
    static boolean isUnsolved(Set<Integer> passed, RunRecord run) {
        return !passed.contains(IndexEntry.fold(run.request().goal(), Mark.PASS, ""));
    }
}
