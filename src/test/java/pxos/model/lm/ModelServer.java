package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import pxos.Problem;
import pxos.json.Json;
import pxos.model.AskOptions;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.lm.LmSettings.Limits;
import tools.jackson.databind.JsonNode;

/** A server whose responses, good and bad, are given byte by byte. */
final class ModelServer implements AutoCloseable {

    static final String LOADED = "{\"data\":[{\"id\":\"qwen\",\"type\":\"llm\",\"state\":\"loaded\","
            + "\"max_context_length\":32768,\"loaded_context_length\":8192}]}";

    static final Limits LIMITS = new Limits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ZERO,
            1 << 20,
            1 << 18);

    private final MockWebServer http = new MockWebServer();
    private final List<MockResponse> answers = new ArrayList<>();
    private final List<RecordedRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
    private String models = LOADED;

    ModelServer() throws IOException {
        http.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return respond(request);
            }
        });
        http.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    }

    ModelServer listing(String document) {
        models = document;
        return this;
    }

    /** Answers the next question with {@code response}; the last one given is repeated. */
    ModelServer then(MockResponse.Builder response) {
        answers.add(response.build());
        return this;
    }

    ModelServer thenJson(int status, String json) {
        return then(new MockResponse.Builder().code(status).body(json));
    }

    /** One document, as from a server that does not stream. */
    ModelServer thenMessage(String content) {
        return thenJson(200, message("content", content, "stop"));
    }

    ModelServer thenEvents(String... events) {
        return then(new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .chunkedBody(events(events), 7));
    }

    ModelServer thenBytes(Buffer bytes) {
        return then(new MockResponse.Builder().body(bytes));
    }

    static String events(String... events) {
        StringBuilder text = new StringBuilder();
        for (String event : events) {
            text.append("data: ").append(event).append("\n\n");
        }
        return text.toString();
    }

    static String delta(String member, String text) {
        var chunk = Json.object();
        chunk.putArray("choices").addObject().putObject("delta").put(member, text);
        return chunk.toString();
    }

    static String finish(String reason) {
        return "{\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}";
    }

    static String message(String member, String text, String reason) {
        var document = Json.object().put("model", "qwen-loaded");
        var choice = document.putArray("choices").addObject().put("finish_reason", reason);
        choice.putObject("message").put("role", "assistant").put("content", "").put(member, text);
        return document.toString();
    }

    LmStudioClient client() throws Exception {
        return client(LIMITS, ApiToken.of(""));
    }

    LmStudioClient client(Limits limits, ApiToken token) throws Exception {
        LmSettings settings = new LmSettings(ServerAddress.of(url()), "", token, limits);
        return new LmStudioClient(
                settings,
                Requests.schemas(),
                new Progress(
                        now -> {
                            if (now.startsWith("waiting")) {
                                notes.add(now);
                            }
                        },
                        notes::add),
                KnownServers.none());
    }

    /** Asks for code. */
    Reply ask() throws Exception {
        return ask(Requests.code("Add rot13"));
    }

    Reply ask(Request request) throws Exception {
        try (LmStudioClient client = client()) {
            return client.ask(request, AskOptions.DEFAULT);
        }
    }

    /** Asks for code, for which there is to be no answer. */
    Problem problem() throws Exception {
        Reply reply = ask();
        assertThat(reply.json()).isEmpty();
        return reply.failure().orElseThrow();
    }

    String url() {
        return "http://127.0.0.1:" + http.getPort() + "/v1";
    }

    List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** Bodies of the questions, oldest first. */
    List<JsonNode> questions() {
        return requests().stream()
                .filter(request -> request.getTarget().equals("/v1/chat/completions"))
                .map(request -> Json.read(request.getBody().utf8()))
                .toList();
    }

    private MockResponse respond(RecordedRequest request) {
        requests.add(request);
        if (request.getTarget().equals("/api/v0/models")) {
            return new MockResponse.Builder().body(models).build();
        }
        if (!request.getTarget().equals("/v1/chat/completions")) {
            return new MockResponse.Builder()
                    .code(404)
                    .body("{\"error\":\"Unexpected endpoint\"}")
                    .build();
        }
        return answers.size() > 1 ? answers.remove(0) : answers.get(0);
    }

    @Override
    public void close() {
        http.close();
    }
}
