package pxos.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("lock");
    }

    @Test
    void isTakenAtOnceWhenNobodyHoldsIt() throws IOException {
        try (LockFile lock = take(Duration.ZERO).orElseThrow()) {
            assertThat(file).exists();
        }
        try (LockFile again = take(Duration.ZERO).orElseThrow()) {
            assertThat(file).isEmptyFile();
        }
    }

    private Optional<LockFile> take(Duration patience) throws IOException {
        return LockFile.take(file, patience, () -> {
            throw new AssertionError("nobody to wait for");
        });
    }

    @Test
    void isRefusedWhenSomebodyHoldsItForTooLong() throws IOException {
        int[] told = new int[1];
        try (LockFile lock = take(Duration.ZERO).orElseThrow()) {
            assertThat(LockFile.take(file, Duration.ofMillis(20), () -> told[0]++))
                    .isEmpty();
        }
        assertThat(told[0]).isEqualTo(1);
    }

    @Test
    void isTakenAsSoonAsItIsFree() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Boolean> other;
        try (LockFile lock = take(Duration.ZERO).orElseThrow()) {
            other = CompletableFuture.supplyAsync(() -> isTaken(waiting::countDown));
            assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other).isNotDone();
        }
        assertThat(other.get(60, TimeUnit.SECONDS)).isTrue();
    }

    private boolean isTaken(Runnable waiting) {
        try (LockFile lock = LockFile.take(file, LONG, waiting).orElseThrow()) {
            return true;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhenItsFolderIsMissing() {
        assertThatThrownBy(() -> LockFile.take(folder.resolve("none/lock"), LONG, () -> {}))
                .isInstanceOf(NoSuchFileException.class);
    }
}
