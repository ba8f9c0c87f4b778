package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;

/** Removing, undoing and trying, with a real QEMU. */
@Tag("long")
class FeatureCommandsIT {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
    }

    private void build(String goal) {
        assertThat(cli.goal(goal).exitCode()).as(goal).isZero();
    }

    @Test
    void whatIsLeftIsSeenToWorkAndAnUndoingBringsEveryByteBack() throws Exception {
        build("help");
        Map<String, String> before = Fingerprint.of(cli.workspace());

        Cli.Result removed = cli.run("remove", "command_parser", "--json");
        assertThat(removed.exitCode()).as(removed.err()).isZero();
        JsonNode result = Json.read(removed.out());
        assertThat(result.path("success").asBoolean()).isTrue();
        assertThat(result.path("verdict").asString()).startsWith("PASS");
        assertThat(result.path("present").toString()).isEqualTo("[\"line_editor\"]");
        assertThat(cli.run("try", "help{Enter}").out()).contains("> help").doesNotContain("nknown");

        assertThat(cli.run("coach").out())
                .as("the last run that built something")
                .contains("help");

        assertThat(cli.run("undo").out()).startsWith("PASS").contains("Undo run_");
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
    }

    @Test
    void aTestThatFailsAfterwardsKeepsTheFeature() throws Exception {
        build("help");
        build("echo");
        Path kept = cli.workspace().keptTests("echo");
        Files.writeString(kept, """
                [{"name": "echo stands beside help", "steps": [{"keys": "x{Backspace}help{Enter}", "expect": ["answer contains \\"echo\\""]}]}]
                """);
        Map<String, String> before = Fingerprint.of(cli.workspace());

        Cli.Result refused = cli.run("remove", "help");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out())
                .startsWith("FAIL")
                .contains("'echo stands beside help'", "nothing was changed", "Remove what the test belongs to");
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
        assertThat(cli.run("history", "last").out()).contains("Remove help").contains("FAIL");
    }

    /** The very floppy that {@code boot} takes, with the files that are on it. */
    @Test
    void aPictureIsOfTheFloppyWithItsFiles() throws Exception {
        assertThat(cli.goal("dir", "--no-test").exitCode()).isZero();
        Path files = Files.createDirectories(cli.workspace().root().resolve("pxos-v1.0/files"));
        Files.writeString(files.resolve("MINE.TXT"), "mine");
        Path picture = folder.resolve("dir.png");
        Cli.Result taken = cli.run("screenshot", "--keys", "dir{Enter}", "-o", picture.toString(), "--json");
        assertThat(taken.exitCode()).as(taken.err()).isZero();
        assertThat(Json.read(taken.out()).at("/screen/rows").toString()).contains("MINE");
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(720);
    }

    @Test
    void showsWhatKeysComeTo() throws Exception {
        build("reboot");
        Path gif = folder.resolve("reboot.gif");
        Cli.Result tried = cli.run("try", "reboot{Enter}again", "--json", "-o", gif.toString());
        JsonNode screen = Json.read(tried.out()).path("screen");
        assertThat(screen.path("rows").toString()).contains("pxOS v1> again").doesNotContain("reboot");
        assertThat(ImageIO.read(gif.toFile()).getWidth()).isEqualTo(720);
        assertThat(cli.run("try", "-o", "x.jpg", "a").exitCode()).isEqualTo(2);
    }
}
