package pxos.model.lm;

import java.util.regex.Pattern;

/**
 * Notices a text that goes round in circles, as a weak model's does until its room ends.
 *
 * <p>It does where its end repeats one piece three times or more, over at least 480 characters; a piece of 300 and more
 * need only come twice. Pieces may differ in their numbers where they come three times: {@code step 7}, {@code step 8}. In an
 * answer, 480 characters may not have come anywhere before: so a circle is noticed within 480 characters, which is 150 to 250
 * tokens, of its first repetition, or within three pieces that differ in their numbers.
 */
final class Circling {

    private static final int LEAST_CHARACTERS = 480;
    private static final int REPEATS = 3;
    private static final int LONGEST_PIECE = 600;
    private static final int LONG_PIECE = 300;
    /** A shorter piece that differs in its numbers may be a table. */
    private static final int SHORTEST_COUNTED = 40;

    private static final Pattern DIGIT = Pattern.compile("[0-9]");

    private Circling() {}

    /** @param text as far as it has come */
    static boolean isAtEndOf(CharSequence text) {
        int start = Math.max(0, text.length() - REPEATS * LONGEST_PIECE);
        String tail = text.subSequence(start, text.length()).toString();
        return tail.length() >= LEAST_CHARACTERS
                && (repeats(tail, 1)
                        || repeatsTwice(tail)
                        || repeats(DIGIT.matcher(tail).replaceAll("0"), SHORTEST_COUNTED));
    }

    /**
     * Whether an answer's end has come before, however far: that is no chance. Reasoning may well say its draft again.
     *
     * @param text as far as it has come, with reasoning in front where a model has put it there
     */
    static boolean isCopyAtEndOf(CharSequence text) {
        String all = text.toString();
        int reasoned = all.lastIndexOf("</think>");
        if (reasoned < 0 && all.stripLeading().startsWith("<think>")) {
            return false;
        }
        String answer = all.substring(Math.max(0, reasoned));
        int from = answer.length() - LEAST_CHARACTERS;
        return from > 0 && answer.indexOf(answer.substring(from)) < from;
    }

    /** Whether the end is a long piece that came just before. */
    private static boolean repeatsTwice(String tail) {
        for (int piece = LONG_PIECE; 2 * piece <= tail.length(); piece++) {
            int end = tail.length();
            if (tail.regionMatches(end - piece, tail, end - 2 * piece, piece)) {
                return true;
            }
        }
        return false;
    }

    /** By the prefix function of the text read backwards (Knuth, Morris and Pratt). */
    private static boolean repeats(String tail, int shortestPiece) {
        String backwards = new StringBuilder(tail).reverse().toString();
        int[] border = new int[backwards.length()];
        for (int i = 1; i < border.length; i++) {
            int k = border[i - 1];
            while (k > 0 && backwards.charAt(i) != backwards.charAt(k)) {
                k = border[k - 1];
            }
            border[i] = backwards.charAt(i) == backwards.charAt(k) ? k + 1 : 0;
            int length = i + 1;
            int piece = length - border[i];
            if (length >= LEAST_CHARACTERS && length >= REPEATS * piece && piece >= shortestPiece) {
                return true;
            }
        }
        return false;
    }
}
