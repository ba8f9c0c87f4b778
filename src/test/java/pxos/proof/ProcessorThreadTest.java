package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorThreadTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** The first thread of a process has the process's number. */
    private static void assertBecomes(boolean busy, String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        try (ProcessorThread thread = new ProcessorThread(process.pid())) {
            Instant end = Instant.now().plus(DEADLINE);
            while (thread.isBusy() != busy && Instant.now().isBefore(end)) {
                Thread.onSpinWait();
            }
            assertThat(thread.isBusy()).isEqualTo(busy);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadThatComputesIsBusy() throws Exception {
        assertBecomes(true, "sh", "-c", "while :; do :; done");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadThatWaitsIsNot() throws Exception {
        assertBecomes(false, "sh", "-c", "read -r line");
    }

    @Test
    void ofAThreadThatIsNotThereNothingIsKnown() throws Exception {
        try (ProcessorThread thread = new ProcessorThread(0)) {
            assertThat(thread.isBusy()).isFalse();
        }
    }
}
