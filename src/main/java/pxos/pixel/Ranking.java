package pxos.pixel;

import java.util.ArrayList;
import java.util.Collections;
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
        this.query = new Terms().add(text, 1).hashes();
    }

    /** A run that matches, by its number in the index; {@code times} counts it and its duplicates. */
    record Hit(int run, double score, int times) implements Comparable<Hit> {
        /** Best first; of equally good ones the newer. */
        @Override
        public int compareTo(Hit other) {
            int byScore = Double.compare(other.score, score);
            return byScore != 0 ? byScore : Integer.compare(other.run, run);
        }
    }

    /** The best matches, best first; of duplicates, which have the same goal and outcome, only the newest. */
    List<Hit> best() {
        int[][] found = matches();
        double[] weights = weights(found);
        double averageWords = averageWords();
        Map<Integer, Integer> newest = new HashMap<>();
        int[] times = new int[found.length];
        for (int run = 0; run < found.length; run++) {
            if (found[run] != null) {
                Integer older = newest.put(index.int32(run, IndexEntry.FOLD), run);
                times[run] = older == null ? 1 : times[older] + 1;
            }
        }
        List<Hit> hits = new ArrayList<>(newest.size());
        for (int run : newest.values()) {
            hits.add(new Hit(run, score(run, found[run], weights, averageWords), times[run]));
        }
        Collections.sort(hits);
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
        boolean[] firstBytes = new boolean[256];
        for (int term : query) {
            firstBytes[term >>> 16] = true;
        }
        byte[] bytes = index.bytes();
        for (int run = 0; run < found.length; run++) {
            int end = index.end(run);
            for (int at = index.start(run) + IndexEntry.TERMS; at < end; at += 4) {
                if (firstBytes[bytes[at] & 0xFF]) {
                    found[run] = count(found[run], RunIndex.int32(bytes, at));
                }
            }
        }
        return found;
    }

    private int[] count(int[] counts, int term) {
        for (int i = 0; i < query.length; i++) {
            if (query[i] == term >>> 8) {
                int[] found = counts == null ? new int[query.length] : counts;
                found[i] = term & 0xFF;
                return found;
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
            total += index.words(run);
        }
        return Math.max(1, total / (double) Math.max(1, index.size()));
    }

    private double score(int run, int[] counts, double[] weights, double averageWords) {
        double score = 0;
        double norm = K1 * (1 - B + B * index.words(run) / averageWords);
        for (int i = 0; i < counts.length; i++) {
            score += weights[i] * counts[i] * (K1 + 1) / (counts[i] + norm);
        }
        return score;
    }
}
