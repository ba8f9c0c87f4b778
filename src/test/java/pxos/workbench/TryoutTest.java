package pxos.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import pxos.Problem;
import pxos.proof.DiskImage;
import pxos.proof.FakeEmulator;

/** Typing on a machine that executes nothing, and answers each line as the test says. */
class TryoutTest {

    private static DiskImage disk() throws Exception {
        return DiskImage.ofBytes(java.nio.file.Files.readAllBytes(Path.of("pxos-v1.0/pxos.bin")));
    }

    @Test
    void showsEachKeyAsAPersonTypesIt() throws Exception {
        FakeEmulator emulator = new FakeEmulator((guest, line) -> {
            guest.printRow("you said " + line);
            return FakeEmulator.GOES_ON;
        });
        Tryout tryout = Tryout.of(disk(), "hi{Enter}", emulator);

        assertThat(tryout.last().rows()).anyMatch("you said hi"::equals);
        assertThat(tryout.isSound()).isTrue();
        assertThat(tryout.rest()).isEqualTo("waits_for_key");
        assertThat(tryout.frames()).as("the prompt, h, hi, and what came of it").hasSize(4);
        assertThat(tryout.frames().get(1).time()).isEqualTo(Duration.ofMillis(140));
        assertThat(emulator.open()).as("guests left").isZero();
    }

    @Test
    void goesOnAfterAReset() throws Exception {
        Tryout tryout = Tryout.of(
                disk(),
                "reboot{Enter}x",
                new FakeEmulator((guest, line) -> line.equals("reboot") ? FakeEmulator.RESETS : FakeEmulator.GOES_ON));
        assertThat(tryout.isSound()).isTrue();
        assertThat(tryout.last().rows()).anyMatch(row -> row.endsWith("> x"));
    }

    @Test
    void stopsAtAFaultAndSaysIt() throws Exception {
        Tryout tryout =
                Tryout.of(disk(), "bad{Enter}more", new FakeEmulator((guest, line) -> FakeEmulator.TRIPLE_FAULTS));
        assertThat(tryout.fault()).contains("triple fault");
        assertThat(tryout.last().rows()).noneMatch(row -> row.contains("more"));
    }

    @Test
    void namesTheKeyThatItDoesNotKnow() {
        assertThatThrownBy(() -> Tryout.of(disk(), "{Entr}", new FakeEmulator()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("{Enter}");
    }
}
