package pxos.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The command line as a process of its own, for what only a process can meet: signals, kills, limits, another one. */
final class CliProcess implements AutoCloseable {

    private static final int DEADLINE_SECONDS = 120;

    private final Process process;
    private final CompletableFuture<String> stdout;
    private final CompletableFuture<String> stderr;

    private CliProcess(Process process, CompletableFuture<String> stdout, CompletableFuture<String> stderr) {
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * Starts it.
     *
     * @param before what stands before the call of Java, such as a shell that sets a limit; often nothing
     * @param eachLine is given every line of stderr as it comes
     */
    static CliProcess start(List<String> before, Consumer<String> eachLine, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(java());
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).start();
        return new CliProcess(
                process, reading(process.getInputStream(), line -> {}), reading(process.getErrorStream(), eachLine));
    }

    /** The call of Java that runs the command line, without the arguments for it. */
    static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }

    private static CompletableFuture<String> reading(InputStream stream, Consumer<String> eachLine) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(() -> text.complete(read(stream, eachLine)));
        reader.setDaemon(true);
        reader.start();
        return text;
    }

    private static String read(InputStream stream, Consumer<String> eachLine) {
        StringBuilder text = new StringBuilder();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                text.append(line).append('\n');
                eachLine.accept(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Waits for its end. */
    Cli.Result result() throws Exception {
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the command did not end within " + DEADLINE_SECONDS + " s");
        }
        return new Cli.Result(
                process.exitValue(),
                stdout.get(DEADLINE_SECONDS, TimeUnit.SECONDS),
                stderr.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Every process that it started and that still runs. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    void kill() {
        // Not that of Process, which closes the streams as well.
        process.toHandle().destroyForcibly();
    }

    /** What Ctrl-C sends. */
    void interrupt() throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
