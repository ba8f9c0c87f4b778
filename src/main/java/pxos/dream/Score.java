package pxos.dream;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * How promising something is: what it would be worth, the more the newer it is, for each unit of what it may cost.
 *
 * @param value about 1 to 5
 * @param novelty 0 where the pixel network has a run with all words of the goal, 1 where it has nothing like it
 * @param cost 1 for something that is tried the first time at no expense; more for each failure, token and second so far
 */
public record Score(double value, double novelty, double cost) {

    /** What is known well is still worth something: the network may hold a run of another OS. */
    private static final double KNOWN = 0.25;

    /** Below this nothing is begun. */
    static final double PROMISING = 0.2;

    public Score {
        value = rounded(value);
        novelty = rounded(novelty);
        cost = rounded(cost);
    }

    @JsonProperty
    public double total() {
        return rounded(value * (KNOWN + (1 - KNOWN) * novelty) / cost);
    }

    boolean isPromising() {
        return total() >= PROMISING;
    }

    private static double rounded(double number) {
        return Math.round(number * 100) / 100.0;
    }

    /** Such as {@code 2.29 (value 3.00, novelty 0.68, cost 1.00)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f (value %.2f, novelty %.2f, cost %.2f)", total(), value, novelty, cost);
    }
}
