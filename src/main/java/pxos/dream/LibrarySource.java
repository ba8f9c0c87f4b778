package pxos.dream;

import java.util.List;
import pxos.model.recipes.RecipeStep;

/** The goals that the library knows and pxOS does not have; more is worth what others need. */
final class LibrarySource implements GoalSource {

    private static final double VALUE = 3;

    /** For each goal that needs it. */
    private static final double OPENS = 0.25;

    private static final double MOST_OPENED = 0.9;
    private static final int NAMED = 3;

    @Override
    public List<Candidate> candidates(Scene scene) {
        List<String> present = scene.state().source().featureNames();
        List<RecipeStep> missing = scene.recipes().steps().stream()
                .filter(step -> !present.contains(step.feature()))
                .toList();
        return missing.stream().map(step -> candidate(step, missing)).toList();
    }

    private static Candidate candidate(RecipeStep step, List<RecipeStep> missing) {
        List<String> opens = missing.stream()
                .filter(other -> other.requires().contains(step.feature()))
                .map(RecipeStep::feature)
                .toList();
        String more = opens.isEmpty() ? "" : ", and " + needing(opens) + " it";
        return Candidate.of(
                Kind.LIBRARY,
                step.goal(),
                step.feature(),
                "the library knows it, and pxOS does not have it" + more,
                VALUE + Math.min(MOST_OPENED, OPENS * opens.size()));
    }

    /** Such as {@code dir, type and 3 more need}. */
    private static String needing(List<String> opens) {
        if (opens.size() == 1) {
            return opens.get(0) + " needs";
        }
        int others = opens.size() - NAMED;
        return others > 0
                ? String.join(", ", opens.subList(0, NAMED)) + " and " + others + " more need"
                : String.join(", ", opens) + " need";
    }
}
