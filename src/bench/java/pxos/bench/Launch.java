package pxos.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One measured process.
 *
 * @param seconds wall-clock time from its start to its end
 * @param peakMegabytes the most memory that it had resident (VmHWM of Linux's proc(5)); 0 where nobody looked, or the
 *     system does not tell
 * @param exitCode of the process
 * @param out what it wrote to standard output
 */
record Launch(double seconds, double peakMegabytes, int exitCode, String out) {

    private static final long DEADLINE_SECONDS = 300;
    /** Often enough for a peak that never falls, and seldom enough not to take the program's processor. */
    private static final long SAMPLE_MILLIS = 100;

    /** Runs it to its end, and does nothing meanwhile; standard error is thrown away. */
    static Launch of(Path folder, List<String> command) throws IOException, InterruptedException {
        return of(folder, command, DEADLINE_SECONDS * 1000);
    }

    /** The same with a look at its memory now and then, which costs it time. */
    static Launch watched(Path folder, List<String> command) throws IOException, InterruptedException {
        return of(folder, command, SAMPLE_MILLIS);
    }

    private static Launch of(Path folder, List<String> command, long sampleMillis)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("pxos-bench", ".out");
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            double peak = 0;
            while (!process.waitFor(sampleMillis, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peakMegabytes(process.pid()));
                if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS)) {
                    process.destroyForcibly();
                    throw new IOException("still running after " + DEADLINE_SECONDS + " s: " + command);
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Launch(seconds, peak, process.exitValue(), Files.readString(out));
        } finally {
            Files.deleteIfExists(out);
        }
    }

    private static double peakMegabytes(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Fails where the process did. */
    Launch succeeded() throws IOException {
        if (exitCode != 0) {
            throw new IOException("exit code " + exitCode + ": " + out);
        }
        return this;
    }

    /** Several times in seconds: the smallest says what the program needs, the median what a user sees. */
    record Times(double least, double median) {
        static Times of(List<Double> seconds) {
            List<Double> sorted = new ArrayList<>(seconds);
            Collections.sort(sorted);
            return new Times(sorted.get(0), sorted.get(sorted.size() / 2));
        }
    }
}
