package pxos.proof.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {

    private static final Limits LIMITS = new Limits(Duration.ofMillis(1500), Duration.ofSeconds(60));

    @TempDir
    private Path folder;

    /** How long a guest may compute, in milliseconds, where each of them takes so many on the clock. */
    private long untilItSpins(int pace) throws IOException {
        Path stat = Files.createFile(folder.resolve("stat" + pace));
        AtomicLong millis = new AtomicLong();
        show(stat, 0);
        try (ProcessorThread processor = new ProcessorThread(stat, null)) {
            Meter meter = new Meter(processor, LIMITS, () -> millis.get() * pace * 1_000_000);
            meter.measure(Wait.Doing.COMPUTES);
            while (!meter.hasSpun()) {
                show(stat, millis.addAndGet(10));
                meter.measure(Wait.Doing.COMPUTES);
                meter.isTimeForATick(millis.get());
            }
            return meter.computedMillis();
        }
    }

    private static void show(Path stat, long millis) throws IOException {
        Files.writeString(stat, "1 (qemu) R" + " 0".repeat(10) + " " + millis / 10 + " 0 0");
    }

    @Test
    void aGuestThatHasToWaitForAProcessorMayComputeForLonger() throws IOException {
        assertThat(untilItSpins(1)).isBetween(1500L, 1550L);
        assertThat(untilItSpins(2)).isBetween(2170L, 2230L);
    }
}
