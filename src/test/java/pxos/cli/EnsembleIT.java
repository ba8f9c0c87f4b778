package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;
import pxos.model.lm.StandInServer.Asked;
import tools.jackson.databind.JsonNode;

/** Several answers compete: verified or not comes first, then bytes, then tokens. */
class EnsembleIT {

    private static final String GOAL = "Print a plus before each star";
    private static final String SHORT = "mov al, '+'\n call putc";
    private static final String LONG = "nop\n nop\n mov al, '+'\n call putc";
    private static final String WRONG = "mov al, '-'\n call putc";

    @TempDir
    private Path folder;

    private Cli.Result run(Function<Asked, String> code, String... options) throws Exception {
        try (StandInServer server =
                StandInServer.answering(asked -> asked.isForPlan() ? Answers.plan("star") : code.apply(asked))) {
            String[] all = new String[options.length + 5];
            System.arraycopy(options, 0, all, 5, options.length);
            all[0] = "--machine";
            all[1] = "--goal";
            all[2] = GOAL;
            all[3] = "--lm-studio-url";
            all[4] = server.url();
            return Cli.in(folder).run(all);
        }
    }

    private static JsonNode feature(Cli.Result result) {
        assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
        return result.json().at("/features/0");
    }

    @Test
    void takesTheSmallestOfTwoVerifiedAnswers() throws Exception {
        JsonNode won = feature(
                run(asked -> Answers.star(asked.model().equals("a") ? LONG : SHORT), "--model", "a", "--model", "b"));
        assertThat(won.at("/generator").asString()).isEqualTo("b");
        assertThat(won.at("/bytes").asInt()).isEqualTo(15);
        assertThat(won.at("/chosen_because").asString())
                .isEqualTo("lm-studio:b of 2 answers: 15 bytes, 17 by lm-studio:a");
    }

    @Test
    void takesAVerifiedAnswerBeforeASmallerOne() throws Exception {
        JsonNode won = feature(
                run(asked -> Answers.star(asked.model().equals("a") ? LONG : WRONG), "--model", "a", "--model", "b"));
        assertThat(won.at("/chosen_because").asString())
                .isEqualTo("lm-studio:a of 2 answers: the only one that was verified");
    }

    @Test
    void asksTheSameModelForSeveralCandidatesEachMoreFreely() throws Exception {
        JsonNode won = feature(run(
                asked -> Answers.star(asked.temperature() > 0.5 ? SHORT : LONG),
                "--candidates",
                "3",
                "--attempts",
                "1"));
        assertThat(won.at("/bytes").asInt()).isEqualTo(15);
        assertThat(won.at("/chosen_because").asString()).startsWith("lm-studio #3 of 3 answers: 15 bytes, 17 by");
    }

    @Test
    void goesOnWithoutAModelThatCannotBeAsked() throws Exception {
        JsonNode won = feature(run(
                asked -> asked.model().equals("a") ? StandInServer.REFUSED + "it does not load" : Answers.star(SHORT),
                "--model",
                "a",
                "--model",
                "b"));
        assertThat(won.at("/generator").asString()).isEqualTo("b");
        assertThat(won.at("/attempts").asInt()).isEqualTo(1);
    }

    @Test
    void hasAnotherModelPlanWhereTheFirstOneCannot() throws Exception {
        try (StandInServer server =
                StandInServer.answering(asked -> asked.model().equals("a")
                        ? StandInServer.REFUSED + "it does not load"
                        : asked.isForPlan() ? Answers.plan("star") : Answers.star(SHORT))) {
            Cli.Result result = Cli.in(folder)
                    .run("--machine", "--goal", GOAL, "--model", "a", "--model", "b", "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err()).isZero();
        }
    }

    @Test
    void givesTheBestFailureWhereNoneSucceeds() throws Exception {
        Cli.Result result = run(
                asked -> Answers.star(asked.model().equals("a") ? "call nowhere" : WRONG),
                "--model",
                "a",
                "--model",
                "b",
                "--attempts",
                "1");
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.json().at("/error/message").asString())
                .contains("own test 1")
                .contains("a+*");
    }

    @Test
    void tellsPeopleWhoWonAndWhy() throws Exception {
        try (StandInServer server = StandInServer.answering(asked -> asked.isForPlan()
                ? Answers.plan("star")
                : Answers.star(asked.model().equals("a") ? LONG : SHORT))) {
            Cli.Result result =
                    Cli.in(folder).run("--goal", GOAL, "--model", "a", "--model", "b", "--lm-studio-url", server.url());
            assertThat(result.out()).contains("chosen: lm-studio:b of 2 answers: 15 bytes, 17 by lm-studio:a");
        }
    }

    @Test
    void buildsEachOfManyCandidatesAsItWouldBeBuiltAlone() throws Exception {
        Cli cli = Cli.in(folder);
        int candidates = 12;
        try (StandInServer server = StandInServer.answering(asked -> asked.isForPlan()
                ? Answers.plan("star")
                : Answers.star(" nop\n".repeat(nopsOf(asked.body().path("seed").asInt(0))) + SHORT))) {
            Cli.Result result = cli.run(
                    "--machine",
                    "--no-test",
                    "--goal",
                    GOAL,
                    "--candidates",
                    String.valueOf(candidates),
                    "--lm-studio-url",
                    server.url());
            assertThat(feature(result).at("/bytes").asInt()).isEqualTo(15);
            List<String> outcomes = new ArrayList<>();
            for (JsonNode attempt : RunFolder.trajectory(cli, result)) {
                if (attempt.at("/stage").asString().equals("generate")) {
                    outcomes.add(attempt.at("/contender").asString() + ": "
                            + attempt.at("/outcome").asString().replaceFirst(", \\d+ tokens", ""));
                }
            }
            assertThat(outcomes)
                    .containsExactlyElementsOf(IntStream.range(0, candidates)
                            .mapToObj(seed ->
                                    "lm-studio #" + (seed + 1) + ": not tested, " + (15 + nopsOf(seed)) + " bytes")
                            .toList());
        }
    }

    /** Each of twelve its own number, the smallest for the ninth. */
    private static int nopsOf(int seed) {
        return (seed * 5 + 8) % 12;
    }
}
