package pxos.pixel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks runs by how well they match a text: Okapi BM25 with the usual k1 = 1.2 and b = 0.75 (Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework", 2009), over the words of goal, features, evidence and plan.
 */
final class Ranking {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    private final RunIndex index;
    private final int[] query;

    Ranking(RunIndex index, String text) {
        this.index = index;
        this.query = new Terms().add(text, 1).counts().keySet().stream().mapToInt(term -> term).toArray();
    }

    /** A run that matches, by its number in the index; {@code times} counts it and its duplicates. */
    record Hit(int run, double score, int times) {}

    /** The best matches, best first; of duplicates, which have the same goal and outcome, only the newest. */
    List<Hit> best() {
        int[][] found = matches();
        double[] weights = weights(found);
        double averageWords = averageWords();
        Map<Integer, Hit> byFold = new HashMap<>();
        for (int run = 0; run < found.length; run++) {
            if (found[run] != null) {
                Hit hit = new Hit(run, score(run, found[run], weights, averageWords), 1);
                int fold = index.entries().getInt(index.start(run) + IndexEntry.FOLD);
                byFold.merge(fold, hit, (old, now) -> new Hit(now.run(), now.score(), old.times() + 1));
            }
        }
        List<Hit> hits = new ArrayList<>(byFold.values());
        hits.sort(Comparator.comparingDouble(Hit::score).thenComparingInt(Hit::run).reversed());
        return hits;
    }

    /** Runs that have every word of the text, newest first; all runs when it has none. */
    List<Integer> containing() {
        int[][] found = query.length == 0 ? null : matches();
        List<Integer> runs = new ArrayList<>();
        for (int run = index.size() - 1; run >= 0; run--) {
            if (found == null || found[run] != null && all(found[run])) {
                runs.add(run);
            }
        }
        return runs;
    }

    private static boolean all(int[] counts) {
        for (int count : counts) {
            if (count == 0) {
                return false;
            }
        }
        return true;
    }

    /** For each run that has a word of the query: how often it has each of them. */
    private int[][] matches() {
        int[][] found = new int[index.size()][];
        ByteBuffer entries = index.entries();
        for (int run = 0; run < found.length; run++) {
            int start = index.start(run);
            int end = start + entries.getInt(start) - IndexEntry.TRAILER_BYTES;
            found[run] = counts(entries, start + IndexEntry.TERMS, end);
        }
        return found;
    }

    private int[] counts(ByteBuffer entries, int from, int to) {
        int[] counts = null;
        for (int at = from; at < to; at += 4) {
            int term = entries.getInt(at);
            int hash = term >>> 8;
            for (int i = 0; i < query.length; i++) {
                if (query[i] == hash) {
                    counts = counts == null ? new int[query.length] : counts;
                    counts[i] = term & 0xFF;
                }
            }
        }
        return counts;
    }

    private double[] weights(int[][] found) {
        double[] weights = new double[query.length];
        for (int i = 0; i < query.length; i++) {
            int having = 0;
            for (int[] counts : found) {
                having += counts != null && counts[i] > 0 ? 1 : 0;
            }
            weights[i] = Math.log(1 + (index.size() - having + 0.5) / (having + 0.5));
        }
        return weights;
    }

    private double averageWords() {
        long total = 0;
        for (int run = 0; run < index.size(); run++) {
            total += words(run);
        }
        return Math.max(1, total / (double) Math.max(1, index.size()));
    }

    private int words(int run) {
        return index.entries().getShort(index.start(run) + IndexEntry.WORDS);
    }

    private double score(int run, int[] counts, double[] weights, double averageWords) {
        double score = 0;
        double norm = K1 * (1 - B + B * words(run) / averageWords);
        for (int i = 0; i < counts.length; i++) {
            score += weights[i] * counts[i] * (K1 + 1) / (counts[i] + norm);
        }
        return score;
    }
}
