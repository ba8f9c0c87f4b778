package pxos.model.lm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.ShortForm;
import pxos.model.recipes.Recipes;
import tools.jackson.databind.JsonNode;

/** What {@link RealServer} asks, and how it looks at the server and its answers. */
final class RealQuestions {

    static final String URL = System.getProperty("pxos.model.url", "");
    static final AskOptions WARM = new AskOptions(0.7, -1);

    private RealQuestions() {}

    static Schemas schemas() throws IOException {
        return new Schemas(schema("plan"), schema("ai_primitives"));
    }

    static JsonNode schema(String name) throws IOException {
        return Json.read(Files.readString(Path.of("schemas", name + ".schema.json")));
    }

    static ShortForm question(String goal) {
        return Recipes.book().near(goal).orElseThrow();
    }

    static Request request(Request.Purpose purpose, String goal) {
        return Requests.of(purpose, goal, List.of(), List.of(), Requests.facts(8));
    }

    /** Of the longest end of an answer that it had said before. */
    static int repeatedTokens(Reply reply) {
        String said = reply.transcript().answer();
        int from = said.length();
        while (from > 0 && said.indexOf(said.substring(from - 1)) < from - 1) {
            from--;
        }
        return (said.length() - from) * reply.completionTokens() / Math.max(1, said.length());
    }

    /** The first words of an answer: the server counts a prompt only where an answer comes to its end. */
    static Reply begun(LmStudioClient client, List<Question.Turn> turns) throws Exception {
        return client.choose(new Beginning(turns, schema("ai_primitives")), WARM, 1)
                .get(0);
    }

    private record Beginning(List<Turn> turns, JsonNode schema) implements Question {

        @Override
        public String name() {
            return "beginning";
        }

        @Override
        public Set<String> required() {
            return Set.of();
        }

        @Override
        public int answerTokens() {
            return 4;
        }
    }

    static boolean isProcessing() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL.replaceAll("/v1$", "/slots")))
                .build();
        String slots = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return Json.read(slots)
                .valueStream()
                .anyMatch(slot -> slot.path("is_processing").asBoolean(false));
    }
}
