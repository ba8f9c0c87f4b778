package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where room in the first two sectors is short, the loader of sectors 3 to 18 is built first, whatever was asked for. */
class NoCornerIT {

    private static final List<String> GOALS = List.of(
            "help",
            "clear",
            "reboot",
            "error reporting",
            "date",
            "time",
            "beep",
            "mem",
            "ver",
            "echo",
            "halt",
            "dir",
            "type",
            "make the text green on black",
            "Change the hello message to \"A LONG MESSAGE WITH A LOT OF LETTERS IN IT\"",
            "Change the prompt to \"ok> \"");

    @TempDir
    private Path folder;

    private Cli cli;

    private JsonNode built(Cli.Result result) {
        assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
        return result.json();
    }

    @Test
    void anAutoRunBuildsTheLoaderFirst() throws Exception {
        cli = Cli.in(folder);
        for (String goal : List.of("help", "beep", "date", "mem")) {
            built(cli.goal(goal, "--no-test"));
        }
        JsonNode run = built(cli.run("--auto", "--until", "M7", "--no-test", "--machine", "--llm", "recipes"));
        assertThat(run.at("/features").findValuesAsString("name"))
                .contains("extended_loader", "clear", "reboot", "type");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void noOrderOfGoalsEndsThere(long seed) throws Exception {
        cli = Cli.in(folder);
        List<String> goals = new ArrayList<>(GOALS);
        Collections.shuffle(goals, new Random(seed));
        for (String goal : goals) {
            built(cli.goal(goal, "--no-test"));
        }
    }

    @Test
    void theLoaderNeedsNothing() throws Exception {
        cli = Cli.in(folder);
        JsonNode run = built(cli.goal("Load extended code from sectors 3 to 18", "--no-test"));
        assertThat(run.at("/features").findValuesAsString("name")).containsExactly("extended_loader");
    }
}
