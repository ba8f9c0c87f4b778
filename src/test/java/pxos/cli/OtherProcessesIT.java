package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.pixel.PixelReader;
import tools.jackson.databind.JsonNode;

/** What only a process of its own shows: a second run in the same workspace, Ctrl-C, and what its threads print. */
@Tag("long")
class OtherProcessesIT {

    @TempDir
    private Path folder;

    private Cli cli;

    @BeforeEach
    void makeWorkspace() throws Exception {
        cli = Cli.in(folder);
    }

    private String[] args(String goal) {
        return new String[] {
            "--machine",
            "--llm",
            "recipes",
            "--goal",
            goal,
            "--workspace",
            cli.workspace().root().toString()
        };
    }

    @Test
    void buildsADamagedImageAnewWithoutAWordAboutItsThreads() throws Exception {
        Files.write(cli.workspace().image(), new byte[100_000]);
        try (CliProcess run = CliProcess.start(List.of(), line -> {}, args("backspace"))) {
            Cli.Result result = run.result();
            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.err()).doesNotContain("Exception");
        }
        Agreement.check(cli.workspace());
    }

    @Test
    void letsTwoRunsTakeTurns() throws Exception {
        try (CliProcess one = CliProcess.start(List.of(), line -> {}, args("Change hello message to ONE"));
                CliProcess two = CliProcess.start(List.of(), line -> {}, args("backspace"))) {
            for (CliProcess run : List.of(one, two)) {
                Cli.Result result = run.result();
                assertThat(result.exitCode()).as(result.err()).isZero();
                assertThat(result.json().at("/success").asBoolean()).isTrue();
            }
        }
        assertThat(new PixelReader(cli.workspace().network()).newest(10))
                .extracting(run -> run.request().goal())
                .containsExactlyInAnyOrder("Change hello message to ONE", "backspace");
        assertThat(Files.readString(cli.workspace().source()))
                .contains("# === feature hello_message ===", "# === feature line_editor ===");
        Agreement.check(cli.workspace());
    }

    @Test
    void endsQemuAndChangesNothingOnCtrlC() throws Exception {
        Map<String, String> before = Fingerprint.of(cli.workspace());
        CountDownLatch testing = new CountDownLatch(1);
        AtomicReference<List<ProcessHandle>> children = new AtomicReference<>();
        // The prerequisites' tests take long enough: the interrupt comes while the first of three is at work.
        try (CliProcess run = CliProcess.start(List.of(), line -> countDownAt("build ", line, testing), args("help"))) {
            assertThat(testing.await(60, TimeUnit.SECONDS)).isTrue();
            while (run.isRunning() && run.children().size() < 2) {
                Thread.onSpinWait();
            }
            children.set(run.children());
            run.interrupt();
            Cli.Result result = run.result();
            assertThat(result.exitCode()).as("128 + SIGINT").isEqualTo(130);
            JsonNode json = result.json();
            assertThat(json.at("/success").asBoolean()).isFalse();
            assertThat(json.at("/goal").asString()).isEqualTo("help");
            assertThat(json.at("/error/message").asString()).isEqualTo("interrupted");
            assertThat(json.at("/error/hint").asString()).isEqualTo("The workspace is unchanged; run it again.");
            assertThat(result.err()).contains("the workspace is unchanged");
        }
        assertThat(children.get()).isNotEmpty();
        for (ProcessHandle child : children.get()) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
        assertThat(Fingerprint.of(cli.workspace())).isEqualTo(before);
        Cli.Result again = cli.goal("Update hello message");
        assertThat(again.exitCode()).as(again.err()).isZero();
    }

    private static void countDownAt(String begin, String line, CountDownLatch latch) {
        if (line.startsWith(begin)) {
            latch.countDown();
        }
    }
}
