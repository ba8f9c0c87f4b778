package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EndingTest {

    private static Process start(String exitCode) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ended.class.getName(),
                        exitCode)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** A program that this one waits for may die of Ctrl-C first, and look like a fault. */
    @Test
    void aFaultAtTheMomentOfASignalIsTheSignals() throws Exception {
        Process process = start("5");
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("failing");
            new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
            assertThat(process.waitFor()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void everyOtherExitCodeIsToldAtOnce() throws Exception {
        Process process = start("3");
        assertThat(process.waitFor()).isEqualTo(3);
    }
}
