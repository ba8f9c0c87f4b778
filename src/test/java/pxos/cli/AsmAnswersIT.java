package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pxos.model.lm.AsmAnswers;
import pxos.model.lm.StandInServer;
import tools.jackson.databind.JsonNode;

/** The goals of the recipes written in assembly by a model do what the recipes do: they are verified by the same tests. */
@Tag("long")
class AsmAnswersIT {

    @TempDir
    private Path folder;

    private static JsonNode run(Cli cli, String... task) throws Exception {
        try (StandInServer server = AsmAnswers.server()) {
            List<String> all = new ArrayList<>(List.of(task));
            if (List.of(task).contains("Add command beep")) {
                // No test can hear it.
                all.addAll(List.of("--floor", "off"));
            }
            all.addAll(List.of("--machine", "--attempts", "1", "--lm-studio-url", server.url()));
            Cli.Result result = cli.run(all.toArray(String[]::new));
            assertThat(result.exitCode()).as(result.err() + result.out()).isZero();
            assertThat(result.json().at("/test_result/success").asBoolean()).isTrue();
            return result.json();
        }
    }

    static List<String> goals() {
        return AsmAnswers.GOALS;
    }

    @ParameterizedTest
    @MethodSource("goals")
    void reachAGoal(String goal) throws Exception {
        Cli cli = Cli.in(folder);
        if (AsmAnswers.isForCommand(goal)) {
            assertThat(cli.run(AsmAnswers.PREPARATION.toArray(String[]::new)).exitCode())
                    .isZero();
        }
        JsonNode features = run(cli, "--goal", goal).at("/features");
        assertThat(features).hasSize(1);
        assertThat(features.at("/0/generator").asString()).isEqualTo("stand-in");
    }

    @Test
    void buildEveryMilestone() throws Exception {
        JsonNode result = run(Cli.in(folder), "--auto", "--until", AsmAnswers.LAST_MILESTONE);
        assertThat(result.at("/features"))
                .hasSize(9)
                .allMatch(feature -> feature.at("/generator").asString().equals("stand-in"));
        assertThat(result.at("/milestones_completed").toString()).isEqualTo("""
                ["M2","M3","M4","M5","M6","M7"]""");
    }
}
