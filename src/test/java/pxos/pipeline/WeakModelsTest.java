package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.build.asm.NasmAssembler;
import pxos.json.Json;
import pxos.model.GivenAnswer;
import pxos.model.Reply;
import pxos.model.lm.Answers;
import pxos.model.lm.Llm;
import pxos.model.lm.StandInServer;
import pxos.model.lm.StandInServer.Asked;
import pxos.model.prompt.TokenCount;
import pxos.pipeline.RunRequest.Authors;
import pxos.pipeline.RunRequest.Testing;
import pxos.proof.DriveKind;
import pxos.proof.FakeEmulator;
import pxos.scenario.Scenario;
import pxos.scenario.Step;
import pxos.workspace.StartingWorkspace;
import pxos.workspace.Workspace;

/** Whole runs with a server whose model can do little, and an emulator that executes nothing. */
class WeakModelsTest {

    private static final String GOAL = "Make it say hello there when it starts";

    private static String hello(String text) {
        return "{\"feature\":\"hello_message\",\"message\":\"" + text + "\"}";
    }

    private static final String TWO_TEXTS = String.join(
            StandInServer.ANOTHER,
            hello("hello there"),
            hello("hello there"),
            hello("hello"),
            "{\"feature\":\"none\"}");

    @TempDir
    private Path folder;

    private Workspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new Workspace(folder.resolve("workspace"));
        StartingWorkspace.copyTo(workspace.root());
    }

    private RunContext run(String goal, StandInServer server) {
        return run(goal, new Authors(Llm.LM_STUDIO, server.url(), List.of(), 2, 1));
    }

    private RunContext run(String goal, Authors authors) {
        Outside outside = new Outside(
                FakeEmulator::new, new NasmAssembler(Optional.empty()), Services::chosen, Clock.systemUTC());
        RunRequest request = new RunRequest(
                workspace,
                goal,
                false,
                "",
                authors,
                new Testing(true, DriveKind.IDE, Duration.ofMinutes(1), Floor.STRICT),
                false);
        return new Runs(outside).run(request, new RunObserver() {});
    }

    private static String banner(String text) {
        return banner(text, text);
    }

    private static String banner(String shown, String wanted) {
        return Answers.typing(
                "greeting",
                "",
                new String[] {"row \"" + wanted + "\""},
                "{\"type\":\"TEXT\",\"label\":\"greeting_text\",\"text\":\"" + shown + "\"}",
                Answers.hook("banner", "greeting_text", ""));
    }

    /** Lets a test of the workspace speak against texts. */
    private void forbid(String... texts) throws Exception {
        String sign = Answers.typing(
                "sign",
                "",
                new String[] {"contains \"ok>\""},
                "{\"type\":\"TEXT\",\"label\":\"sign_text\",\"text\":\"ok> \"}",
                Answers.hook("prompt", "sign_text", ""));
        assertThat(run("Change the prompt", Authors.of(new GivenAnswer(sign, "somebody")))
                        .verdict())
                .startsWith("PASS");
        List<String> absent =
                Stream.of(texts).map(text -> "absent \"" + text + "\"").toList();
        Files.writeString(
                workspace.scenarios().resolve("sign.json"),
                Json.writeIndented(List.of(new Scenario("no such text", List.of(new Step("", absent))))));
    }

    @Test
    void theNextAnswerIsTriedBeforeTheModelIsAskedAgain() throws Exception {
        forbid("hello there");
        try (StandInServer server = StandInServer.withSlots(4, 8192, question -> TWO_TEXTS)) {
            RunContext run = run(GOAL, server);

            assertThat(run.verdict()).startsWith("PASS");
            assertThat(run.understoodAs()).isEqualTo("hello message = \"hello\"");
            assertThat(server.asked()).hasSize(1);
            assertThat(run.attempts()).extracting(Attempt::won).containsExactly(true, false, true);
        }
    }

    @Test
    void theQuestionAfterBadAnswersIsWarmerAndThenTheLongOne() throws Exception {
        forbid("hello");
        try (StandInServer server = StandInServer.withSlots(4, 8192, question -> TWO_TEXTS)) {
            RunContext run = run(GOAL, server);

            assertThat(run.verified()).isFalse();
            List<Asked> asked = server.asked();
            assertThat(asked.get(0).body().path("messages"))
                    .isEqualTo(asked.get(1).body().path("messages"));
            assertThat(asked.get(1).temperature()).isGreaterThan(asked.get(0).temperature());
            assertThat(asked.get(2).isForPlan()).isTrue();
        }
    }

    @Test
    void aModelThatDoesNotKeepToTheLongFormIsAskedByTheShortOne() {
        Function<Asked, String> script = question -> question.isForPlan() || !isBrief(question)
                ? "I would rather talk."
                : String.join(StandInServer.ANOTHER, "{}", "no", banner("HI"), "{}");
        try (StandInServer server = StandInServer.withSlots(4, 8192, script)) {
            RunContext run = run("Greet me in a friendly way, dear machine", server);

            assertThat(run.verdict()).startsWith("PASS");
            assertThat(run.built()).extracting(BuiltFeature::name).containsExactly("greeting");
            assertThat(server.asked()).as("three plans, and one short question").hasSize(4);
        }
    }

    @Test
    void aModelWithASmallContextIsAskedByTheShortFormAndMendsItsAnswer() {
        Function<Asked, String> script = question -> banner("HI", question.number() == 1 ? "HO" : "HI");
        try (StandInServer server = StandInServer.answering(2048, script)) {
            RunContext run = run("Greet me in a friendly way, dear machine", server);

            assertThat(run.verdict()).startsWith("PASS");
            assertThat(server.asked()).hasSize(2).allMatch(WeakModelsTest::isBrief);
            assertThat(server.asked().get(1).prompt()).contains("the row \"HO\"", banner("HI", "HO"));
            assertThat(TokenCount.of(server.asked().get(0).prompt())).isLessThan(700);
        }
    }

    @Test
    void aModelThatFailedOnTheShortFormIsNotAskedByItAgain() {
        try (StandInServer server = StandInServer.answering(2048, question -> "I would rather talk.")) {
            RunContext run = run("Greet me in a friendly way, dear machine", server);

            assertThat(run.failure().orElseThrow().message())
                    .isEqualTo("lm-studio gave 3 answers that cannot be used; the last one was not a JSON object");
            assertThat(server.asked()).hasSize(3);
        }
    }

    private static final String TALK = "I would rather talk.";

    private static String withoutHook() {
        return banner("HI").replaceAll(",\\{\"type\":\"HOOK\"[^}]*}", "");
    }

    @Test
    void inTheShortFormAModelIsToldWhatWasWrongWithItsBestAnswer() {
        Function<Asked, String> script = question -> !isBrief(question)
                ? TALK
                : question.prompt().contains("nothing runs this")
                        ? String.join(StandInServer.ANOTHER, TALK, banner("HI"), TALK, TALK)
                        : String.join(StandInServer.ANOTHER, TALK, "{\"feature\":5}", withoutHook(), "{}");
        try (StandInServer server = StandInServer.withSlots(4, 8192, script)) {
            RunContext run = run("Greet me in a friendly way, dear machine", server);

            assertThat(run.verdict()).startsWith("PASS");
            assertThat(server.asked()).hasSize(5);
            assertThat(server.asked().get(4).prompt()).contains(withoutHook(), "That was wrong.");
        }
    }

    @Test
    void aServerThatGivesOneAnswerAtATimeIsAskedAgainOnlyWithWhatWasWrong() {
        Function<Asked, String> script = question -> isBrief(question) ? withoutHook() : TALK;
        try (StandInServer server = StandInServer.answering(4096, script)) {
            RunContext run = run("Greet me in a friendly way, dear machine", server);

            List<Asked> brief = server.asked().subList(3, 7);
            assertThat(brief.subList(1, 4)).allMatch(asked -> asked.prompt().contains("nothing runs this"));
            assertThat(TokenCount.of(brief.get(0).prompt())).isLessThan(700);
            assertThat(run.failure().orElseThrow().message()).contains("the last one was the same as one before");
            assertThat(run.failure().orElseThrow().hint()).contains("larger model", "--attempts", "a smaller goal");
        }
    }

    private static boolean isBrief(Asked question) {
        return question.prompt().length() < 4_000 && !question.prompt().contains("MEMORY");
    }

    /** From the second time that a piece comes to where the client hung up, as tokens that the server sent. */
    @Test
    void anAnswerThatCirclesEndsWithin300TokensOfItsFirstRepetition() {
        String piece = IntStream.range(0, 45)
                .mapToObj(i -> "mov ax, " + i * 37 + "\\n")
                .collect(Collectors.joining());
        String code = "{\"feature\":\"x\",\"primitives\":[{\"type\":\"ASM\",\"code\":\"";
        Function<Asked, String> script =
                question -> question.isForPlan() ? Answers.plan("greeting") : code + piece.repeat(40);
        try (StandInServer server = StandInServer.answering(8192, script)) {
            RunContext run = run("Greet me in a friendly way, dear machine", server);

            List<Reply> circling = run.attempts().stream()
                    .flatMap(attempt -> attempt.replies().stream())
                    .filter(Reply::cutShort)
                    .toList();
            assertThat(circling).isNotEmpty().allSatisfy(reply -> {
                String said = reply.transcript().answer();
                int repeated = said.indexOf(piece) + piece.length();
                assertThat(TokenCount.of(said.substring(repeated))).isBetween(1, 300);
            });
            List<Double> warmth = server.askedForCode().stream()
                    .limit(3)
                    .map(Asked::temperature)
                    .toList();
            assertThat(warmth)
                    .as("each try after such an answer is warmer")
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(run.failure().orElseThrow().message()).contains("did not come to its end");
        }
    }
}
