package pxos.dream;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import pxos.model.recipes.GoalMatch;
import pxos.pixel.RunRecord;

/** Goals that failed in the network, and that something newer may solve: a feature, a model, a recipe. */
final class FailureSource implements GoalSource {

    /** Somebody wanted it. */
    private static final double VALUE = 3.5;

    private static final int NEWEST = 24;

    @Override
    public List<Candidate> candidates(Scene scene) throws IOException {
        return scene.network().unsolved(NEWEST).stream()
                .filter(FailureSource::isAGoal)
                .flatMap(run -> again(run, scene).stream())
                .toList();
    }

    /** Milestones and revisions have titles of their own. */
    private static boolean isAGoal(RunRecord run) {
        return run.request().milestone().isEmpty()
                && run.title().equals(run.request().goal())
                && !run.request().generator().equals("pxos")
                && !run.request().goal().isBlank();
    }

    private static Optional<Candidate> again(RunRecord run, Scene scene) {
        String goal = run.request().goal();
        String words = goal + "\n" + String.join("\n", run.proof().evidence());
        return Since.the(run.request().runId(), words, run.request().generator(), scene)
                .or(() -> recipeNow(run, scene))
                .map(why -> Candidate.of(Kind.RETRY, goal, "", why, VALUE).failedBefore(1));
    }

    /** A recipe that was not there then, or that a model was asked instead of. */
    private static Optional<String> recipeNow(RunRecord run, Scene scene) {
        boolean builtNothing =
                run.result().stage().equals("plan") || run.result().stage().equals("generate");
        List<String> present = scene.state().source().featureNames();
        return builtNothing && scene.recipes().planFor(run.request().goal(), present) instanceof GoalMatch.Found
                ? Optional.of("it failed in " + run.request().runId() + ", and a recipe knows it now")
                : Optional.empty();
    }
}
