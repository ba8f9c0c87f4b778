package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told on stderr while a run is at work. */
class ProgressTest {

    private static final String NOBODY = "http://127.0.0.1:1/v1";

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
    }

    private static List<String> plans(Cli.Result result) {
        return result.err()
                .lines()
                .filter(line -> line.startsWith("plan "))
                .map(line -> line.replaceFirst("plan +\\d+ ms +", ""))
                .toList();
    }

    @Test
    void tellsAPlanOnce() {
        assertThat(plans(cli.run("--llm", "recipes", "--no-test", "--goal", "Update hello message to HI")))
                .containsExactly("understood as: hello message = \"HI\"");
        assertThat(plans(cli.run("--llm", "recipes", "--no-test", "--goal", "help")))
                .as("what is built first, then what was asked for")
                .hasSize(2)
                .first()
                .asString()
                .contains("; then Add a command parser; then help");
    }

    @Test
    void whatNobodyPlannedWasNotUnderstood() {
        Cli.Result missing = cli.run("--llm", "lm-studio", "--lm-studio-url", NOBODY, "--goal", "help");
        assertThat(missing.exitCode()).isEqualTo(3);
        assertThat(missing.out() + missing.err()).contains("plan", "failed").doesNotContain("understood as");
        Cli.Result unknown = cli.run("--llm", "recipes", "--goal", "Prove the Riemann hypothesis");
        assertThat(unknown.exitCode()).isEqualTo(3);
        assertThat(unknown.out() + unknown.err()).doesNotContain("understood as");
    }

    @Test
    void cutsNothingWhereThereIsNoTerminal() {
        String text = "HELLO from a long  message that goes on and on until its row is full";
        Cli.Result result =
                cli.run("--llm", "recipes", "--no-test", "--goal", "Update hello message to \"" + text + "\"");
        assertThat(result.exitCode()).isZero();
        assertThat(plans(result)).containsExactly("understood as: hello message = \"" + text + "\"");
    }
}
