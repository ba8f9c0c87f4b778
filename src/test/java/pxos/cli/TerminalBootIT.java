package pxos.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person boots pxOS in a terminal of 80 x 24: util-linux's {@code script} makes one. */
class TerminalBootIT {

    private static final Duration DEADLINE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final StringBuilder seen = new StringBuilder();

    private Process terminal(String... args) throws IOException {
        String java = List.of(CliProcess.java(), List.of(args)).stream()
                .flatMap(List::stream)
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        String session = "stty rows 24 cols 80; export PXOS_TERMINAL=1 PXOS_TERMINAL_OUT=1 PXOS_COLUMNS=80; " + java
                + "; echo \"ended with $?\"; stty -a";
        Process process = new ProcessBuilder("script", "-q", "-e", "-c", session, "/dev/null")
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(() -> read(process.getInputStream()));
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                synchronized (seen) {
                    seen.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                    seen.notifyAll();
                }
            }
        } catch (IOException e) {
            // The terminal is gone.
        }
    }

    private void await(String text) throws InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        synchronized (seen) {
            while (seen.indexOf(text) < 0 && System.nanoTime() < end) {
                seen.wait(100);
            }
            assertThat(seen.toString()).contains(text);
        }
    }

    private static void type(Process process, String keys) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write(keys.getBytes(StandardCharsets.ISO_8859_1));
        in.flush();
    }

    @Test
    void canBeUsedAndLeftAndHandsTheTerminalBack() throws Exception {
        Cli cli = Cli.in(folder);
        Path film = folder.resolve("film.gif");
        Process process = terminal(
                "boot",
                "--terminal",
                "--record",
                film.toString(),
                "-w",
                cli.workspace().root().toString());
        try {
            await("Ctrl-C leaves.");
            await("pxOS v1>");
            type(process, "hello\r");
            await("hello");
            type(process, "\003");
            await("ended with 0");
            assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            await(" icanon");
            assertThat(seen.toString()).contains("\033[?1049l", "Left pxOS", " echo ");
            assertThat(ImageIO.read(film.toFile()).getWidth()).isEqualTo(720);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void handsTheTerminalBackWhenItIsEndedFromOutside() throws Exception {
        Cli cli = Cli.in(folder);
        Process process =
                terminal("boot", "--terminal", "-w", cli.workspace().root().toString());
        try {
            await("pxOS v1>");
            process.descendants()
                    .filter(each -> each.info().command().orElse("").endsWith("java"))
                    .forEach(ProcessHandle::destroy);
            await("ended with 143");
            await(" icanon");
            assertThat(seen.toString()).contains("\033[?1049l");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysWhatElseThereIsWithoutATerminal() throws Exception {
        Cli.Result result =
                Cli.in(folder).run(java.util.Map.of("PATH", System.getenv("PATH"), "PXOS_TERMINAL_OUT", "0"), "boot");
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("neither a display nor a terminal").contains("pxos try");
    }
}
