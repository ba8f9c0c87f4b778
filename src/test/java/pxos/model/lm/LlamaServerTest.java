package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.model.AskOptions;
import pxos.model.Lessons;
import pxos.model.Reply;
import pxos.model.Request;

/** What llama.cpp's own server does, as measured with a real one. */
class LlamaServerTest {

    private static final String MODELS = "{\"data\":[{\"id\":\"/home/ada/models/smollm2-135m.gguf\","
            + "\"meta\":{\"n_ctx\":8192,\"n_ctx_train\":16384,\"n_params\":134515008}}]}";

    private static final Request LONG = Requests.of(
            Request.Purpose.CODE,
            "Add rot13",
            IntStream.range(0, 100).mapToObj(run -> "run " + run + " failed").toList(),
            List.of(),
            Requests.facts(3));

    @Test
    void listsTheContextInUseAndAPathForAName() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.listing(MODELS).thenMessage(Requests.ANSWER);
            try (LmStudioClient client = server.client()) {
                ModelInfo model = client.model();
                assertThat(model.contextTokens()).isEqualTo(8192);
                assertThat(model.maxContextTokens()).isEqualTo(16384);
                assertThat(model.title()).isEqualTo("smollm2-135m.gguf");
                client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
            }
            assertThat(server.notes()).contains("waiting for smollm2-135m.gguf to answer");
            assertThat(server.questions().get(0).path("model").asString())
                    .as("what the server knows it by")
                    .isEqualTo("/home/ada/models/smollm2-135m.gguf");
        }
    }

    @Test
    void creditsAnAnswerToTheFileOfItsModel() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(
                    200,
                    ModelServer.message("content", Requests.ANSWER, "stop")
                            .replace("qwen-loaded", "C:\\\\models\\\\qwen.gguf"));
            assertThat(server.ask().model()).isEqualTo("qwen.gguf");
        }
    }

    @Test
    void hangsUpBehindEachStreamWithoutHarm() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.then(new MockResponse.Builder()
                    .setHeader("Content-Type", "text/event-stream")
                    .setHeader("Keep-Alive", "timeout=5")
                    .body(ModelServer.events(ModelServer.delta("content", Requests.ANSWER), "[DONE]"))
                    .onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE));
            try (LmStudioClient client = server.client()) {
                for (int i = 0; i < 3; i++) {
                    Reply reply = client.ask(Requests.code("Add rot13"), AskOptions.DEFAULT);
                    assertThat(reply.json()).isEqualTo(Requests.ANSWER);
                    assertThat(reply.transcript().notes()).isEmpty();
                }
            }
            assertThat(server.questions()).hasSize(3);
        }
    }

    @Test
    void fitsThePromptByTheCountsOfAnOverflow() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(400, overflow(3700, 3500)).thenMessage(Requests.ANSWER);
            Reply few = server.ask(LONG);
            assertThat(few.transcript().notes()).hasSize(1);
            String sent = said(few);
            try (ModelServer other = new ModelServer()) {
                other.thenJson(400, overflow(9000, 3500)).thenMessage(Requests.ANSWER);
                assertThat(said(other.ask(LONG)))
                        .as("a model that needs many more tokens for the same text")
                        .hasSizeLessThan(sent.length());
            }
        }
    }

    @Test
    void remembersTheContextThatAnOverflowTellsAndAsksForCodeInTheShortFormThen() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.listing("{\"data\":[{\"id\":\"qwen\"}]}")
                    .thenJson(400, overflow(3000, 2048))
                    .thenMessage(Requests.ANSWER);
            try (LmStudioClient client = server.client()) {
                assertThat(client.readsLongForm()).isTrue();
                client.ask(Requests.plan("Add rot13"), AskOptions.DEFAULT);
                assertThat(client.readsLongForm()).isFalse();
                assertThat(client.ask(LONG, AskOptions.DEFAULT).transcript().notes())
                        .isEmpty();
            }
            assertThat(server.questions()).hasSize(3);
        }
    }

    private static String said(Reply reply) {
        return reply.transcript().system() + reply.transcript().user();
    }

    private static String overflow(int promptTokens, int contextTokens) {
        return "{\"error\":{\"code\":400,\"message\":\"request (" + promptTokens
                + " tokens) exceeds the available context size (" + contextTokens
                + " tokens), try increasing it\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":"
                + promptTokens + ",\"n_ctx\":" + contextTokens + "}}";
    }

    @Test
    void countsAsTheModelDoesOnceItHasAnswered() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(200, withUsage(9000)).thenMessage(Requests.ANSWER);
            try (LmStudioClient client = server.client()) {
                String first = client.ask(LONG, AskOptions.DEFAULT).transcript().user();
                String second =
                        client.ask(LONG, AskOptions.DEFAULT).transcript().user();
                assertThat(second).as("it needs more tokens than estimated").hasSizeLessThan(first.length());
            }
        }
    }

    private static String withUsage(int promptTokens) {
        return ModelServer.message("content", Requests.ANSWER, "stop")
                .replaceFirst("\\{", "{\"usage\":{\"prompt_tokens\":" + promptTokens + "},");
    }

    @Test
    void waitsWhereAnswersAtTheSameTimeFillTheirSharedContext() throws Exception {
        String full =
                "{\"error\":{\"code\":500,\"message\":\"Context size has been exceeded.\",\"type\":\"server_error\"}}";
        try (ModelServer server = new ModelServer()) {
            server.thenJson(500, full).thenMessage(Requests.ANSWER);
            Reply reply = server.ask(LONG);
            assertThat(reply.json()).isEqualTo(Requests.ANSWER);
            assertThat(reply.transcript().notes()).singleElement().asString().contains("share is full");
            assertThat(server.questions().get(1)).isEqualTo(server.questions().get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"COMMENT\",\"text\":\"print the text on the screen\"},", "call step 1, ", "0"})
    void stopsAnAnswerThatGoesRoundInCircles(String piece) throws Exception {
        List<String> events =
                new ArrayList<>(List.of(ModelServer.delta("content", "{\"feature\":\"x\",\"primitives\":[")));
        for (int i = 0; i < 2000; i++) {
            events.add(ModelServer.delta("content", piece));
        }
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(events.toArray(String[]::new));
            Reply reply = server.ask();
            assertThat(reply.cutShort()).isTrue();
            assertThat(reply.transcript().answer()).hasSizeLessThan(600 + 40 * piece.length());
            assertThat(reply.transcript().notes())
                    .containsExactly("the answer went round in circles, so it was stopped");
            assertThat(Lessons.none(AskOptions.DEFAULT)
                            .after(reply, "no JSON")
                            .options()
                            .temperature())
                    .isGreaterThan(AskOptions.DEFAULT.temperature());
        }
    }

    @Test
    void letsATableOfNumbersPass() {
        String table = IntStream.range(0, 300).mapToObj(i -> i * 37 % 256 + ",").reduce("db ", String::concat);
        assertThat(Circling.isAtEndOf(table)).isFalse();
        assertThat(Circling.isAtEndOf("db " + "0,".repeat(100))).isFalse();
    }

    @Test
    void noticesLongPiecesThatDifferInTheirNumbers() {
        String steps = IntStream.range(10, 40)
                .mapToObj(i -> "{\"type\":\"COMMENT\",\"text\":\"step " + i + " of the plan prints the line again\"},")
                .reduce("", String::concat);
        assertThat(Circling.isAtEndOf(steps)).isTrue();
    }

    @Test
    void noticesACopyOfWhatAnAnswerSaidLongBeforeButLetsReasoningDraftTwice() {
        String draft =
                IntStream.range(0, 60).mapToObj(i -> "mov ax, " + i * 37 + "\n").reduce("", String::concat);
        String between =
                IntStream.range(0, 200).mapToObj(i -> "db " + i * i + "\n").reduce("", String::concat);
        assertThat(Circling.isCopyAtEndOf(draft + between)).isFalse();
        assertThat(Circling.isCopyAtEndOf(draft + between + draft)).isTrue();
        assertThat(Circling.isCopyAtEndOf("<think>" + draft + between + draft)).isFalse();
        assertThat(Circling.isCopyAtEndOf("<think>" + draft + "</think>" + draft))
                .isFalse();
    }

    private static final String REFUSED_N =
            "{\"error\":{\"code\":400,\"message\":\"Field 'n': Value must be between 1 <= value <= 2, but got 4\"}}";

    private static String piece(int index, String text) {
        return "{\"choices\":[{\"index\":" + index + ",\"delta\":{\"content\":\"" + text + "\"}}]}";
    }

    @Test
    void givesSeveralAnswersToOnePrompt() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(
                    piece(1, "{}"),
                    piece(0, "{"),
                    piece(2, "cut"),
                    piece(0, "}"),
                    "{\"choices\":[{\"index\":2,\"delta\":{},\"finish_reason\":\"length\"}]}",
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":32,"
                            + "\"prompt_tokens_details\":{\"cached_tokens\":60}}}",
                    "[DONE]");
            try (LmStudioClient client = server.client()) {
                List<Reply> replies = client.askSeveral(Requests.code("Add rot13"), AskOptions.DEFAULT, 3);
                assertThat(replies).extracting(Reply::json).containsExactly("{}", "{}", "cut");
                assertThat(replies).extracting(Reply::cutShort).containsExactly(false, false, true);
                assertThat(replies).extracting(Reply::promptTokens).containsExactly(100, 0, 0);
                assertThat(replies).extracting(Reply::cachedTokens).containsExactly(60, 0, 0);
                assertThat(replies).extracting(Reply::completionTokens).containsExactly(12, 10, 10);
            }
            assertThat(server.questions())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.path("n").asInt()).isEqualTo(3));
        }
    }

    @Test
    void asksForAsManyAnswersAsTheServerHasSlots() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(400, REFUSED_N).thenEvents(piece(0, "{}"), piece(1, "{}"), "[DONE]");
            try (LmStudioClient client = server.client()) {
                assertThat(client.askSeveral(Requests.code("Add rot13"), AskOptions.DEFAULT, 4))
                        .hasSize(2);
                client.askSeveral(Requests.code("Add rot13"), AskOptions.DEFAULT, 4);
            }
            assertThat(server.questions())
                    .extracting(question -> question.path("n").asInt())
                    .as("what it allows is remembered")
                    .containsExactly(4, 2, 2);
            assertThat(server.notes()).noneMatch(note -> note.contains("answers"));
        }
    }

    @Test
    void doesNotAskAServerForSeveralAnswersThatGivesOne() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(400, REFUSED_N.replace("<= 2", "<= 1"));
            try (LmStudioClient client = server.client()) {
                for (int i = 0; i < 2; i++) {
                    assertThat(client.askSeveral(Requests.code("Add rot13"), AskOptions.DEFAULT, 4))
                            .isEmpty();
                }
            }
            assertThat(server.questions()).hasSize(1);
        }
    }

    @Test
    void stopsWhenEveryAnswerHasEndedOrGoesRoundInCircles() throws Exception {
        List<String> events = new ArrayList<>(
                List.of(piece(1, "{}"), ModelServer.finish("stop").replace("{\"delta", "{\"index\":1,\"delta")));
        for (int i = 0; i < 2000; i++) {
            events.add(piece(0, "call step 1, "));
        }
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(events.toArray(String[]::new));
            try (LmStudioClient client = server.client()) {
                List<Reply> replies = client.askSeveral(Requests.code("Add rot13"), AskOptions.DEFAULT, 2);
                assertThat(replies).extracting(Reply::cutShort).containsExactly(true, false);
                assertThat(replies.get(0).transcript().answer()).hasSizeLessThan(1_200);
            }
        }
    }

    @Test
    void noticesALongPieceWhenItComesForTheSecondTime() {
        String piece =
                IntStream.range(0, 70).mapToObj(i -> "mov ax, " + i * 37 + "\n").reduce("", String::concat);
        assertThat(piece.length()).isBetween(600, 1000);
        assertThat(Circling.isAtEndOf(piece)).isFalse();
        assertThat(Circling.isAtEndOf(piece + piece)).isTrue();
    }
}
