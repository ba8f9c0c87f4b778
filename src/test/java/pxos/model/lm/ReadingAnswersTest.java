package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.json.Json;
import pxos.model.Reply;
import pxos.model.lm.LmSettings.Limits;

class ReadingAnswersTest {

    private static final String OTHER = "{\"feature\":\"old\",\"primitives\":[{\"type\":\"COMMENT\",\"text\":\"}{\"}]}";

    @Test
    void gathersAStreamAndItsUsage() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(
                    ModelServer.delta("role", "assistant"),
                    ModelServer.delta("content", "{\"feature\":\"rot13\","),
                    ModelServer.delta("content", "\"primitives\":[]}"),
                    ModelServer.finish("stop"),
                    "{\"model\":\"qwen-7b\",\"choices\":[],\"usage\":{\"prompt_tokens\":812,\"completion_tokens\":9}}",
                    "[DONE]");
            Reply reply = server.ask();
            assertThat(reply.json()).isEqualTo(Requests.ANSWER);
            assertThat(reply.model()).isEqualTo("qwen-7b");
            assertThat(reply.promptTokens()).isEqualTo(812);
            assertThat(reply.completionTokens()).isEqualTo(9);
            assertThat(reply.cutShort()).isFalse();
            assertThat(server.questions().get(0).path("stream").asBoolean()).isTrue();
            assertThat(server.questions()
                            .get(0)
                            .at("/stream_options/include_usage")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void acceptsAStreamThatEndsWithoutDoneAndWithoutUsage() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(ModelServer.delta("content", Requests.ANSWER), ModelServer.finish("stop"));
            Reply reply = server.ask();
            assertThat(reply.json()).isEqualTo(Requests.ANSWER);
            assertThat(reply.promptTokens()).isZero();
            assertThat(reply.completionTokens()).as("streamed tokens, counted").isEqualTo(1);
        }
    }

    @Test
    void readsAnAnswerThatIsNotStreamed() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage(Requests.ANSWER);
            assertThat(server.ask().json()).isEqualTo(Requests.ANSWER);
        }
    }

    @Test
    void takesAnErrorEventAfterStatus200ForAnError() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenEvents(
                    ModelServer.delta("content", Requests.ANSWER),
                    "{\"error\":{\"message\":\"The model has crashed\"}}");
            assertThat(server.problem()).hasMessageContaining("The model has crashed");
        }
    }

    @Test
    void takesAnErrorInABodyWithStatus200ForAnError() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(200, "{\"error\":\"Model unloaded.\"}");
            assertThat(server.problem()).hasMessageContaining("Model unloaded.");
        }
    }

    @Test
    void saysThatAnAnswerWasCutShort() throws Exception {
        try (ModelServer server = new ModelServer()) {
            String half = "{\"feature\":\"rot13\",\"primitives\":[{\"type\":\"WRITE\"},{\"ty";
            server.thenEvents(ModelServer.delta("content", half), ModelServer.finish("length"), "[DONE]");
            Reply reply = server.ask();
            assertThat(reply.cutShort()).isTrue();
            assertThat(reply.json()).isEqualTo(half);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"reasoning_content", "reasoning"})
    void usesTheReasoningWhereTheContentIsEmpty(String member) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(200, ModelServer.message(member, "Let me see. " + Requests.ANSWER, "stop"));
            assertThat(server.ask().json()).isEqualTo(Requests.ANSWER);
        }
    }

    @Test
    void doesNotTakeADraftOutOfReasoningThatWasCutShort() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenJson(200, ModelServer.message("reasoning_content", "Draft: " + OTHER + " but", "length"));
            Reply reply = server.ask();
            assertThat(reply.json()).isEmpty();
            assertThat(reply.cutShort()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>maybe %2$s or { or \"</think>%1$s",
                "<think>%2$s</think>\n\n```json\n%1$s\n```",
                "first %2$s __LM_STUDIO_INTERNAL_LSEP_SYNTHETIC_REASONING_END_0a1b2c__%1$s",
                "```json\n%1$s\n```",
                "Here you are: %1$s I hope it helps {really}.",
                "%2$s\n%1$s",
                "%1$s\n%1$s",
                "Use { to open. %1$s",
                "A \" quote, and {\" another: %1$s",
                "{\"note\": %1$s, oops",
                "<think>never closed, yet %1$s",
            })
    void findsTheAnswerAmongTheTalk(String frame) throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage(String.format(frame, Requests.ANSWER, OTHER));
            assertThat(server.ask().json()).isEqualTo(Requests.ANSWER);
        }
    }

    @Test
    void letsTrailingCommasPass() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage("{\"feature\":\"a,}\",\"primitives\":[{\"type\":\"X\",},],}");
            assertThat(server.ask().json()).isEqualTo("{\"feature\":\"a,}\",\"primitives\":[{\"type\":\"X\"}]}");
        }
    }

    @Test
    void handsOverTheTextFromWhereAnAnswerBreaks() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage(
                    "Sure: {\"feature\":\"x\",\"primitives\":[{\"type\":\"A\"},{\"type\" \"B\"},{\"type\":\"C\"}]}");
            assertThat(server.ask().json())
                    .as("a part of it would be a misleading answer")
                    .startsWith("{\"feature\":\"x\"")
                    .endsWith("]}");
        }
    }

    @Test
    void neverTakesAnErrorTextForAPlan() throws Exception {
        try (ModelServer server = new ModelServer()) {
            server.thenMessage("Error: Cannot connect to LM Studio");
            assertThat(Json.object(server.ask(Requests.plan("x")).json())).isEmpty();
        }
        try (ModelServer server = new ModelServer()) {
            server.thenMessage("No models loaded. Please load a model in the developer page.");
            assertThat(server.problem()).hasMessageContaining("No models loaded");
        }
    }

    @Test
    void countsStreamedTokensAndTheirSpeed() throws Exception {
        List<String> heard = new ArrayList<>();
        Progress progress = new Progress(heard::add, note -> {});
        long[] now = {0};
        EventStream stream =
                new EventStream(Limits.DEFAULT, progress, () -> now[0] += 500_000_000, new AnswerReader.SoFar());
        String events = ModelServer.events(
                ModelServer.delta("reasoning_content", "hm"),
                ModelServer.delta("content", "{"),
                ModelServer.delta("content", "}"));
        okio.Buffer body = new okio.Buffer().writeUtf8(events);
        assertThat(stream.read(body.readUtf8Line(), body)).isInstanceOf(ChatAnswer.class);
        assertThat(heard).containsExactly("1 tokens, 0.0/s", "2 tokens, 2.0/s", "3 tokens, 2.0/s");
    }
}
