package pxos;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who has mistyped a word. */
public final class Nearest {

    /** Slips in a long word; a short one may have one. */
    private static final int MAX_SLIPS = 2;

    private static final int SHORT = 6;

    private Nearest() {}

    /** The known word that differs least from {@code word}; empty where none is near. */
    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> isNear(word, candidate))
                .min(Comparator.comparingInt((String candidate) -> slips(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of an error about an unknown word: {@code ; did you mean 'x'?}, or nothing. */
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> "; did you mean '" + near + "'?").orElse("");
    }

    /** Whether two words differ by a slip or two: a letter that is wrong, missing or too many, or two swapped. */
    public static boolean isNear(String word, String candidate) {
        int length = Math.min(word.length(), candidate.length());
        int most = length < SHORT ? 1 : MAX_SLIPS;
        boolean mayBe = length > 2 && Math.abs(word.length() - candidate.length()) <= most;
        return mayBe && slips(word, candidate) <= most;
    }

    /** Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, capitals apart. */
    private static int slips(String left, String right) {
        String one = left.toLowerCase(Locale.ROOT);
        String other = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(cost[i][j], cost[i - 2][j - 2] + 1) : cost[i][j];
            }
        }
        return cost[one.length()][other.length()];
    }
}
