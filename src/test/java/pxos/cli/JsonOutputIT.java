package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The forms of commands that boot something. */
class JsonOutputIT {

    @TempDir
    private Path folder;

    @Test
    void whatBootsPxosHasAForm() throws Exception {
        Cli cli = Cli.in(folder);
        assertThat(cli.goal("echo").exitCode()).isZero();
        JsonNode tested = read(cli.run("test", "--drive", "ide", "--json"), "test");
        assertThat(tested.path("success").asBoolean()).isTrue();
        assertThat(tested.at("/drives/0/checks")).isNotEmpty();
        read(cli.run("harden", "--json"), "harden");
        read(cli.run("harden", "echo", "--json"), "harden");
        String picture = folder.resolve("s.png").toString();
        JsonNode screen = read(cli.run("screenshot", "--json", "-o", picture), "screenshot");
        assertThat(screen.at("/screen/rows/0").asString()).contains("pxOS");
        read(cli.run("try", "echo hi{Enter}", "--json"), "try");
    }

    private static JsonNode read(Cli.Result result, String schema) {
        assertThat(result.exitCode()).as(result.err()).isZero();
        return RunResults.read(result.out(), "commands/" + schema);
    }
}
