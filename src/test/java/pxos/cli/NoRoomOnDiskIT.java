package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.pixel.PixelReader;

/**
 * A system that refuses to write: at a certain size of a file ({@code ulimit -f}: the write fails just as it does on a
 * full disk), or altogether.
 */
class NoRoomOnDiskIT {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
        assertThat(cli.goal("Update hello message", "--no-test").exitCode()).isZero();
    }

    private CliProcess start(List<String> before, String goal) throws Exception {
        return CliProcess.start(
                before,
                line -> {},
                "--machine",
                "--llm",
                "recipes",
                "--no-test",
                "--goal",
                goal,
                "--workspace",
                cli.workspace().root().toString());
    }

    @Test
    void changesEverythingOrNothingWhereverTheRoomEnds() throws Exception {
        long sourceBytes = Files.size(cli.workspace().source());
        long networkBytes = Files.size(cli.workspace().network());
        List<Boolean> succeeded = new ArrayList<>();
        // In blocks of 512 bytes: too little for anything, for the report, for the source, for the network, enough.
        for (long limit : List.of(1L, 4L, sourceBytes / 1024, networkBytes / 512, networkBytes / 64)) {
            Map<String, String> before = Fingerprint.of(cli.workspace());
            byte[] network = Files.readAllBytes(cli.workspace().network());
            try (CliProcess run = start(
                    List.of("sh", "-c", "ulimit -f " + limit + "; exec \"$@\"", "sh"),
                    "Change hello message to L" + limit)) {
                Cli.Result result = run.result();
                succeeded.add(result.exitCode() == 0);
                if (result.exitCode() != 0) {
                    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
                    assertThat(result.json().at("/error/message").asString())
                            .contains("the run could not be written down");
                    assertThat(result.json().at("/error/hint").asString()).contains("Make room on the disk");
                    assertThat(Fingerprint.of(cli.workspace()))
                            .as("limit " + limit)
                            .isEqualTo(before);
                    assertThat(Files.readAllBytes(cli.workspace().network())).isEqualTo(network);
                }
            }
        }
        assertThat(succeeded).containsExactly(false, false, false, false, true);
        assertThat(new PixelReader(cli.workspace().network()).newest(10)).hasSize(2);
    }

    @Test
    void saysThatTheWorkspaceIsReadOnly() throws Exception {
        Map<String, String> before = Fingerprint.digests(cli.workspace().root(), Set.of());
        try (CliProcess run = start(readOnly(cli.workspace().root()), "help")) {
            Cli.Result result = run.result();
            assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
            assertThat(result.json().at("/error/message").asString()).contains("cannot write in", ".pxos");
            assertThat(result.json().at("/error/hint").asString()).contains("must be writable");
        }
        assertThat(Fingerprint.digests(cli.workspace().root(), Set.of())).isEqualTo(before);
    }

    /** Runs what follows with {@code root} read-only: root needs a mount for it, everyone else the right to write. */
    private static List<String> readOnly(Path root) throws Exception {
        if (!"root".equals(System.getProperty("user.name"))) {
            String script = "chmod -R a-w " + root + "; \"$@\"; code=$?; chmod -R u+w " + root + "; exit $code";
            return List.of("sh", "-c", script, "sh");
        }
        String script =
                "mount --bind " + root + " " + root + " && mount -o remount,ro,bind " + root + " && exec \"$@\"";
        return List.of("unshare", "--mount", "sh", "-c", script, "sh");
    }
}
