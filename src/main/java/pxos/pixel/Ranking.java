package pxos.pixel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Ranks runs by how well they match a text: Okapi BM25 with the usual k1 = 1.2 and b = 0.75 (Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework", 2009), over the words of goal, features, evidence and plan.
 */
final class Ranking {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    /** Newest first. */
    private final List<IndexEntry> index;

    private final int[] query;

    /** A ranking of the runs of an index, oldest first, by the words of {@code text}. */
    Ranking(List<IndexEntry> index, String text) {
        this.index = new ArrayList<>(index);
        Collections.reverse(this.index);
        this.query = new Terms()
                .add(text, 1).counts().keySet().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** A run that has words of the text, and how often it has each of them. */
    private record Match(IndexEntry run, int[] counts) {}

    /** A run that is an answer; {@code times} counts it and its older duplicates. */
    record Hit(IndexEntry run, double score, int times) {}

    /**
     * The best matches, best first, of equally good ones the newest; of duplicates, which have the same goal and
     * outcome, only the newest.
     */
    List<Hit> best() {
        List<Match> matches = matches();
        double[] weights = weights(matches);
        double averageWords =
                Math.max(1, index.stream().mapToInt(IndexEntry::words).average().orElse(1));
        Map<Integer, Hit> newestFirst = new LinkedHashMap<>();
        for (Match match : matches) {
            newestFirst.merge(
                    match.run.fold(),
                    new Hit(match.run, score(match, weights, averageWords), 1),
                    (newest, older) -> new Hit(newest.run, newest.score, newest.times + 1));
        }
        return newestFirst.values().stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .toList();
    }

    /** Runs that have every word of the text, newest first; all runs when it has none. */
    List<IndexEntry> containing() {
        return index.stream()
                .filter(run -> IntStream.of(run.counts(query)).allMatch(count -> count > 0))
                .toList();
    }

    private List<Match> matches() {
        return index.stream()
                .map(run -> new Match(run, run.counts(query)))
                .filter(match -> IntStream.of(match.counts).anyMatch(count -> count > 0))
                .toList();
    }

    private double[] weights(List<Match> matches) {
        return IntStream.range(0, query.length)
                .mapToLong(word ->
                        matches.stream().filter(match -> match.counts[word] > 0).count())
                .mapToDouble(having -> Math.log(1 + (index.size() - having + 0.5) / (having + 0.5)))
                .toArray();
    }

    private static double score(Match match, double[] weights, double averageWords) {
        double score = 0;
        double norm = K1 * (1 - B + B * match.run.words() / averageWords);
        for (int i = 0; i < weights.length; i++) {
            score += weights[i] * match.counts[i] * (K1 + 1) / (match.counts[i] + norm);
        }
        return score;
    }
}
