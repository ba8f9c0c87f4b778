package pxos.lm;

import java.util.ArrayList;
import java.util.List;

/**
 * Fits sections into a number of tokens: by priority, and whatever has to be there keeps a floor.
 *
 * <p>A section that does not fit is cut at a line end and says so; of one that has no room for a sentence, nothing stays.
 */
final class PromptBudget {

    /** With a context of 4,096 tokens the prompt takes at most 2,200, the rest is the answer's. */
    private static final int SMALL_CONTEXT = 4096;

    private static final int SMALL_PROMPT = 2200;
    private static final int LARGEST_PROMPT = 24_000;
    private static final int LARGEST_ANSWER = 32_768;

    /** Between the prompt and the answer: the estimate may err, and chat templates differ. */
    private static final int RESERVE = 96;

    private static final int SMALLEST_ANSWER = 256;
    static final String CUT_MARK = "… (cut)";

    private PromptBudget() {}

    /** Tokens that the prompt may take in a context of so many, prompt and answer together. */
    static int promptTokens(int contextTokens) {
        if (contextTokens <= SMALL_CONTEXT) {
            return contextTokens * SMALL_PROMPT / SMALL_CONTEXT;
        }
        return Math.min(SMALL_PROMPT + (contextTokens - SMALL_CONTEXT) / 2, LARGEST_PROMPT);
    }

    /** Tokens left for the answer, at least 256. */
    static int answerTokens(int contextTokens, int promptTokens) {
        int left = contextTokens - promptTokens - RESERVE;
        return Math.max(SMALLEST_ANSWER, Math.min(left, LARGEST_ANSWER));
    }

    /** The sections' texts in the given order, cut to the budget; an empty text is left out. */
    static List<String> fit(List<Section> sections, int budgetTokens) {
        String[] texts = new String[sections.size()];
        int remaining = budgetTokens;
        for (int priority = 1; priority <= Section.LAST_PRIORITY; priority++) {
            for (int index = 0; index < sections.size(); index++) {
                Section section = sections.get(index);
                if (section.priority() == priority) {
                    int promised = floorsAfter(sections, index);
                    texts[index] = cut(section, remaining - promised);
                    remaining -= TokenEstimate.of(texts[index]);
                }
            }
        }
        return new ArrayList<>(List.of(texts));
    }

    /** Floors of the sections that are served after the one at {@code index} and must be there. */
    private static int floorsAfter(List<Section> sections, int index) {
        int promised = 0;
        int priority = sections.get(index).priority();
        for (int other = 0; other < sections.size(); other++) {
            Section section = sections.get(other);
            boolean later = section.priority() > priority || section.priority() == priority && other > index;
            promised += later ? Math.min(section.floorTokens(), TokenEstimate.of(section.text())) : 0;
        }
        return promised;
    }

    private static String cut(Section section, int tokens) {
        String text = section.text();
        if (TokenEstimate.of(text) <= tokens) {
            return text;
        }
        if (tokens < Section.SMALLEST_TOKENS) {
            return "";
        }
        String kept = longestPrefix(text, tokens - TokenEstimate.of("\n" + CUT_MARK + "\n"));
        int lineEnd = kept.lastIndexOf('\n');
        // One long line is cut in the middle; of several only whole ones stay.
        String whole = lineEnd > kept.length() / 2 ? kept.substring(0, lineEnd) : kept;
        return whole.stripTrailing() + "\n" + CUT_MARK + "\n";
    }

    private static String longestPrefix(String text, int tokens) {
        int low = 0;
        int high = (int) Math.min(text.length(), Math.max(0, tokens) * 8L);
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (TokenEstimate.of(text.substring(0, middle)) <= tokens) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        boolean splitsPair = low > 0 && Character.isHighSurrogate(text.charAt(low - 1));
        return text.substring(0, splitsPair ? low - 1 : low);
    }
}
