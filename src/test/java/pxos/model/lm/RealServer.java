package pxos.model.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static pxos.model.lm.RealQuestions.URL;
import static pxos.model.lm.RealQuestions.WARM;
import static pxos.model.lm.RealQuestions.begun;
import static pxos.model.lm.RealQuestions.isProcessing;
import static pxos.model.lm.RealQuestions.question;
import static pxos.model.lm.RealQuestions.repeatedTokens;
import static pxos.model.lm.RealQuestions.request;
import static pxos.model.lm.RealQuestions.schema;
import static pxos.model.lm.RealQuestions.schemas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pxos.json.Json;
import pxos.json.JsonSchemaCheck;
import pxos.model.Question;
import pxos.model.Reply;
import pxos.model.Request;
import pxos.model.ShortForm;
import pxos.model.TestsForm;
import pxos.model.prompt.PromptWriter;
import tools.jackson.databind.JsonNode;

/** The client against llama.cpp's own server with a real model; {@code bin/check-model} runs it. Prints its figures. */
class RealServer {

    private static final List<String> NOTES = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicReference<CountDownLatch> TOKENS = new AtomicReference<>(new CountDownLatch(0));
    private static LmStudioClient client;

    @BeforeAll
    static void connect() throws Exception {
        assertThat(URL).as("-Dpxos.model.url, which bin/check-model gives").isNotEmpty();
        client = client();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static LmStudioClient client() throws Exception {
        return new LmStudioClient(
                LmSettings.of(URL, ""), schemas(), new Progress(RealServer::hear, NOTES::add), KnownServers.none());
    }

    private static void hear(String now) {
        if (now.contains("tokens")) {
            TOKENS.get().countDown();
        }
    }

    @Test
    void findsTheModelAndItsContext() {
        ModelInfo model = client.model();
        System.out.printf(
                "Model %s, %d tokens of context in use, %d at most%n",
                model.title(), model.contextTokens(), model.maxContextTokens());
        assertThat(model.title()).doesNotContain("/");
        assertThat(model.contextTokens()).isPositive();
    }

    /** The schemas become grammars, and what comes is what they say. */
    @ParameterizedTest
    @EnumSource(Request.Purpose.class)
    void answersByTheSchemaOfEachStage(Request.Purpose purpose) throws Exception {
        NOTES.clear();
        Reply reply = client.ask(request(purpose, "Add a command ver that prints the version"), WARM);
        System.out.printf(
                "%s: %d + %d tokens in %.1f s, %s%n",
                purpose,
                reply.promptTokens(),
                reply.completionTokens(),
                reply.time().toMillis() / 1000.0,
                reply.cutShort() ? "cut short" : "whole");
        assertThat(reply.failure()).isEmpty();
        assertThat(NOTES).noneMatch(note -> note.contains("grammar") || note.contains("dropped"));
        assertThat(TOKENS.get().getCount()).as("tokens are shown as they come").isZero();
        if (NOTES.stream().anyMatch(note -> note.contains("circles"))) {
            int tokens = repeatedTokens(reply);
            System.out.printf("Circling: stopped %d tokens behind its first repetition%n", tokens);
            assertThat(tokens).isLessThanOrEqualTo(300);
        }
        if (!reply.cutShort()) {
            JsonNode schema = switch (purpose) {
                case PLAN -> schema("plan");
                case TESTS -> TestsForm.schema();
                case CODE -> schema("ai_primitives");
            };
            assertThat(new JsonSchemaCheck(schema).errorsIn(Json.read(reply.json())))
                    .isEmpty();
        }
    }

    @Test
    void choosesWithinTheGrammar() {
        ShortForm question = question("greet me with BONJOUR when it starts");
        List<Reply> replies = client.choose(question, WARM, 4);
        long right = replies.stream()
                .filter(reply -> question.step(reply.json()).isPresent())
                .count();
        System.out.printf(
                "Short form: %d tokens, %d of %d answers right, %.1f s for all%n",
                replies.get(0).promptTokens(),
                right,
                replies.size(),
                replies.get(replies.size() - 1).time().toMillis() / 1000.0);
        assertThat(replies.get(0).promptTokens()).isBetween(50, 700);
        assertThat(right).isGreaterThanOrEqualTo(1);
    }

    @Test
    void readsAPromptOnceAndGivesFourCandidatesForTheReadingOfOne() throws Exception {
        Request request = request(Request.Purpose.CODE, "Print the sum of two numbers");
        List<Question.Turn> turns = new ArrayList<>(new PromptWriter()
                .write(request, client.model().contextTokens())
                .turns());
        begun(client, turns);
        turns.add(new Question.Turn(Question.Role.ASSISTANT, "{\"feature\":\"sum\"}"));
        turns.add(new Question.Turn(Question.Role.USER, "Line 1: there are no primitives. Mend it."));
        Reply mended = begun(client, turns);
        System.out.printf("Cache: %d of %d tokens of the prompt%n", mended.cachedTokens(), mended.promptTokens());
        assertThat(mended.promptTokens()).isGreaterThan(500);
        assertThat(mended.cachedTokens()).isGreaterThanOrEqualTo(mended.promptTokens() * 85 / 100);
        Reply again = client.ask(request, WARM);
        List<Reply> four = client.askSeveral(request, WARM, 4);
        int tokens = four.stream().mapToInt(Reply::completionTokens).sum();
        System.out.printf(
                "Candidates: one %.1f s (%d tokens), four %.1f s (%d tokens)%n",
                seconds(List.of(again)), again.completionTokens(), seconds(four), tokens);
        assertThat(four).hasSize(4);
    }

    private static double seconds(List<Reply> replies) {
        return replies.get(replies.size() - 1).time().toMillis() / 1000.0;
    }

    @Test
    void fitsAPromptThatDoesNotFit() throws Exception {
        List<String> memories = IntStream.range(0, 2_000)
                .mapToObj(run -> "run " + run + " built feature " + run * 7919 % 9973 + " and failed at its test")
                .toList();
        Request request = Requests.of(Request.Purpose.CODE, "Add rot13", memories, List.of(), Requests.facts(8));
        NOTES.clear();
        try (HttpWire wire = new HttpWire(LmSettings.of(URL, ""))) {
            ModelInfo believed = new ModelInfo(client.model().name(), "", true, 65_536, 0);
            Reply reply = new Conversation(
                            LmSettings.of(URL, ""),
                            wire,
                            new Progress(now -> {}, NOTES::add),
                            new AskedRequest(request, schemas()),
                            WARM,
                            believed,
                            new PromptWriter(),
                            new Habits(Map.of()),
                            1)
                    .run()
                    .get(0);
            System.out.printf("Overflow: %s; then %d tokens came%n", NOTES, reply.completionTokens());
            assertThat(reply.completionTokens()).isPositive();
            assertThat(NOTES).anyMatch(note -> note.contains("does not fit"));
            assertThat(reply.failure()).isEmpty();
        }
    }

    @Test
    void asksForCodeInTheShortFormWithin700Tokens() throws Exception {
        Request brief = request(Request.Purpose.CODE, "F5 prints a star").briefly();
        Reply reply = begun(client, new PromptWriter().write(brief, 8192).turns());
        System.out.printf("Short form for code: %d tokens%n", reply.promptTokens());
        assertThat(reply.promptTokens()).isBetween(100, 700);
    }

    @Test
    void marksAnAnswerThatIsCut() throws Exception {
        List<Question.Turn> turns =
                question("greet me with BONJOUR when it starts").turns();
        assertThat(begun(client, turns).cutShort()).isTrue();
    }

    @Test
    void freesTheSlotOfAQuestionThatIsCancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(3);
        TOKENS.set(begun);
        AtomicReference<Reply> reply = new AtomicReference<>();
        Thread asking = new Thread(
                () -> reply.set(client.ask(request(Request.Purpose.CODE, "Add a text editor with a menu"), WARM)));
        asking.start();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        asking.interrupt();
        asking.join(10_000);
        assertThat(reply.get().failure()).isPresent();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (isProcessing() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(isProcessing()).as("a slot at work").isFalse();
    }

    @Test
    void answersSeveralClientsAtATime() throws Exception {
        try (LmStudioClient other = client()) {
            ShortForm question = question("greet me with BONJOUR when it starts");
            List<CompletableFuture<List<Reply>>> both = Stream.of(client, other)
                    .map(each -> CompletableFuture.supplyAsync(() -> each.choose(question, WARM, 2)))
                    .toList();
            for (CompletableFuture<List<Reply>> replies : both) {
                assertThat(replies.get(120, TimeUnit.SECONDS))
                        .hasSize(2)
                        .allMatch(reply -> reply.failure().isEmpty());
            }
        }
    }
}
