package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.bench.FailureKind;
import pxos.bench.GoalOutcome;
import pxos.bench.ResultsFile;
import tools.jackson.databind.JsonNode;

/** With {@code --json}, each command writes exactly one document of the form that its schema promises, or refuses. */
class JsonOutputTest {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
    }

    private JsonNode json(int exitCode, String schema, String... args) {
        Cli.Result result = cli.run(args);
        assertThat(result.exitCode()).as(String.join(" ", args) + result.err()).isEqualTo(exitCode);
        return RunResults.read(result.out(), "commands/" + schema);
    }

    @ParameterizedTest
    @ValueSource(strings = {"goals", "features", "milestones", "history", "config", "doctor"})
    void aCommandThatLooksAroundHasAForm(String command) {
        json(0, command, command, "--json");
        json(0, command, "--machine", command);
    }

    @Test
    void whatShowsAndChangesFeaturesAndRunsHasAForm() throws Exception {
        cli.goal("Update hello message", "--no-test");
        json(0, "show", "show", "hello_message", "--json");
        json(0, "features", "features", "--json");
        json(0, "history", "history", "last", "--json");
        json(0, "diff", "diff", "last", "--json", "-o", folder.resolve("d.png").toString());
        json(0, "network_verify", "network", "verify", "--json");
        json(0, "disk", "disk", "--json");
        json(0, "revision", "undo", "--no-test", "--json");
        Path runs = folder.resolve("runs.jsonl");
        Files.writeString(runs, cli.run("network", "export").out());
        json(0, "network_import", "network", "import", runs.toString(), "--json");
    }

    @Test
    void aNewWorkspaceAndPromptsHaveAForm() {
        Path made = folder.resolve("new");
        Cli.Result result = Cli.runAnywhere(System.getenv(), "init", made.toString(), "--json");
        assertThat(RunResults.read(result.out(), "commands/init")
                        .path("workspace")
                        .asString())
                .isEqualTo(made.toString());
        json(0, "dry_run", "--dry-run", "--goal", "Add a command rot13", "--json");
    }

    @Test
    void whatFailsSaysSoInItsForm() {
        JsonNode failed = json(2, "error", "show", "nothing", "--json");
        assertThat(failed.at("/error/message").asString()).contains("no feature 'nothing'");
        assertThat(failed.at("/error/exit_code").asInt()).isEqualTo(2);
        json(2, "error", "history", "run_9", "--json");
        json(2, "error", "history", "--limit", "x", "--json");
        json(2, "error", "network", "import", folder.resolve("none").toString(), "--json");
        json(3, "error", "models", "--lm-studio-url", "http://127.0.0.1:1/v1", "--json");
    }

    @Test
    void resultsOfABenchMergeIntoOneForm() throws Exception {
        assertThat(json(0, "bench", "bench", "--list", "--level", "5", "--json").path("goals"))
                .hasSize(6);
        Path results = folder.resolve("results.jsonl");
        GoalOutcome outcome = new GoalOutcome(
                "calc",
                5,
                "m",
                "",
                "",
                1,
                0.2,
                3,
                0,
                "strict",
                "0",
                true,
                2,
                true,
                false,
                FailureKind.NONE,
                "",
                80,
                9,
                9,
                9);
        Files.writeString(results, ResultsFile.text(List.of(outcome)));
        Path picture = folder.resolve("picture.svg");
        JsonNode merged =
                json(0, "bench", "bench", "merge", results.toString(), "--json", "--picture", picture.toString());
        assertThat(merged.at("/models/0/successes_at3").asInt()).isEqualTo(1);
        assertThat(picture).isNotEmptyFile();
        json(2, "error", "bench", "merge", folder.resolve("none").toString(), "--json");
        json(2, "error", "bench", "--only", "nothing", "--json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot", "network export", "completion bash", "man"})
    void whatHasNoFormRefuses(String command) {
        Cli.Result result = cli.run((command + " --json").split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        RunResults.read(result.out(), "commands/error");
    }

    @Test
    void everySchemaIsOfACommandOrNamedHere() throws Exception {
        try (var files = Files.list(Path.of("schemas/commands"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".schema.json", ""))
                            .filter(name -> !Subcommands.NAMES.contains(name)))
                    .containsExactlyInAnyOrderElementsOf(
                            List.of("revision", "network_verify", "network_import", "dry_run", "error"));
        }
    }
}
