package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.lm.Answers;
import pxos.model.lm.StandInServer;

/** A goal that no recipe knows, written by a model that gets it right at once. */
class ModelGoalIT {

    /** As README has it. */
    static final String GOAL = "Add a command rot13 that prints its argument in rot13";

    @TempDir
    private Path folder;

    @Test
    void endsInVerifiedCodeWithWhatItNeedsBuiltFirst() throws Exception {
        Cli cli = Cli.in(folder);
        try (StandInServer server = StandInServer.answering(
                Answers.plan("rot13", Answers.ROT13_KEYS, Answers.ROT13_TEST), Answers.rot13())) {
            Cli.Result result = cli.run("--machine", "--goal", GOAL, "--lm-studio-url", server.url());
            assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
            assertThat(result.json().at("/features").findValuesAsString("name"))
                    .containsExactly("line_editor", "command_parser", "rot13");
            assertThat(result.json().at("/features/0/generator").asString()).isEqualTo("recipes");
            assertThat(result.json().at("/features/0/prerequisite").asBoolean()).isTrue();
            assertThat(result.json().at("/features/2/generator").asString()).isEqualTo("stand-in");
            assertThat(result.json().at("/test_result/checks").findValuesAsString("name"))
                    .contains("planned test 1", "own test 1");
        }
        List<String> source = Files.readAllLines(cli.workspace().source());
        assertThat(source).anyMatch(line -> line.matches("DEFINE rot13\\.rot_run\\.done 0x[0-9A-F]{4}"));
        assertThat(source).anyMatch(line -> line.matches("WRITE 0x[0-9A-F]{4} 0xAC ; lodsb"));
        assertThat(source).anyMatch(line -> line.matches("WRITE 0x[0-9A-F]{4} 0x84 ; test al, al"));
    }
}
