package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pxos.model.lm.StandInServer;

/** Ctrl-C, which is SIGINT, while a model takes its time. */
@Tag("long")
class CancelIT {

    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    @Test
    void endsAtOnceAndChangesNothing() throws Exception {
        Cli cli = Cli.in(folder);
        Map<Path, String> before = files(cli.workspace().root());
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (StandInServer server = StandInServer.answering(question -> {
            asked.countDown();
            return awaited(over) ? "late" : "too late";
        })) {
            Process pxos = start(cli, server.url());
            try {
                assertThat(awaited(asked)).as("the model was asked").isTrue();
                int killed = new ProcessBuilder("kill", "-INT", Long.toString(pxos.pid()))
                        .start()
                        .waitFor();
                assertThat(killed).isZero();
                assertThat(pxos.waitFor(10, TimeUnit.SECONDS)).as("it ended").isTrue();
                assertThat(pxos.exitValue()).isEqualTo(INTERRUPTED);
            } finally {
                pxos.destroyForcibly();
                over.countDown();
            }
        }
        assertThat(files(cli.workspace().root())).isEqualTo(before);
        assertThat(cli.run("--goal", "backspace", "--llm", "recipes").exitCode())
                .as("the next run")
                .isZero();
    }

    /** Waits for it, a minute at most; whether it came. */
    static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process start(Cli cli, String url) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--goal",
                        "Print a plus before each star",
                        "--lm-studio-url",
                        url,
                        "--workspace",
                        cli.workspace().root().toString())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** Every file of the workspace but its lock, with its content. */
    private static Map<Path, String> files(Path root) throws Exception {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().contains("lock")) {
                    contents.put(root.relativize(file), new String(Files.readAllBytes(file), "ISO-8859-1"));
                }
            }
        }
        return contents;
    }
}
