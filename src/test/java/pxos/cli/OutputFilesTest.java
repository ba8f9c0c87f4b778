package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that a user names is written to, and never replaced: it may be a device, such as /dev/null or /dev/stdout. */
class OutputFilesTest {

    private static final int DEADLINE_SECONDS = 20;
    private static final String OLD = "what was there";

    @TempDir
    private Path folder;

    private Cli cli;
    private Path file;
    private Path link;

    @BeforeEach
    void makeARun() throws Exception {
        cli = Cli.in(folder);
        assertThat(cli.goal("Update hello message", "--no-test").exitCode()).isZero();
        file = Files.writeString(folder.resolve("file"), OLD);
        link = Files.createSymbolicLink(folder.resolve("link.png"), file);
    }

    private void assertWrittenThrough(String... command) throws Exception {
        Files.writeString(file, OLD);
        assertThat(cli.run(command).exitCode()).isZero();
        assertThat(link).as(String.join(" ", command)).isSymbolicLink();
        assertThat(file).content(java.nio.charset.StandardCharsets.ISO_8859_1).doesNotContain(OLD);
    }

    @Test
    void isWrittenThroughALink() throws Exception {
        String name = link.toString();
        assertWrittenThrough("diff", "last", "-o", name);
        assertWrittenThrough("--goal", "help", "--llm", "recipes", "--no-test", "--events", name);
    }

    @Test
    void takesWhatIsWrittenWhereItIsAPipe() throws Exception {
        Path pipe = folder.resolve("pipe.png");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readAllBytes(pipe);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Cli.Result result = cli.run("diff", "last", "-o", pipe.toString());
        assertThat(result.exitCode()).isZero();
        assertThat(read.get(DEADLINE_SECONDS, TimeUnit.SECONDS)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(result.out()).as("stdout may be the device").isEmpty();
    }
}
