package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.Problem;
import pxos.model.AskOptions;

/** A server that sends the token back, wherever it can. */
class EchoedTokenTest {

    private static final String TOKEN = "sk-hidden-77";

    static Stream<Arguments> echoes() {
        Map<String, Consumer<ModelServer>> echoes = Map.ofEntries(
                Map.entry(
                        "the answer",
                        server -> server.thenMessage("{\"feature\":\"" + TOKEN + "\",\"primitives\":[]}")),
                Map.entry("a name in the answer", server -> server.thenMessage("{\"" + TOKEN + "\":1}")),
                Map.entry("no JSON", server -> server.thenMessage("I was sent " + TOKEN)),
                Map.entry(
                        "pieces of a stream",
                        server -> server.thenEvents(
                                ModelServer.delta("content", "{\"a\":\"sk-hid"),
                                ModelServer.delta("content", "den-77\"}"),
                                "[DONE]")),
                Map.entry(
                        "a stream that breaks off",
                        server -> server.then(new MockResponse.Builder()
                                .body(ModelServer.events(ModelServer.delta("content", TOKEN)) + "data: x")
                                .setHeader("Content-Length", "9999")
                                .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE))),
                Map.entry(
                        "reasoning",
                        server -> server.thenEvents(
                                ModelServer.delta("reasoning_content", TOKEN),
                                ModelServer.delta("content", Requests.ANSWER),
                                "[DONE]")),
                Map.entry(
                        "the model's name",
                        server -> server.thenJson(
                                200,
                                ModelServer.message("content", Requests.ANSWER, "stop")
                                        .replace("qwen-loaded", TOKEN))),
                Map.entry("an error", server -> server.thenJson(400, "{\"error\":\"bad " + TOKEN + "\"}")),
                Map.entry("an error event", server -> server.thenEvents("{\"error\":{\"message\":\"" + TOKEN + "\"}}")),
                Map.entry("a page", server -> server.thenJson(500, "x".repeat(295) + TOKEN)),
                Map.entry(
                        "a document of another kind",
                        server -> server.thenJson(200, "{\"a\":\"" + "x".repeat(110) + TOKEN + "\"}")),
                Map.entry(
                        "a redirect",
                        server -> server.then(new MockResponse.Builder()
                                .code(302)
                                .setHeader("Location", "http://elsewhere/" + TOKEN))),
                Map.entry(
                        "a status line", server -> server.then(new MockResponse.Builder().status("HTTP/1.1 " + TOKEN))),
                Map.entry(
                        "a list of models",
                        server -> server.listing("{\"data\":[{\"id\":\"" + TOKEN + "\"}]}")
                                .thenMessage(Requests.ANSWER)));
        return echoes.entrySet().stream().map(echo -> Arguments.of(echo.getKey(), echo.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("echoes")
    void isNeverShown(String where, Consumer<ModelServer> echo) throws Exception {
        try (ModelServer server = new ModelServer()) {
            echo.accept(server);
            String seen;
            try (LmStudioClient client = server.client(ModelServer.LIMITS, ApiToken.of(TOKEN))) {
                seen = client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT)
                        + client.models().toString()
                        + server.notes();
            } catch (Problem e) {
                seen = e.toString();
            }
            assertThat(seen).isNotEmpty().doesNotContain(TOKEN).doesNotContain("sk-hidden");
            assertThat(server.questions()).as("it was asked").isNotEmpty();
        }
    }
}
