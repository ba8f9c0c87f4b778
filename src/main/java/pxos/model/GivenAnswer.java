package pxos.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/** An answer that is there already: somebody else's model wrote it, or it was saved. It is handed in once. */
public final class GivenAnswer implements CodingModel {

    private static final Pattern FEATURE = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Pattern NOT_FOR_A_NAME = Pattern.compile("[^A-Za-z0-9._:/-]+");
    private static final int MAX_NAME = 60;

    private final String json;
    private final String author;

    /**
     * @param text a document of {@code schemas/ai_primitives.schema.json}; or an attempt as a run's folder keeps it, whose
     *     answer is taken
     * @param author who is credited with the code; what does not fit into a name is left out
     */
    public GivenAnswer(String text, String author) {
        this.json = saved(text).orElse(text);
        String name = NOT_FOR_A_NAME.matcher(author).replaceAll("-");
        this.author = name.substring(0, Math.min(MAX_NAME, name.length()));
    }

    /** The last answer of an attempt. */
    private static Optional<String> saved(String text) {
        return Json.object(text)
                .map(document -> document.path("replies"))
                .filter(replies -> !replies.isEmpty())
                .map(replies -> replies.path(replies.size() - 1).path("answer").asString(""));
    }

    @Override
    public String id() {
        return author;
    }

    /** A model wrote it, as a rule. */
    @Override
    public boolean mayHaveSlips() {
        return true;
    }

    /** @throws Problem with everything that was wrong with the answer, where it is asked for again */
    @Override
    public Reply ask(Request request, AskOptions options) {
        if (!request.feedback().isEmpty()) {
            Request.Feedback last = request.feedback().get(request.feedback().size() - 1);
            throw new Problem(
                    Problem.Kind.MODEL,
                    last.problem().lines().toList(),
                    "Mend the answer and hand the whole of it in again.",
                    null);
        }
        String answer = request.purpose() == Request.Purpose.PLAN ? Json.write(plan()) : json;
        return new Reply(answer, author, 0, 0, Duration.ZERO, false);
    }

    /** What the answer's name tells of a plan. An answer without one is refused where it is read. */
    private JsonNode plan() {
        String name = Json.object(json)
                .map(document -> document.path("feature").asString(""))
                .filter(FEATURE.asMatchPredicate())
                .orElse("unnamed");
        return Json.tree(new Plan(name, name + ", as it was handed in", List.of("as it was handed in")));
    }

    /** A document of {@code schemas/plan.schema.json}. */
    private record Plan(String feature, String summary, List<String> steps) {}
}
