package pxos.model.recipes;

import java.time.Duration;
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

    private final RecipeBook book;

    public RecipeModel(RecipeBook book) {
        this.book = book;
    }

    @Override
    public String id() {
        return "recipes";
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

    private Problem refusal(String goal) {
        String goals = book.suggestions(goal).stream()
                .map(suggestion -> "\n    " + suggestion)
                .collect(Collectors.joining());
        return new Problem(
                Problem.Kind.MISSING,
                book.whyNot(goal),
                "Start LM Studio with a model (lms server start, then lms load), or use a goal that works without one:"
                        + goals);
    }
}
