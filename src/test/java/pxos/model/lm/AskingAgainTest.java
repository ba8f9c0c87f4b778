package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.prompt.TokenCount;

class AskingAgainTest {

    private static final Request LONG = Requests.of(
            Request.Purpose.CODE,
            "Add rot13",
            IntStream.range(0, 100)
                    .mapToObj(run -> "run " + run + " failed: wanted 'x', got 'y'")
                    .toList(),
            List.of(),
            Requests.facts(3));

    @ParameterizedTest
    @ValueSource(ints = {400, 200})
    void shrinksTheHistoryWhereTheContextOverflows(int status) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(
                            status,
                            "{\"error\":\"The number of tokens to keep from the initial prompt is greater than the"
                                    + " context length (n_keep: 13055>= n_ctx: 4096)\"}")
                    .thenMessage(Requests.ANSWER);
            Reply reply = server.ask(LONG);
            assertThat(reply.json()).isEqualTo(Requests.ANSWER);
            assertThat(reply.transcript().notes())
                    .singleElement()
                    .asString()
                    .contains("less history")
                    .contains("memories");
            String first = server.questions().get(0).at("/messages/1/content").asString();
            String second = server.questions().get(1).at("/messages/1/content").asString();
            assertThat(first).contains("run 20 failed");
            assertThat(second).doesNotContain("run 20 failed").contains("Add rot13");
            assertThat(promptTokens(reply)).isLessThanOrEqualTo(2300);
            assertThat(server.questions().get(1).path("max_tokens").asInt())
                    .isLessThanOrEqualTo(4096 - promptTokens(reply));
        }
    }

    @Test
    void takesAnOverflowInTheAnswersOwnTextForWhatItIs() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage("Error: the request exceeds the available context size (n_ctx = 2048)")
                    .thenMessage(Requests.ANSWER);
            assertThat(server.ask(LONG).json()).isEqualTo(Requests.ANSWER);
        }
    }

    @Test
    void givesUpWhereShrinkingDoesNotHelp() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(400, "{\"error\":\"context length exceeded\"}");
            Problem problem = server.ask(LONG).failure().orElseThrow();
            assertThat(problem.hint()).contains("--context-length");
            assertThat(server.questions()).hasSize(4);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|failed to parse grammar",
                "400|'response_format.type' must be 'json_schema' or 'text'",
                "500|Error in iterating prediction stream: failed to initialize grammar sampler"
            })
    void asksOnceMoreWithoutASchemaOnAGrammarError(int status, String message) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(status, "{\"error\":{\"message\":\"" + message + "\"}}")
                    .thenMessage(Requests.ANSWER);
            assertThat(server.ask().json()).isEqualTo(Requests.ANSWER);
            assertThat(server.questions().get(0).has("response_format")).isTrue();
            assertThat(server.questions().get(1).has("response_format")).isFalse();
        }
        try (ModelServer server = new ModelServer()) {
            server.thenJson(status, "{\"error\":{\"message\":\"" + message + "\"}}");
            assertThat(server.problem());
            assertThat(server.questions()).hasSize(2);
        }
    }

    @Test
    void givesAnAnswerThatWasCutAllThatTheContextHolds() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(200, ModelServer.message("content", "{\"feature\":", "length"));
            try (LmStudioClient client = server.client()) {
                client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
                Reply reply = client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
                List<Integer> rooms = server.questions().stream()
                        .map(question -> question.path("max_tokens").asInt())
                        .toList();
                assertThat(rooms.get(0)).as("what code takes").isEqualTo(4_000);
                assertThat(rooms.get(1) + promptTokens(reply)).isBetween(8000, 8192);
            }
        }
    }

    @Test
    void sendsASimplerSchemaWhereOneIsRefusedOrPassedOver() throws Exception {
        Schemas schemas = new Schemas(
                Json.read(Files.readString(Path.of("schemas/plan.schema.json"))),
                Json.read(Files.readString(Path.of("schemas/ai_primitives.schema.json"))));
        try (ModelServer server = new ModelServer()) {
            server.thenJson(400, "{\"error\":{\"message\":\"failed to parse grammar\"}}")
                    .thenMessage("Certainly! I will add it.");
            LmSettings settings =
                    new LmSettings(ServerAddress.of(server.url()), "", ApiToken.of(""), ModelServer.LIMITS);
            try (LmStudioClient client = new LmStudioClient(settings, schemas, Progress.SILENT, KnownServers.none())) {
                for (int i = 0; i < 3; i++) {
                    client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
                }
            }
            List<String> sent = server.questions().stream()
                    .map(question -> question.path("response_format").toString())
                    .toList();
            assertThat(sent.get(0)).contains("template_3", "pattern");
            assertThat(sent.get(1)).contains("template_3").doesNotContain("\"pattern\":");
            assertThat(sent.get(2)).doesNotContain("template_3").contains("anyOf");
            assertThat(sent.get(3)).as("the last one is kept").isEqualTo(sent.get(2));
        }
    }

    @Test
    void sendsTemperatureAndSeedOfTheCall() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage(Requests.ANSWER);
            try (LmStudioClient client = server.client()) {
                AskOptions options = new AskOptions(0.9, 7);
                client.ask(Requests.code("x"), options);
                client.ask(Requests.code("x"), AskOptions.DEFAULT);
            }
            assertThat(server.questions().get(0).path("model").asString()).isEqualTo("qwen");
            assertThat(server.questions().get(0).path("temperature").asDouble()).isEqualTo(0.9);
            assertThat(server.questions().get(0).path("seed").asLong()).isEqualTo(7);
            assertThat(server.questions().get(1).path("model").asString()).isEqualTo("qwen");
            assertThat(server.questions().get(1).has("seed")).isFalse();
        }
    }

    @Test
    void servesSeveralThreadsAtOnce() throws Exception {
        try (StandInServer server = StandInServer.answering(question ->
                        "{\"feature\":\"f" + question.body().path("seed").asInt() + "\",\"primitives\":[]}");
                LmStudioClient client = new LmStudioClient(
                        LmSettings.of(server.url(), ""), Requests.schemas(), Progress.SILENT, KnownServers.none())) {
            List<String> answers = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(seed -> answer(client, seed))
                    .toList();
            assertThat(answers)
                    .isEqualTo(IntStream.range(0, 8)
                            .mapToObj(seed -> "{\"feature\":\"f" + seed + "\",\"primitives\":[]}")
                            .toList());
        }
    }

    /** Of both messages, with what a chat template puts around them. */
    private static int promptTokens(Reply reply) {
        return TokenCount.of(reply.transcript().system())
                + TokenCount.of(reply.transcript().user())
                + 16;
    }

    private static String answer(LmStudioClient client, long seed) {
        return client.ask(Requests.code("x"), new AskOptions(AskOptions.DEFAULT.temperature(), seed))
                .json();
    }
}
