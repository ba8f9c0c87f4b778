package pxos.model.prompt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.model.prompt.PromptFile.Section;

/**
 * What stands before everything else in a prompt: what every run says, and what is known for the goal. It is cut once, and said
 * in the same words for all that follows, so that a server need not read it again.
 */
final class Openings {

    private static final int MOST_REMEMBERED = 16;

    /** A model may count a little more than was estimated: what it has read already is worth more than the room. */
    private static final double TOLERANCE = 1.3;

    private static final PromptFile SYSTEM = PromptFile.named("system.md");
    private static final PromptFile OPENING = PromptFile.named("opening.md");

    private final Map<Wanted, List<String>> cut = new LinkedHashMap<>();

    private record Wanted(List<Section> sections, int promptTokens, int budget) {}

    /** Sections with what is left of each. */
    record Opening(List<Section> sections, List<String> texts) {

        /** The text of the sections that belong to the system's message, or of the others. */
        String text(boolean system) {
            int split = SYSTEM.sections().size();
            List<String> part = system ? texts.subList(0, split) : texts.subList(split, texts.size());
            return joined(part);
        }

        /** Names of the sections that were shortened or left out. */
        List<String> shortened() {
            return IntStream.range(0, texts.size())
                    .filter(i -> !texts.get(i).equals(sections.get(i).text()))
                    .mapToObj(i -> sections.get(i).name())
                    .toList();
        }
    }

    static String joined(List<String> texts) {
        return String.join("\n", texts.stream().filter(text -> !text.isEmpty()).toList());
    }

    static List<Section> sections(Map<String, String> values) {
        return Stream.concat(SYSTEM.render(values).stream(), OPENING.render(values).stream())
                .toList();
    }

    /**
     * The opening as it was cut before, if it is still small enough, or cut now.
     *
     * @param promptTokens what it is a part of may take
     * @param budget tokens that it may take itself
     * @param estimated the same in estimated tokens
     */
    synchronized Opening of(
            List<Section> sections, int promptTokens, int budget, int estimated, ToIntFunction<String> tokens) {
        Wanted wanted = new Wanted(sections, promptTokens, budget);
        List<String> before = cut.get(wanted);
        if (before != null && tokens.applyAsInt(joined(before)) <= budget * TOLERANCE) {
            return new Opening(sections, before);
        }
        List<String> now = PromptBudget.fit(sections, estimated);
        if (cut.size() >= MOST_REMEMBERED) {
            cut.clear();
        }
        cut.put(wanted, now);
        return new Opening(sections, now);
    }
}
