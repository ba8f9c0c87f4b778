package pxos.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The protocol, with tools that have nothing to do with pxOS. */
class ServerTest {

    private static final int DEADLINE_SECONDS = 20;

    private final StringWriter log = new StringWriter();
    private final CyclicBarrier two = new CyclicBarrier(2);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private Call last;
    private Client client;

    @BeforeEach
    void serve() throws Exception {
        client = Client.of((in, out) -> new Server(catalog(), in, out, new PrintWriter(log)).serve());
    }

    @AfterEach
    void end() {
        client.close();
    }

    private Catalog catalog() {
        ObjectNode words = Json.object().put("type", "object").put("additionalProperties", false);
        words.putObject("properties").putObject("words").put("type", "string");
        words.putArray("required").add("words");
        return new Catalog(
                "test",
                "Test",
                "1",
                "Test it.",
                List.of(
                        tool("echo", words, (given, call) -> {
                            call.progress("half of it");
                            last = call;
                            return Answer.structured(
                                    given.path("words").asString(),
                                    Json.object().put("client", call.client()));
                        }),
                        tool("together", Json.object(), (given, call) -> {
                            two.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
                            return Answer.text("both");
                        }),
                        tool("stuck", Json.object(), (given, call) -> {
                            call.onCancel(cancelled::countDown);
                            begun.countDown();
                            cancelled.await();
                            return Answer.text("too late");
                        }),
                        tool("picture", Json.object(), (given, call) -> Answer.picture("a dot", new byte[] {1, 2, 3})),
                        tool("refuse", Json.object(), (given, call) -> {
                            throw Problem.input("x".repeat(5_000), "Try less.");
                        }),
                        tool("fault", Json.object(), (given, call) -> {
                            throw new IllegalStateException("a bug");
                        })),
                List.of(
                        new Catalog.Resource(
                                "test://text",
                                "text",
                                "Text",
                                "A text",
                                "text/plain",
                                name -> "hello".getBytes(StandardCharsets.UTF_8)),
                        new Catalog.Resource(
                                "test://dot/{n}",
                                "dot",
                                "Dot",
                                "A dot",
                                "image/png",
                                name -> name.getBytes(StandardCharsets.UTF_8))),
                List.of(new Catalog.Prompt(
                        "greet",
                        "Greet",
                        "Greets",
                        Map.of("whom", "Somebody"),
                        given -> "Hello " + given.get("whom"))));
    }

    private static Tool tool(String name, ObjectNode arguments, Tool.Work work) {
        return new Tool(name, name, name, arguments, Tool.Effect.READS, work);
    }

    @ParameterizedTest
    @CsvSource({"2024-11-05, 2024-11-05", "2025-06-18, 2025-06-18", "2025-11-25, 2025-11-25", "1999-01-01, 2025-11-25"})
    void agreesOnARevision(String wanted, String agreed) {
        JsonNode about = client.initialize(wanted);

        assertThat(about.path("protocolVersion").asString()).isEqualTo(agreed);
        assertThat(about.at("/serverInfo/name").asString()).isEqualTo("test");
        assertThat(about.path("capabilities").propertyNames())
                .containsExactlyInAnyOrder("tools", "resources", "prompts");
        assertThat(about.path("instructions").asString()).isEqualTo("Test it.");
    }

    private static ObjectNode stateless(String revision) {
        ObjectNode params = Json.object();
        params.putObject("_meta")
                .put("io.modelcontextprotocol/protocolVersion", revision)
                .putObject("io.modelcontextprotocol/clientCapabilities");
        return params;
    }

    @Test
    void servesTheRevisionWithoutAHandshake() {
        JsonNode about = client.ask("server/discover", stateless("2026-07-28")).path("result");
        JsonNode tools = client.ask("tools/list", stateless("2026-07-28")).path("result");

        assertThat(about.path("supportedVersions").toString()).isEqualTo("[\"2026-07-28\"]");
        assertThat(about.path("resultType").asString()).isEqualTo("complete");
        assertThat(about.path("_meta")
                        .at("/io.modelcontextprotocol~1serverInfo/name")
                        .asString())
                .isEqualTo("test");
        assertThat(tools.path("tools").size()).isEqualTo(6);
        assertThat(tools.path("cacheScope").asString()).isEqualTo("private");
    }

    @Test
    void namesTheRevisionsItSpeaksToAClientOfAnother() {
        JsonNode error = client.ask("tools/list", stateless("2031-01-01")).path("error");

        assertThat(error.path("code").asInt()).isEqualTo(-32022);
        assertThat(error.at("/data/supported/0").asString()).isEqualTo("2026-07-28");
    }

    @Test
    void goesOnBehindALineThatIsNoMessage() {
        client.line("Hello?");
        client.line("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"tools/list\"}");
        client.line("{\"jsonrpc\":");
        client.line("");
        client.line("17");

        assertThat(client.ask("ping", Json.object()).path("result").isObject()).isTrue();
        assertThat(client.received()).as("nothing but the one answer").hasSize(1);
        assertThat(log.toString()).contains("A line that is no message");
    }

    @Test
    void keepsTheIdAsItCame() {
        client.line("{\"jsonrpc\":\"2.0\",\"id\":\"a-1\",\"method\":\"ping\"}");
        client.line("[{\"jsonrpc\":\"2.0\",\"id\":12345678901234,\"method\":\"ping\"}]");

        client.await(message ->
                message.path("id").isString() && message.path("id").asString().equals("a-1"));
        client.await(message ->
                message.path("id").isIntegralNumber() && message.path("id").asLong() == 12345678901234L);
    }

    @Test
    void saysWhatIsUnknownAsAnErrorOfTheProtocol() {
        assertThat(client.ask("tools/paint", Json.object()).at("/error/code").asInt())
                .isEqualTo(-32601);
        assertThat(client.ask("tools/call", Json.object().put("name", "paint"))
                        .at("/error/code")
                        .asInt())
                .isEqualTo(-32602);
        assertThat(client.ask("resources/read", Json.object().put("uri", "test://none"))
                        .at("/error/message")
                        .asString())
                .isEqualTo("there is no resource 'test://none'");
        assertThat(client.ask("prompts/get", Json.object().put("name", "greet"))
                        .at("/error/message")
                        .asString())
                .contains("needs the argument 'whom'");
    }

    @Test
    void tellsTheModelWhatIsWrongWithItsArguments() {
        JsonNode result = client.call("echo", Json.object().put("wrods", "a"));

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asString())
                .contains("'words' not found", "'wrods' is not", "takes these arguments: [words]");
    }

    @Test
    void keepsAnErrorShortAndPlain() {
        JsonNode refused = client.call("refuse", Json.object());
        JsonNode fault = client.call("fault", Json.object());

        assertThat(refused.at("/content/0/text").asString())
                .hasSizeLessThanOrEqualTo(2_000)
                .endsWith("Try less.");
        assertThat(refused.path("content").size()).isEqualTo(1);
        assertThat(refused.has("structuredContent")).isFalse();
        assertThat(fault.at("/content/0/text").asString()).contains("a bug");
        assertThat(fault.path("isError").asBoolean()).isTrue();
    }

    @Test
    void sendsAPictureBesideWordsAndNothingElse() {
        JsonNode result = client.call("picture", Json.object());

        assertThat(result.at("/content/0/text").asString()).isEqualTo("a dot");
        assertThat(result.at("/content/1/data").asString()).isEqualTo("AQID");
        assertThat(result.at("/content/1/mimeType").asString()).isEqualTo("image/png");
        assertThat(result.has("structuredContent")).isFalse();
    }

    @Test
    void tellsOfProgressUnderTheTokenAsItCameAndNotAfterTheAnswer() {
        client.initialize("2025-06-18");
        int id = client.beginCall(
                "echo",
                Json.object().put("words", "a"),
                Json.object().put("t", 7).get("t"));
        JsonNode result = client.response(id).path("result");
        last.progress("too late");
        client.ask("ping", Json.object());

        assertThat(result.at("/structuredContent/client").asString()).isEqualTo("tester");
        List<JsonNode> progress = client.received().stream()
                .filter(message -> message.path("method").asString("").equals("notifications/progress"))
                .toList();
        assertThat(progress).singleElement().satisfies(one -> {
            assertThat(one.at("/params/progressToken").isIntegralNumber()).isTrue();
            assertThat(one.at("/params/message").asString()).isEqualTo("half of it");
        });
    }

    @Test
    void saysNothingOfProgressToAClientThatDoesNotAskForIt() {
        client.call("echo", Json.object().put("words", "a"));

        assertThat(client.received()).hasSize(1);
    }

    @Test
    void doesWhatItIsAskedSideBySide() {
        int first = client.beginCall("together", Json.object(), null);
        int second = client.beginCall("together", Json.object(), null);

        assertThat(client.response(second).at("/result/content/0/text").asString())
                .isEqualTo("both");
        assertThat(client.response(first).at("/result/content/0/text").asString())
                .isEqualTo("both");
    }

    @Test
    void endsWhatIsCancelledAndDoesNotAnswerIt() throws Exception {
        int id = client.beginCall("stuck", Json.object(), null);
        assertThat(begun.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        client.tell("notifications/cancelled", Json.object().put("requestId", 4711));
        client.tell(
                "notifications/cancelled", Json.object().put("requestId", id).put("reason", "bored"));

        assertThat(cancelled.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        client.ask("ping", Json.object());
        assertThat(client.received()).noneMatch(message -> message.path("id").asInt() == id);
    }

    @Test
    void endsWhatIsAtWorkWhereTheInputEnds() throws Exception {
        client.beginCall("stuck", Json.object(), null);
        assertThat(begun.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();

        end();

        assertThat(cancelled.getCount()).isZero();
        assertThat(client.received()).isEmpty();
    }

    @Test
    void listsAndReadsResourcesAndPrompts() {
        assertThat(client.ask("resources/list", Json.object())
                        .at("/result/resources/0/uri")
                        .asString())
                .isEqualTo("test://text");
        assertThat(client.ask("resources/templates/list", Json.object())
                        .at("/result/resourceTemplates/0/uriTemplate")
                        .asString())
                .isEqualTo("test://dot/{n}");
        assertThat(client.ask("resources/read", Json.object().put("uri", "test://text"))
                        .at("/result/contents/0/text")
                        .asString())
                .isEqualTo("hello");
        assertThat(client.ask("resources/read", Json.object().put("uri", "test://dot/AB"))
                        .at("/result/contents/0/blob")
                        .asString())
                .isEqualTo("QUI=");
        ObjectNode greet = Json.object().put("name", "greet");
        greet.putObject("arguments").put("whom", "you");
        assertThat(client.ask("prompts/get", greet)
                        .at("/result/messages/0/content/text")
                        .asString())
                .isEqualTo("Hello you");
    }

    @Test
    void cutsALineWithoutEndAndGoesOn() throws Exception {
        StdioWire wire = new StdioWire(
                new java.io.SequenceInputStream(
                        new java.io.ByteArrayInputStream(new byte[9 << 20]),
                        new java.io.ByteArrayInputStream("\nnext".getBytes(StandardCharsets.UTF_8))),
                new ByteArrayOutputStream());

        assertThat(wire.read().orElseThrow()).hasSize(8 << 20);
        assertThat(wire.read()).contains("next");
        assertThat(wire.read()).isEmpty();
    }
}
