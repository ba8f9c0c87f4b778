package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;
import pxos.proof.strength.NumberCode;
import pxos.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** Code from a model is verified where its tests hold most of it, and the model is told what they leave open. */
class FloorIT {

    private static final String GOAL = "Print a plus before each star";
    private static final String STRONG = Answers.star("mov al, '+'\n call putc");
    /** Half of it is for a key that no test types. */
    private static final String WEAK = Answers.star("mov al, '+'\n call putc\n jmp .pass\n"
            + ".other: mov al, 'x'\n call putc\n mov al, 'y'\n call putc\n mov al, 'z'\n call putc\n jmp .pass");

    @TempDir
    private Path folder;

    private Cli.Result run(Cli cli, StandInServer server, String... options) {
        List<String> all = new ArrayList<>(List.of("--machine", "--goal", GOAL, "--lm-studio-url", server.url()));
        all.addAll(List.of(options));
        return cli.run(all.toArray(String[]::new));
    }

    @Test
    void tellsTheModelWhatItsTestsLeaveOpen() throws Exception {
        Cli cli = Cli.in(folder);
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), WEAK, STRONG)) {
            Cli.Result result = run(cli, server);

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(server.asked().get(2).prompt())
                    .contains("the tests are too weak: 50 % executed")
                    .contains("No test executes:\n  7E0B  .other: mov al, 'x'");
            assertThat(result.json().at("/test_result/verdict").asString())
                    .matches("PASS - .* new ones fail without the change; 100 % executed, \\d+ of \\d+ mutants caught");
        }
    }

    @Test
    void doesNotCallItVerifiedWhereTheTestsStayWeak() throws Exception {
        Cli cli = Cli.in(folder);
        Workspace workspace = cli.workspace();
        byte[] before = Files.readAllBytes(workspace.source());
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), WEAK)) {
            Cli.Result result = run(cli, server, "--attempts", "2");

            assertThat(result.exitCode()).isEqualTo(1);
            JsonNode json = result.json();
            assertThat(json.at("/success").asBoolean()).isFalse();
            assertThat(json.at("/test_result/verdict").asString()).startsWith("FAIL - works as far as tested (40 %): ");
            assertThat(json.at("/error/hint").asString()).contains("--floor off");
            assertThat(json.at("/caveats/0").asString())
                    .as(result.out())
                    .startsWith("no test executes 7E0B  .other: mov al, 'x'; ");
        }
        assertThat(Files.readAllBytes(workspace.source())).isEqualTo(before);
    }

    @Test
    void takesWeakTestsWhereTheFloorIsOffAndSaysHowFarTheyGo() throws Exception {
        Cli cli = Cli.in(folder);
        try (StandInServer server = StandInServer.answering(Answers.plan("star"), WEAK)) {
            Cli.Result result = run(cli, server, "--floor", "off");

            assertThat(result.exitCode()).as(result.err()).isZero();
            JsonNode json = result.json();
            assertThat(json.at("/test_result/verdict").asString()).startsWith("PASS - works as far as tested (40 %): ");
            assertThat(json.at("/features/0/strength/instructions").asInt()).isEqualTo(14);
            assertThat(json.at("/features/0/strength/executed").asInt()).isEqualTo(7);
        }
        assertThat(cli.run("history", "--json").out()).contains("\"strength\":\"50 % executed");
    }

    @Test
    void showsTheFigureOfARecipeAndDoesNotHoldItToTheFloor() throws Exception {
        Cli.Result result = Cli.in(folder).goal("Add a command parser");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.json().at("/strength").asString()).matches("\\d+ % executed, \\d+ of \\d+ mutants caught");
    }

    @Test
    void numbersThatNoTestTypesKeepAHandedInAnswerFromBeingVerified() throws Exception {
        Cli cli = Cli.in(folder);
        assertThat(cli.goal("Add a command parser").exitCode()).isZero();
        Path answer = Files.writeString(
                folder.resolve("big.json"),
                Answers.typing(
                        "big",
                        "big 7{Enter}big 200{Enter}",
                        new String[] {"rows \"{prompt}big 7\" \"S\" \"{prompt}big 200\" \"L\" \"{prompt}\""},
                        Answers.asm(NumberCode.size("big_run", "jl")),
                        Answers.hook("commands", "big_run", "big")));

        Cli.Result result = cli.run(
                "build",
                answer.toString(),
                "--goal",
                "Add a command big that tells how large a number is",
                "--machine");

        assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
        String missing = "no test types a number beyond 32767, which the code takes for a negative one (big 40000)";
        assertThat(result.json().at("/test_result/verdict").asString())
                .startsWith("FAIL - works as far as tested (" + missing + "): ");
        assertThat(result.json().at("/caveats/0").asString()).isEqualTo(missing);
    }

    @Test
    void codeOfTheLibraryIsHeldByTheTestsOfTheLibrary() throws Exception {
        Cli cli = Cli.in(folder);
        assertThat(cli.goal("Add backspace support").exitCode()).isZero();
        String clears = "x_key: cmp al, 21\n jne .pass\n mov si, x_none\n call set_line\n stc\n ret\n"
                + ".pass: clc\n ret\nx_none: db 0";

        Cli.Result result = handIn(
                cli,
                "Ctrl-U clears the line",
                Answers.typing(
                        "wipe",
                        "abc{Ctrl+U}",
                        new String[] {"row \"{prompt}\""},
                        Answers.asm(clears),
                        Answers.hook("on_key", "x_key", "")));

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.json().at("/strength").asString()).startsWith("100 % executed");
    }

    @Test
    void noRemarkMakesCodeTheLibrarys() throws Exception {
        String remark = "{\"type\": \"COMMENT\", \"text\": \"routine star: of the library\"}";

        Cli.Result result =
                handIn(Cli.in(folder), GOAL, WEAK.replace("\"primitives\":[", "\"primitives\":[" + remark + ","));

        assertThat(result.json().at("/test_result/verdict").asString())
                .as(result.out())
                .startsWith("FAIL - works as far as tested (40 %): ");
    }

    private Cli.Result handIn(Cli cli, String goal, String answer) throws Exception {
        Path file = Files.writeString(folder.resolve("answer.json"), answer);
        return cli.run("build", file.toString(), "--goal", goal, "--machine");
    }
}
