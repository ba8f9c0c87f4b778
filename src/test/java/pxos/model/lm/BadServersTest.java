package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.model.AskOptions;
import pxos.model.Reply;
import pxos.model.Reply.Transcript;
import pxos.model.Request;
import pxos.model.lm.LmSettings.Limits;

@Timeout(60)
class BadServersTest {

    private static final Limits HASTY = ModelServer.LIMITS.waiting(Duration.ofMillis(150), Duration.ofSeconds(30));

    private static final Limits PATIENT = new Limits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ZERO,
            32 << 20,
            1 << 20);

    @Test
    void saysHowToStartAServerWhereNoneListens() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = taken.getLocalPort();
        }
        LmSettings settings = LmSettings.of("http://127.0.0.1:" + port + "/v1", "");
        try (LmStudioClient client =
                new LmStudioClient(settings, Requests.schemas(), Progress.SILENT, KnownServers.none())) {
            assertThat(client.isAnswering()).isFalse();
            assertThatThrownBy(() -> client.ask(Requests.code("x"), AskOptions.DEFAULT))
                    .isInstanceOfSatisfying(Problem.class, e -> {
                        assertThat(e).hasMessageContaining("No server answers at http://127.0.0.1:" + port);
                        assertThat(e.hint()).contains("lms server start");
                    });
        }
    }

    @Test
    void saysHowToLoadAModel() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(
                    404, "{\"error\":{\"message\":\"No models loaded. Please load a model in the developer page\"}}");
            assertThat(server.problem()).satisfies(e -> {
                assertThat(e).hasMessageContaining("No models loaded");
                assertThat(e.hint()).contains("lms load");
            });
            assertThat(server.questions()).as("asking again would not help").hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"401,LM_API_TOKEN", "404,/v1", "500,log"})
    void givesARemedyForEachStatus(int status, String remedy) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(status, "{\"error\":\"nope\"}");
            assertThat(server.problem()).satisfies(e -> {
                assertThat(e).hasMessageContaining("nope");
                assertThat(e.hint()).contains(remedy);
            });
            assertThat(server.questions()).hasSize(1);
        }
    }

    @Test
    void triesABusyServerThreeTimes() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(503, "{\"error\":\"busy\"}")
                    .thenJson(429, "{\"error\":\"busy\"}")
                    .thenMessage(Requests.ANSWER);
            Reply reply = server.ask();
            assertThat(reply.json()).isEqualTo(Requests.ANSWER);
            assertThat(reply.transcript().notes()).hasSize(2).allMatch(note -> note.contains("busy"));
        }
        try (ModelServer server = new ModelServer()) {
            server.thenJson(503, "{\"error\":\"busy\"}");
            assertThat(server.problem()).hasMessageContaining("busy");
            assertThat(server.questions()).hasSize(3);
        }
    }

    @Test
    void triesAgainWhereTheConnectionDropsBeforeTheAnswer() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()))
                    .thenMessage(Requests.ANSWER);
            assertThat(server.ask().json()).isEqualTo(Requests.ANSWER);
            assertThat(server.questions()).hasSize(2);
        }
    }

    @Test
    void doesNotTryAgainWhereTheServerHangsUpInTheMiddle() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder()
                    .chunkedBody(ModelServer.events(ModelServer.delta("content", "x".repeat(5000))), 100)
                    .onResponseBody(new SocketEffect.CloseSocket()));
            assertThat(server.problem()).hasMessageContaining("hung up in the middle of its answer");
            assertThat(server.questions()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesUpOnSilence(boolean begun) throws Exception {
        try (ModelServer server = new ModelServer()) {
            MockResponse.Builder silent = new MockResponse.Builder();
            server.then(
                    begun
                            ? silent.body(ModelServer.events(ModelServer.delta("content", "x".repeat(5000))))
                                    .onResponseBody(SocketEffect.Stall.INSTANCE)
                            : silent.onResponseStart(SocketEffect.Stall.INSTANCE));
            try (LmStudioClient client = server.client(HASTY, ApiToken.of(""))) {
                assertThat(client.ask(Requests.code("x"), AskOptions.DEFAULT)
                                .failure()
                                .orElseThrow())
                        .hasMessageContaining("sent nothing for 150 ms");
            }
        }
    }

    @Test
    void tellsWhatWasAskedAndWhatCameBeforeTheSilence() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder()
                    .body(ModelServer.events(
                            ModelServer.delta("reasoning_content", "Let me see."),
                            ModelServer.delta("content", "{\"feature\""),
                            ModelServer.delta("content", "x".repeat(5000))))
                    .onResponseBody(SocketEffect.Stall.INSTANCE));
            try (LmStudioClient client = server.client(HASTY, ApiToken.of(""))) {
                Request request = Requests.code("Add rot13");
                Reply reply = client.ask(request, AskOptions.DEFAULT);
                Transcript words = reply.transcript();
                assertThat(words.user())
                        .isEqualTo(server.questions()
                                .get(0)
                                .at("/messages/1/content")
                                .asString());
                assertThat(words.answer()).isEqualTo("{\"feature\"");
                assertThat(words.reasoning()).isEqualTo("Let me see.");
                assertThat(reply.failure().orElseThrow()).hasMessageContaining("sent nothing for 150 ms");
                assertThat(reply.completionTokens()).isEqualTo(2);
                assertThat(reply.json()).isEmpty();
            }
        }
    }

    @Test
    void endsAnAnswerThatTricklesForEver() throws Exception {
        Limits limits = ModelServer.LIMITS.waiting(Duration.ofSeconds(20), Duration.ofMillis(300));
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder()
                    .body(ModelServer.events(ModelServer.delta("content", "x".repeat(5000))))
                    .throttleBody(1, 20, java.util.concurrent.TimeUnit.MILLISECONDS));
            try (LmStudioClient client = server.client(limits, ApiToken.of(""))) {
                assertThat(client.ask(Requests.code("x"), AskOptions.DEFAULT)
                                .failure()
                                .orElseThrow())
                        .hasMessageContaining("was not complete after 300 ms");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n",
                ": still there\n",
                "data: no line ends here ",
                "{ \"not\": \"a stream\", ",
                "\n"
            })
    void readsNoMoreOfAnEndlessAnswerThanItsLimit(String piece) throws Exception {
        assertRefusedAsTooMuch(piece.repeat(3_000_000 / piece.length()));
    }

    /** With the limit to a body that a stream has: one document or one line of it would fill memory. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":[", "data: {\"choices\":[", "\n"})
    void readsNoMoreOfALongDocumentThanAnAnswerCanHave(String head) throws Exception {
        try (ModelServer server = new ModelServer();
                LmStudioClient client = server.client(PATIENT, ApiToken.of(""))) {
            server.thenJson(200, head + "{},".repeat(1_200_000) + "{}]}\n\n");
            assertThat(client.ask(Requests.code("x"), AskOptions.DEFAULT).failure())
                    .get()
                    .asString()
                    .contains("more than an answer can have");
        }
    }

    @Test
    void takesAStreamThatIsCutForTheServersFault() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(ModelServer.delta("content", "{\"feature\":\"rot13\",\"primi"));
            Problem problem = server.problem();
            assertThat(problem.kind()).isEqualTo(Problem.Kind.MISSING);
            assertThat(problem).hasMessageContaining("hung up in the middle of its answer");
        }
    }

    @Test
    void readsNoMoreOfALongMessageThanItsLimit() throws Exception {
        assertRefusedAsTooMuch(ModelServer.message("content", "x".repeat(300_000), "stop"));
    }

    @Test
    void readsNoMoreOfAListOfModelsThanItCanHave() throws Exception {
        try (ModelServer server = new ModelServer();
                LmStudioClient client = server.client(PATIENT, ApiToken.of(""))) {
            server.listing("{\"data\":[" + "{},".repeat(1_200_000) + "{}]}").thenMessage(Requests.ANSWER);
            assertThatThrownBy(client::models).isInstanceOf(Problem.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "-1", "99999999999999999999", "soon"})
    void takesALengthThatCannotBeForAFaultOfTheServer(String length) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder()
                    .body("x")
                    .setHeader("Content-Length", length)
                    .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE));
            assertThat(server.problem().kind()).isEqualTo(Problem.Kind.MISSING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 -99", "HTTP/1.1 99", "HTTP/1.1 100000", "HTTP/9", "moin"})
    void takesAStatusThatCannotBeForAFaultOfTheServer(String status) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder().body("x").status(status));
            assertThat(server.problem().kind()).isEqualTo(Problem.Kind.MISSING);
        }
    }

    @Test
    void readsNoMoreOfAnEndlessTextThanItsLimit() throws Exception {
        StringBuilder body = new StringBuilder();
        new Random(1)
                .ints(20_000, 'a', 'z')
                .forEach(letter -> body.append(ModelServer.events(ModelServer.delta(
                        "content", String.valueOf((char) letter).repeat(20)))));
        assertRefusedAsTooMuch(body.toString());
    }

    private static void assertRefusedAsTooMuch(String body) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder().body(body));
            assertThat(server.problem()).satisfies(e -> {
                assertThat(e).hasMessageContaining("more than ");
                assertThat(e.hint()).contains("another model");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>It works!</body></html>",
                "hello",
                "",
                "null",
                "[]",
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":\"none\"}",
                "data: hello\n\n",
                "data: [1,2]\n\ndata: [DONE]\n\n",
                "\u0000\u0001\u0002"
            })
    void refusesWhatIsNoChatCompletion(String body) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(200, body);
            assertThat(server.problem()).satisfies(e -> assertThat(e.hint()).contains("--lm-studio-url"));
        }
    }

    @Test
    void survivesInvalidUtf8() throws Exception {
        try (ModelServer server = new ModelServer()) {
            Buffer body = new Buffer()
                    .writeUtf8("data: {\"choices\":[{\"delta\":{\"content\":\"{\\\"feature\\\":\\\"")
                    .write(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF})
                    .writeUtf8("\\\",\\\"primitives\\\":[]}\"}}]}\n\n");
            server.thenBytes(body);
            assertThat(server.ask().json()).isEqualTo("{\"feature\":\"\uFFFD(\uFFFD\",\"primitives\":[]}");
        }
    }

    @Test
    void refusesDeepNestingAndHugeNumbersWithoutTrouble() throws Exception {
        String deep = "{\"feature\":" + "[".repeat(50_000) + "]".repeat(50_000) + ",\"primitives\":[]}";
        String huge = "{\"feature\":" + "9".repeat(50_000) + ",\"primitives\":[]}";
        for (String content : new String[] {deep, huge}) {
            try (ModelServer server = new ModelServer()) {
                server.thenMessage(content + Requests.ANSWER + content);
                assertThat(server.ask().json()).isEqualTo(Requests.ANSWER);
            }
        }
        try (ModelServer server = new ModelServer()) {
            server.thenJson(200, deep);
            assertThat(server.problem());
        }
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(
                    ModelServer.delta("content", Requests.ANSWER),
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":1e999999999,\"completion_tokens\":-5}}");
            assertThat(server.ask().promptTokens()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) throws Exception {
        try (ModelServer elsewhere = new ModelServer();
                ModelServer server = new ModelServer()) {
            elsewhere.thenMessage(Requests.ANSWER);
            server.then(new MockResponse.Builder()
                    .code(status)
                    .setHeader("Location", elsewhere.url() + "/chat/completions"));
            assertThat(server.problem()).satisfies(e -> {
                assertThat(e).hasMessageContaining("redirect to " + elsewhere.url());
                assertThat(e.hint()).contains("not followed");
            });
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void sendsTheTokenAndNeverShowsIt() throws Exception {
        ApiToken token = ApiToken.of(" sk-secret-1 ");
        try (ModelServer server = new ModelServer()) {
            server.thenJson(401, "{\"error\":\"Invalid token sk-secret-1\"}");
            try (LmStudioClient client = server.client(ModelServer.LIMITS, token)) {
                assertThat(client.ask(Requests.code("x"), AskOptions.DEFAULT)
                                .failure()
                                .orElseThrow())
                        .hasMessageContaining("Invalid token ***");
            }
            assertThat(server.requests())
                    .allMatch(request ->
                            "Bearer sk-secret-1".equals(request.getHeaders().get("Authorization")));
            assertThat(new LmSettings(ServerAddress.of(server.url()), "", token, Limits.DEFAULT).toString())
                    .doesNotContain("secret");
        }
        assertThatThrownBy(() -> ApiToken.of("bad\ntoken"))
                .isInstanceOf(Problem.class)
                .hasMessageNotContaining("bad")
                .hasMessageContaining("LM_API_TOKEN");
    }

    @Test
    void sendsNoTokenWhereThereIsNone() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage(Requests.ANSWER);
            server.ask();
            assertThat(server.requests())
                    .allMatch(request -> request.getHeaders().get("Authorization") == null);
        }
    }

    @Test
    void anInterruptEndsTheCallAndStaysSet() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicBoolean flag = new AtomicBoolean();
        AtomicReference<Reply> heard = new AtomicReference<>();
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
            LmSettings settings =
                    new LmSettings(ServerAddress.of(server.url()), "", ApiToken.of(""), ModelServer.LIMITS);
            Progress progress = new Progress(reason -> begun.countDown(), note -> {});
            try (LmStudioClient client =
                    new LmStudioClient(settings, Requests.schemas(), progress, KnownServers.none())) {
                Thread asking = new Thread(() -> {
                    heard.set(client.ask(Requests.code("x"), AskOptions.DEFAULT));
                    flag.set(Thread.currentThread().isInterrupted());
                });
                asking.start();
                begun.await();
                asking.interrupt();
                asking.join();
            }
        }
        assertThat(heard.get().failure().orElseThrow()).hasMessageContaining("cancelled");
        assertThat(flag).as("interrupt flag").isTrue();
    }

    @Test
    void closingTheClientEndsTheCallsUnderWay() throws Exception {
        AtomicReference<Problem> thrown = new AtomicReference<>();
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            LmSettings settings = new LmSettings(
                    ServerAddress.of("http://127.0.0.1:" + silent.getLocalPort() + "/v1"),
                    "",
                    ApiToken.of(""),
                    ModelServer.LIMITS);
            LmStudioClient client =
                    new LmStudioClient(settings, Requests.schemas(), Progress.SILENT, KnownServers.none());
            Thread asking = new Thread(() -> {
                try {
                    client.ask(Requests.code("x"), AskOptions.DEFAULT);
                } catch (Problem e) {
                    thrown.set(e);
                }
            });
            asking.start();
            try (var connection = silent.accept()) {
                assertThat(connection.getInputStream().read())
                        .as("the request has begun")
                        .isPositive();
                client.close();
                asking.join();
            }
        }
        assertThat(thrown.get()).hasMessageContaining("hung up before its answer");
    }
}
