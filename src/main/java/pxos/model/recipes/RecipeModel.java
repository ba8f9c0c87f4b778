package pxos.model.recipes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.CodingModel;
import pxos.model.ModelException;
import pxos.model.Reply;
import pxos.model.Request;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The embedded model: answers a goal with the recipe for it, and has no opinion on anything else. */
public final class RecipeModel implements CodingModel {

    private final Path folder;
    private RecipeBook book;

    /** @param folder the folder {@code primitives/recipes} of a workspace; read at the first question */
    public RecipeModel(Path folder) {
        this.folder = folder;
    }

    public RecipeModel(RecipeBook book) {
        this.folder = Path.of("");
        this.book = book;
    }

    @Override
    public String id() {
        return "recipes";
    }

    /**
     * For PLAN, a document of {@code schemas/plan.schema.json}; for CODE, the recipe's answer.
     *
     * <p>The goal counts. Where it is no recipe's, the first feature that the request's milestone still lacks is taken.
     */
    @Override
    public Reply ask(Request request, AskOptions options) throws ModelException {
        long start = System.nanoTime();
        RecipeBook recipes = book();
        List<String> present =
                request.state() == null ? List.of() : request.state().features();
        GoalMatch match = recipes.planFor(request.goal(), present);
        List<RecipeStep> steps = match instanceof GoalMatch.Found found
                ? found.steps()
                : recipes.planForMilestone(request.milestone(), present);
        if (steps.isEmpty()) {
            throw refusal(((GoalMatch.Refused) match).reason(), recipes.suggestions(request.goal()));
        }
        RecipeStep asked = match instanceof GoalMatch.Found ? steps.get(steps.size() - 1) : steps.get(0);
        String json =
                request.purpose() == Request.Purpose.PLAN ? Json.write(plan(asked, steps)) : Json.write(asked.answer());
        return new Reply(json, id(), 0, 0, Duration.ofNanos(System.nanoTime() - start), false);
    }

    private RecipeBook book() throws ModelException {
        if (book == null) {
            try {
                book = RecipeBook.read(folder);
            } catch (RecipeException e) {
                throw new ModelException(e.getMessage(), "Put the file right, or take it away.", e);
            }
        }
        return book;
    }

    private static ObjectNode plan(RecipeStep asked, List<RecipeStep> steps) {
        ObjectNode plan = Json.object();
        plan.put("feature", asked.feature());
        plan.put("summary", asked.title());
        ArrayNode list = plan.putArray("steps");
        steps.forEach(step -> list.add(step.goal()));
        return plan;
    }

    private static ModelException refusal(String reason, List<String> suggestions) {
        String goals = suggestions.stream().map(goal -> "\n    " + goal).collect(Collectors.joining());
        return new ModelException(
                reason,
                "Start LM Studio with a model (lms server start, then lms load), or use a goal that works without one:"
                        + goals);
    }
}
