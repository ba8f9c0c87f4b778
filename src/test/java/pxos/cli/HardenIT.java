package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;
import pxos.scenario.Scenario;
import tools.jackson.databind.JsonNode;

/** {@code pxos harden}: how strong the tests of present features are, and tests that make them stronger. */
@Tag("long")
class HardenIT {

    @TempDir
    private Path folder;

    private static int percent(String out, String line) {
        String found =
                out.lines().filter(row -> row.startsWith(line)).findFirst().orElseThrow();
        return Integer.parseInt(found.substring(line.length()).strip().split(" ")[0]);
    }

    @Test
    void keepsGeneratedTestsThatPassInQemuAndMakeTheFeatureStronger() throws Exception {
        Cli cli = Cli.in(folder);
        assertThat(cli.goal("Add help and clear").exitCode()).isZero();
        Path kept = cli.workspace().keptTests("command_parser");
        int tests = Scenario.readAll(Json.read(Files.readString(kept))).size();
        String before = cli.run("harden").out();

        Cli.Result shown = cli.run("harden", "command_parser");
        assertThat(shown.out()).contains("\"generated: ").contains("--keep keeps them.");
        assertThat(Scenario.readAll(Json.read(Files.readString(kept)))).hasSize(tests);

        Cli.Result result = cli.run("harden", "command_parser", "--keep");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(Scenario.readAll(Json.read(Files.readString(kept)))).hasSizeGreaterThan(tests);
        String after = cli.run("harden").out();
        assertThat(before.lines()).hasSize(4);
        assertThat(percent(after, "command_parser")).isGreaterThan(percent(before, "command_parser"));
        assertThat(percent(after, "clear")).isEqualTo(percent(before, "clear"));
        assertThat(cli.run("test", "--only", "generated").exitCode()).isZero();
    }

    @Test
    void asksAModelForTestsOfWhatTheSearchLeavesOpen() throws Exception {
        Cli cli = Cli.in(folder);
        String word = """
                rot_run:
                    cmp word [si], 'xy'
                    jne .plain
                    mov al, '!'
                    jmp .print
                .plain:
                    mov al, '.'
                .print:
                    call putc
                    jmp newline
                """;
        Path answer = folder.resolve("answer.json");
        Files.writeString(answer, Answers.rot13(word, "row \".\""));
        assertThat(cli.run("build", answer.toString(), "--goal", "Add a command rot13", "--no-test")
                        .exitCode())
                .isZero();
        String tests = "{\"tests\":[%s,%s,%s]}"
                .formatted(
                        test("the word", "rot13 xy{Enter}", "row \\\"!\\\""),
                        test("what does not pass", "rot13 xy{Enter}", "row \\\"?\\\""),
                        test("what is no test", "{Nokey}", "row \\\"!\\\""));
        try (StandInServer server = StandInServer.answering(tests)) {
            Cli.Result result =
                    cli.run("harden", "rot13", "--llm", "lm-studio", "--lm-studio-url", server.url(), "--json");
            assertThat(result.exitCode()).as(result.err()).isZero();
            JsonNode found = RunResults.read(result.out(), "commands/harden");
            assertThat(found.at("/generated").findValuesAsString("name")).contains("generated: the word");
            assertThat(found.at("/offers/0/sharper").asInt()).isEqualTo(1);
            assertThat(found.at("/after/caught").asInt())
                    .isGreaterThan(found.at("/before/caught").asInt());
            assertThat(server.asked().get(0).prompt()).contains("rot13", "Changes:", "'!'");
        }
    }

    private static String test(String name, String keys, String expect) {
        return "{\"name\":\"%s\",\"steps\":[{\"keys\":\"%s\",\"expect\":[\"%s\"]}]}".formatted(name, keys, expect);
    }

    @Test
    void namesTheFeaturesWhereItIsAskedForAnotherOne() throws Exception {
        Cli.Result result = Cli.in(folder).run("harden", "zap");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("the OS has no feature 'zap'");
    }
}
