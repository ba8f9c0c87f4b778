package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;
import tools.jackson.databind.JsonNode;

/** A model that gets it wrong at first is told exactly what was wrong, and how often it may try is bounded. */
@Tag("long")
class RepairIT {

    private static final String GOAL = "Print a plus before each star";
    private static final String RIGHT = Answers.star("mov al, '+'\n call putc");

    @TempDir
    private Path folder;

    static Stream<Arguments> wrongAnswers() {
        String write = "{\"type\":\"WRITE\",\"address\":\"0x7C00\",\"bytes\":\"90 90\"}";
        return Stream.of(
                Arguments.of("no JSON", "I cannot do that.", List.of("not JSON")),
                Arguments.of(
                        "a schema error",
                        "{\"feature\":\"star\",\"primitives\":[{\"type\":\"WRITE\"}]}",
                        List.of("/primitives/0", "required property 'bytes' not found")),
                Arguments.of(
                        "an unknown template",
                        Answers.feature("star", new String[0], "{\"type\":\"USE\",\"template\":\"print_star\"}"),
                        List.of("/primitives/0", "there is no template 'print_star'")),
                Arguments.of(
                        "a rail",
                        Answers.feature("star", new String[0], write),
                        List.of("0x7C00-0x7C01 is in the boot sector, which only --allow-boot-edit opens")),
                Arguments.of(
                        "an assembly error", Answers.star("mov al, [si+di+"), List.of("line 4: ", "mov al, [si+di+")),
                Arguments.of(
                        "an unknown label",
                        Answers.star("call putstar"),
                        List.of("line 4: symbol `putstar' not defined")),
                Arguments.of(
                        "wrong rows",
                        Answers.star("mov al, '-'\n call putc"),
                        List.of("check 'own test 1' failed", "wanted: ", "a+*", "   got: ", "a-*")),
                Arguments.of(
                        "a triple fault",
                        Answers.star("lidt [.none]\n int 3\n ret\n.none: dw 0, 0, 0"),
                        List.of(
                                "triple fault: CS:IP 0000:7E",
                                " at star.star_key",
                                "EAX=",
                                "lidt [.none]",
                                "int 3",
                                "> 7E")),
                Arguments.of(
                        "a spin",
                        Answers.star(".spin: jmp .spin"),
                        List.of("spin: ", "star.star_key", "> 7E04  EB FE")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAnswers")
    void tellsTheModelWhatWasWrong(String name, String wrong, List<String> evidence) throws Exception {
        Cli cli = Cli.in(folder);
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), wrong, RIGHT)) {
            Cli.Result result = cli.run("--machine", "--goal", GOAL, "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
            assertThat(server.asked()).hasSize(3);
            assertThat(server.asked().get(1).prompt()).doesNotContain("REJECTED");
            assertThat(server.asked().get(2).prompt()).contains("REJECTED").contains(evidence);
        }
    }

    @Test
    void doesNotCallVerifiedWhatNoTestShows() throws Exception {
        Cli cli = Cli.in(folder);
        byte[] before = Files.readAllBytes(cli.workspace().source());
        String answer = Answers.star("mov al, '+'\n call putc", "contains \"a\"");
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), answer)) {
            Cli.Result result =
                    cli.run("--machine", "--goal", GOAL, "--attempts", "2", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
            assertThat(result.json().at("/test_result/verdict").asString())
                    .contains("every new scenario passed without the change: 'own test 1'");
            assertThat(server.asked().get(2).prompt())
                    .contains("Give tests that fail on pxOS as it is now and pass with the feature");
        }
        assertThat(Files.readAllBytes(cli.workspace().source())).isEqualTo(before);
    }

    @Test
    void asksAsOftenAsAttemptsAllow() throws Exception {
        try (StandInServer server =
                StandInServer.answering(Answers.plan("star"), Answers.star("mov al, '-'\n call putc"))) {
            Cli.Result result =
                    Cli.in(folder).run("--machine", "--goal", GOAL, "--attempts", "2", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
            assertThat(result.json().at("/attempts").asInt()).isEqualTo(2);
            assertThat(server.askedForCode()).hasSize(2);
        }
    }

    @Test
    void countsNoSlipAsAnAttempt() throws Exception {
        String wrong = Answers.star("mov al, '-'\n call putc");
        try (StandInServer server = StandInServer.answering(
                Answers.plan("star"),
                Answers.star("call nowhere"),
                Answers.star("int 21h"),
                wrong,
                Answers.star("mov al, [ax]"),
                RIGHT)) {
            Cli.Result result =
                    Cli.in(folder).run("--machine", "--goal", GOAL, "--attempts", "2", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.json().at("/attempts").asInt()).isEqualTo(2);
            assertThat(server.askedForCode()).hasSize(5);
        }
    }

    @Test
    void endsAfterThreeAnswersThatAreNoJson() throws Exception {
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), "one", "two", "three")) {
            Cli.Result result =
                    Cli.in(folder).run("--machine", "--goal", GOAL, "--attempts", "9", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
            assertThat(result.json().at("/error/message").asString()).contains("gave no answer that can be used");
            assertThat(server.askedForCode())
                    .as("three by the long prompt, four by the short one")
                    .hasSize(7);
        }
    }

    @Test
    void asksMoreFreelyAndForLessAfterTheSameAnswerTwice() throws Exception {
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), Answers.star("call nowhere"))) {
            Cli.in(folder).run("--machine", "--goal", GOAL, "--lm-studio-url", server.url());
            List<StandInServer.Asked> asked = server.askedForCode();
            assertThat(asked)
                    .as("three by the long prompt, four by the short one")
                    .hasSize(7);
            assertThat(asked.get(1).temperature()).isEqualTo(asked.get(0).temperature());
            assertThat(asked.get(1).prompt()).doesNotContain("smaller step");
            assertThat(asked.get(2).temperature()).isGreaterThan(asked.get(1).temperature());
            assertThat(asked.get(2).prompt()).contains("Take a smaller step");
        }
    }

    @Test
    void callsAnAnswerThatWasCutShortALackOfRoom() throws Exception {
        String half = StandInServer.CUT_SHORT + RIGHT.substring(0, RIGHT.length() / 2);
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), half, RIGHT)) {
            Cli.Result result = Cli.in(folder).run("--machine", "--goal", GOAL, "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(server.asked().get(2).prompt())
                    .contains("there was no room for more. Write less, and nothing twice.");
        }
    }

    @Test
    void letsTheCodeCorrectAWrongTestOfThePlan() throws Exception {
        String plan = Answers.plan("star", "a*", "contains \"a**\"");
        String correct = RIGHT.replace("own test 1", "planned test 1");
        try (StandInServer server = StandInServer.answering(plan, RIGHT, correct)) {
            Cli.Result result = Cli.in(folder).run("--machine", "--goal", GOAL, "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(server.asked().get(2).prompt()).contains("check 'planned test 1' failed");
        }
    }

    @Test
    void keepsEveryPromptAndAnswerOfAFailedRun() throws Exception {
        Cli cli = Cli.in(folder);
        try (StandInServer server =
                StandInServer.answering("no plan", Answers.plan("star"), Answers.star("call nowhere"))) {
            Cli.Result result =
                    cli.run("--machine", "--goal", GOAL, "--attempts", "1", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isEqualTo(4);
            assertThat(result.json().at("/attempts").asInt())
                    .as("one by the long prompt, four by the short one")
                    .isEqualTo(5);
            List<JsonNode> trajectory = RunFolder.trajectory(cli, result);
            assertThat(trajectory)
                    .extracting(file -> file.at("/stage").asString())
                    .containsExactly("generate", "generate", "generate", "generate", "generate", "plan");
            assertThat(trajectory.get(0).at("/problem").asString()).contains("nowhere");
            JsonNode plan = trajectory.get(5);
            assertThat(plan.at("/replies").findValuesAsString("answer"))
                    .hasSize(2)
                    .contains(Answers.plan("star"));
            assertThat(plan.at("/replies/1/prompt").asString()).contains(GOAL).contains("REJECTED");
            assertThat(plan.at("/replies/1/prompt_tokens").asInt()).isPositive();
            assertThat(plan.at("/replies/1/model_ms").isNumber()).isTrue();
        }
    }
}
