package pxos.model.recipes;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Goals that recipes answer, ordered by how much they are like one that none does. */
final class Suggestions {

    private Suggestions() {}

    /** A goal for each recipe, the ones with the most words like those of {@code goal} first. */
    static List<String> of(Collection<Recipe> recipes, String goal) {
        List<String> words = GoalWords.of(goal);
        return recipes.stream()
                .sorted(Comparator.comparingInt((Recipe recipe) -> -likeness(recipe, words)))
                .map(recipe -> recipe.plain().goal())
                .toList();
    }

    private static int likeness(Recipe recipe, List<String> words) {
        Set<String> topicWords = new LinkedHashSet<>(List.of(recipe.name().split("_")));
        recipe.topics().forEach(topic -> topic.words().forEach(topicWords::addAll));
        topicWords.removeAll(Set.of("command", "commands"));
        int score = 0;
        for (String word : words) {
            score += word.equals(recipe.name()) ? 4 : 0;
            score += topicWords.contains(word) ? 3 : topicWords.stream().anyMatch(topic -> isTypo(word, topic)) ? 2 : 0;
        }
        return score;
    }

    /** Whether two words of four letters or more differ by one letter, or by two neighbours swapped. */
    private static boolean isTypo(String word, String topic) {
        if (Math.min(word.length(), topic.length()) < 4 || Math.abs(word.length() - topic.length()) > 1) {
            return false;
        }
        int start = 0;
        while (start < Math.min(word.length(), topic.length()) && word.charAt(start) == topic.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < Math.min(word.length(), topic.length()) - start
                && word.charAt(word.length() - 1 - end) == topic.charAt(topic.length() - 1 - end)) {
            end++;
        }
        int left = word.length() - start - end;
        int right = topic.length() - start - end;
        return Math.max(left, right) <= 1
                || left == 2
                        && right == 2
                        && word.charAt(start) == topic.charAt(start + 1)
                        && word.charAt(start + 1) == topic.charAt(start);
    }
}
