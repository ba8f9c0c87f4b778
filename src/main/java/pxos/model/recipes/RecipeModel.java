package pxos.model.recipes;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.KnownStep;
import pxos.model.Reply;
import pxos.model.Request;

/** The embedded model: answers a request with the step that is known for it, and has no opinion on anything else. */
public final class RecipeModel implements CodingModel {

    /** Who wrote a feature, where the recipes did. */
    public static final String ID = "recipes";

    private final RecipeBook book;

    public RecipeModel(RecipeBook book) {
        this.book = book;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean isTrusted() {
        return true;
    }

    /** @throws Problem with the goals that recipes answer, where no step is known for the request */
    @Override
    public Reply ask(Request request, AskOptions options) {
        long start = System.nanoTime();
        KnownStep step = request.known().orElseThrow(() -> refusal(request.goal()));
        String json = Json.write(step.answer(request.purpose()));
        return new Reply(json, id(), 0, 0, Duration.ofNanos(System.nanoTime() - start), false);
    }

    /** A mistake in a recipe is its author's, who wants to know the file and the place in it. */
    @Override
    public Problem unusable(String feature, Problem problem) {
        List<String> errors = problem.errors().stream()
                .map(error -> "primitives/recipes/" + feature + ".json at /answer" + (error.startsWith("/") ? "" : ": ")
                        + error)
                .toList();
        return new Problem(Problem.Kind.INPUT, errors, Recipe.HINT, problem);
    }

    private Problem refusal(String goal) {
        GoalMatch.Refused refused = book.whyNot(goal);
        if (refused.forAll()) {
            return Problem.input(refused.reason(), "Say it in other words; pxos goals lists examples.");
        }
        String goals = book.suggestions(goal).stream()
                .map(suggestion -> "\n    " + suggestion)
                .collect(Collectors.joining());
        return new Problem(
                Problem.Kind.MISSING,
                refused.reason(),
                "Start LM Studio with a model (lms server start, then lms load), or use a goal that works without one:"
                        + goals);
    }
}
