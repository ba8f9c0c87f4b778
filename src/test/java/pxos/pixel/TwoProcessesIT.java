package pxos.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoProcessesIT {
    private static final int RUNS_EACH = 40;

    @TempDir
    Path folder;

    /** Logs 40 runs; the arguments are the network and the number of the first. */
    public static void main(String[] args) throws IOException {
        PixelLogger logger = new PixelLogger(Path.of(args[0]));
        for (int i = 0; i < RUNS_EACH; i++) {
            logger.log(Runs.run(Integer.parseInt(args[1]) + i));
        }
    }

    private Process start(Path network, int first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TwoProcessesIT.class.getName(),
                        network.toString(),
                        Integer.toString(first))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out" + first).toFile())
                .start();
    }

    @Test
    void takeTurnsWhenTheyLogAtOnce() throws Exception {
        Path network = folder.resolve("net.png");
        List<Process> processes = List.of(start(network, 0), start(network, 1000));
        for (Process process : processes) {
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS))
                        .as("ends in time")
                        .isTrue();
                assertThat(process.exitValue()).isZero();
            } finally {
                process.destroyForcibly();
            }
        }
        List<RunRecord> wanted = new ArrayList<>();
        IntStream.range(0, RUNS_EACH).forEach(i -> wanted.add(Runs.run(i)));
        IntStream.range(0, RUNS_EACH).forEach(i -> wanted.add(Runs.run(1000 + i)));

        assertThat(new PixelReader(network).newest(200)).containsExactlyInAnyOrderElementsOf(wanted);
        assertThat(NetworkCheck.of(network).sound()).isTrue();
    }

    @Test
    void loseNothingButTheLastRunWhenOneIsKilled() throws Exception {
        Path network = folder.resolve("net.png");
        PixelLogger logger = new PixelLogger(network);
        logger.log(Runs.run(5000));
        for (int round = 0; round < 3; round++) {
            Process process = start(network, 100 * round);
            long before = new PixelReader(network).newest(999).size();
            while (process.isAlive() && new PixelReader(network).newest(999).size() < before + 3) {
                Thread.onSpinWait();
            }
            process.destroyForcibly().waitFor();

            assertThat(NetworkCheck.of(network).sound()).as("round %d", round).isTrue();
            logger.log(Runs.run(6000 + round));
            assertThat(new PixelReader(network).newest(1)).containsExactly(Runs.run(6000 + round));
        }
        assertThat(new PixelReader(network).run(Runs.run(5000).request().runId()))
                .isPresent();
    }
}
