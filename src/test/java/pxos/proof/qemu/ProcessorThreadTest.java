package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorThreadTest {

    @TempDir
    private Path folder;

    private ProcessorThread showing(String stat) throws IOException {
        return new ProcessorThread(Files.writeString(folder.resolve("stat"), stat), null);
    }

    @Test
    void tellsAThreadThatSleepsFromOneThatRuns() throws IOException {
        String rest = " 1 2 3 4 5 6 7 8 9 10 123 4 0 0 20 0";
        try (ProcessorThread runs = showing("77 (CPU 0/TCG) R" + rest)) {
            assertThat(runs.maySleep()).isFalse();
            assertThat(runs.time()).isEqualTo(Duration.ofMillis(1270));
        }
        try (ProcessorThread sleeps = showing("77 (R) ( S) S" + rest)) {
            assertThat(sleeps.maySleep()).isTrue();
        }
    }

    @Test
    void mayAlwaysSleepWhereTheSystemDoesNotTell() throws IOException {
        try (ProcessorThread unknown = new ProcessorThread(folder.resolve("none"), null)) {
            assertThat(unknown.maySleep()).isTrue();
        }
    }
}
