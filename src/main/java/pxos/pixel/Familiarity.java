package pxos.pixel;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import pxos.pixel.picture.Mark;

/**
 * How well the network knows some goals, found in one pass over its index.
 *
 * <p>A goal is like a run by the share of its words that the run has, the rare ones counting more, as in {@link Ranking}.
 */
final class Familiarity {

    /** What a word of the goal is worth where every run has it; a network of one run has nothing else. */
    private static final double SMALLEST_WEIGHT = 0.05;

    /** For each run, the words of any goal that it has, as places in {@link #words}. */
    private final List<int[]> runs;

    /** The words of all goals, each once, as ascending hashes. */
    private final int[] words;

    /** For each goal, its words as places in {@link #words}. */
    private final List<int[]> goals;

    /** @param index the runs; their order does not matter */
    Familiarity(List<IndexEntry> index, List<String> goals) {
        List<int[]> hashes = goals.stream().map(Familiarity::hashes).toList();
        words = hashes.stream().flatMapToInt(IntStream::of).sorted().distinct().toArray();
        this.goals = hashes.stream().map(this::places).toList();
        runs = index.stream().map(run -> places(wordsOf(run))).toList();
    }

    private static int[] hashes(String goal) {
        return new Terms()
                .add(goal, 1).counts().keySet().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private static int[] wordsOf(IndexEntry run) {
        int[] all = new int[run.terms().capacity()];
        for (int i = 0; i < all.length; i++) {
            all[i] = run.terms().get(i) >>> 8;
        }
        return all;
    }

    private int[] places(int[] hashes) {
        int[] places = new int[hashes.length];
        int found = 0;
        for (int hash : hashes) {
            int place = Arrays.binarySearch(words, hash);
            if (place >= 0) {
                places[found++] = place;
            }
        }
        return Arrays.copyOf(places, found);
    }

    /** From 0, nothing like it, to 1, a run has all its words; in the order of the goals. */
    List<Double> likenesses() {
        double[] weights = weights();
        int[][] having = having();
        double[] best = new double[goals.size()];
        double[] shared = new double[goals.size()];
        for (int[] run : runs) {
            for (int word : run) {
                for (int goal : having[word]) {
                    shared[goal] += weights[word];
                    best[goal] = Math.max(best[goal], shared[goal]);
                }
            }
            Arrays.fill(shared, 0);
        }
        return IntStream.range(0, goals.size())
                .mapToObj(goal -> share(best[goal], goals.get(goal), weights))
                .toList();
    }

    private static double share(double shared, int[] goal, double[] weights) {
        double all = IntStream.of(goal).mapToDouble(word -> weights[word]).sum();
        return all == 0 ? 0 : shared / all;
    }

    /** For each word, the goals that have it. */
    private int[][] having() {
        return IntStream.range(0, words.length)
                .mapToObj(word -> IntStream.range(0, goals.size())
                        .filter(goal -> IntStream.of(goals.get(goal)).anyMatch(one -> one == word))
                        .toArray())
                .toArray(int[][]::new);
    }

    /** What each word is worth: the more, the fewer runs have it. */
    private double[] weights() {
        int[] counts = new int[words.length];
        for (int[] run : runs) {
            for (int word : run) {
                counts[word]++;
            }
        }
        return IntStream.of(counts)
                .mapToDouble(count -> Math.log(1 + (runs.size() - count + 0.5) / (count + 0.5)))
                .map(weight -> Math.max(SMALLEST_WEIGHT, weight))
                .toArray();
    }

    /** Whether no run of the same goal has passed. */
    static boolean isUnsolved(Set<Integer> passed, RunRecord run) {
        return !passed.contains(IndexEntry.fold(run.request().goal(), Mark.PASS, ""));
    }
}
