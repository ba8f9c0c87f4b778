package pxos.pixel;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The words of a text as the search compares them: lower case, without endings, as 24-bit hashes.
 *
 * <p>An ideograph is a word of its own, since those scripts put no blanks between words.
 */
final class Terms {
    private static final int HASH_BITS = 24;
    private static final Pattern WORD = Pattern.compile("\\p{IsIdeographic}|[\\p{L}\\p{Nd}&&\\P{IsIdeographic}]+");
    private static final Set<String> STOP_WORDS = Set.of(
            "a", "an", "and", "as", "at", "be", "by", "for", "from", "in", "is", "it", "of", "on", "or", "that", "the",
            "then", "this", "to", "when", "with");

    private final Map<Integer, Integer> counts = new LinkedHashMap<>();

    /** Adds the text's words, each counted {@code weight} times. */
    Terms add(String text, int weight) {
        WORD.matcher(text).results().forEach(word -> put(word.group(), weight));
        return this;
    }

    /** How often each word occurs, by hash, in the order of first appearance. */
    Map<Integer, Integer> counts() {
        return counts;
    }

    /** Words counted in all. */
    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A hash of the set of words, which does not depend on their order. */
    int fold() {
        int hash = 17;
        for (int term : new TreeSet<>(counts.keySet())) {
            hash = hash * 31 + term;
        }
        return hash;
    }

    private void put(String word, int weight) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (!STOP_WORDS.contains(lower)) {
            counts.merge(hash(stem(lower)), weight, Integer::sum);
        }
    }

    /** Removes the commonest English endings, so that "prints", "printing" and "printed" are one word. */
    private static String stem(String word) {
        int length = word.length();
        if (length > 5 && word.endsWith("ing")) {
            return undouble(word.substring(0, length - 3));
        }
        if (length > 4 && word.endsWith("ed")) {
            return undouble(word.substring(0, length - 2));
        }
        if (length > 4 && word.endsWith("es") && "sxzh".indexOf(word.charAt(length - 3)) >= 0) {
            return word.substring(0, length - 2);
        }
        boolean plural = length > 3 && word.endsWith("s") && !word.endsWith("ss") && !word.endsWith("us");
        return undouble(plural ? word.substring(0, length - 1) : word);
    }

    /** Without a final e or the second of two equal final letters: "us(e)", "stop(p)". */
    private static String undouble(String stem) {
        int last = stem.length() - 1;
        boolean shorten = last > 2 && (stem.charAt(last) == 'e' || stem.charAt(last) == stem.charAt(last - 1));
        return shorten ? stem.substring(0, last) : stem;
    }

    private static int hash(String word) {
        int hash = 0x811C9DC5;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x01000193;
        }
        return (hash >>> HASH_BITS ^ hash) & (1 << HASH_BITS) - 1;
    }
}
