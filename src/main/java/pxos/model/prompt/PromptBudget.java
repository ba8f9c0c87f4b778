package pxos.model.prompt;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.model.prompt.PromptFile.Section;
import pxos.model.prompt.PromptFile.Section.Form;

/**
 * Fits the sections of a prompt into a number of tokens, by priority; a section with a floor keeps that much.
 *
 * <p>A section that does not fit is cut at a line end and says so. Nothing stays of one that has no room for a sentence.
 */
final class PromptBudget {

    /** With a context of 4,096 tokens the prompt takes at most 2,300, the rest is the answer's. */
    private static final int SMALL_CONTEXT = 4096;

    private static final int SMALL_PROMPT = 2300;

    /** The opening takes this many of them where an answer and what was wrong with it need the rest. */
    private static final int SMALL_OPENING = 1400;

    private static final int LARGEST_PROMPT = 24_000;
    private static final int LARGEST_ANSWER = 32_768;

    /** Between the prompt and the answer: the estimate may err, and chat templates differ. */
    private static final int RESERVE = 96;

    private static final int SMALLEST_ANSWER = 256;

    /** Less than this of a section says nothing. */
    private static final int SMALLEST_SECTION = 24;

    private static final String CUT_MARK = "… (cut)";

    private PromptBudget() {}

    /** Tokens that the prompt may take in a context of this many, prompt and answer together. */
    static int promptTokens(int contextTokens) {
        if (contextTokens <= SMALL_CONTEXT) {
            return contextTokens * SMALL_PROMPT / SMALL_CONTEXT;
        }
        return Math.min(SMALL_PROMPT + (contextTokens - SMALL_CONTEXT) / 2, LARGEST_PROMPT);
    }

    /** The same before an answer was refused: what is read a first time is worth a little of the answer's room. */
    static int firstPromptTokens(int contextTokens) {
        return promptTokens(contextTokens) * 12 / 11;
    }

    /**
     * Tokens that the opening may take of those for the prompt: all that a plan leaves, and less where an answer and what was
     * wrong with it must have room.
     *
     * @param given tokens of tests and constraints that nobody may leave out
     */
    static List<Integer> openingTokens(int promptTokens, int given) {
        int most = promptTokens * 3 / 4;
        int usual = promptTokens <= SMALL_PROMPT
                ? promptTokens * SMALL_OPENING / SMALL_PROMPT
                : SMALL_OPENING + (promptTokens - SMALL_PROMPT) / 2;
        return List.of(most, Math.min(usual + given, most));
    }

    /** Tokens left for the answer, at least 256. */
    static int answerTokens(int contextTokens, int promptTokens) {
        int left = contextTokens - promptTokens - RESERVE;
        return Math.max(SMALLEST_ANSWER, Math.min(left, LARGEST_ANSWER));
    }

    /** The sections' texts in the given order, cut to the budget; an empty text is left out. */
    static List<String> fit(List<Section> sections, int budgetTokens) {
        int[] floors = floors(sections, budgetTokens);
        int promised = IntStream.of(floors).sum();
        String[] texts = new String[sections.size()];
        int remaining = budgetTokens;
        for (int priority = 1; priority <= PromptFile.LAST_PRIORITY; priority++) {
            for (int index = 0; index < texts.length; index++) {
                if (sections.get(index).priority() == priority) {
                    promised -= floors[index];
                    texts[index] = fitted(sections.get(index), remaining - promised);
                    remaining -= TokenEstimate.of(texts[index]);
                }
            }
        }
        return List.of(texts);
    }

    /** What each section keeps at least; less than it asks for where all of them together ask for too much. */
    private static int[] floors(List<Section> sections, int budgetTokens) {
        int[] floors = sections.stream()
                .mapToInt(section -> Math.min(section.floorTokens(), TokenEstimate.of(section.text())))
                .toArray();
        int sum = IntStream.of(floors).sum();
        double share = sum > budgetTokens ? (double) budgetTokens / sum : 1;
        return IntStream.of(floors).map(floor -> (int) (floor * share)).toArray();
    }

    private static String fitted(Section section, int tokens) {
        String text = section.text();
        if (TokenEstimate.of(text) <= tokens) {
            return text;
        }
        if (section.form() == Form.WHOLE || tokens < SMALLEST_SECTION) {
            return "";
        }
        return section.form() == Form.LIST ? listCut(text, tokens) : cut(text, tokens);
    }

    /** The first lines of a list, and what the others begin with: a name that is known can be asked for or used. */
    private static String listCut(String text, int tokens) {
        List<String> lines = text.lines().toList();
        for (int kept = lines.size() - 1; kept > 0; kept--) {
            String names = lines.subList(kept, lines.size()).stream()
                    .map(line -> line.split("[ (]", 2)[0])
                    .collect(Collectors.joining(" ", "also there: ", "\n"));
            String shorter = String.join("\n", lines.subList(0, kept)) + "\n" + names;
            if (TokenEstimate.of(shorter) <= tokens) {
                return shorter;
            }
        }
        return cut(text, tokens);
    }

    /** A text cut to this many tokens, at a line end where there is one. */
    static String cut(String text, int tokens) {
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
