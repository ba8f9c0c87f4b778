package pxos.proof.qemu;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import pxos.Problem;

/**
 * A running QEMU that cannot outlive this process.
 *
 * <p>QEMU does not end when the process that started it does, so a shell stands between. It starts QEMU when it is told to,
 * and waits for the end of its standard input, a pipe that the kernel closes however this process ends. Then it kills QEMU
 * and removes its folder. Signals for all processes of a terminal or of this process's group, such as Ctrl-C, reach neither:
 * where the system has setsid, each is in a session of its own. So {@code PXOS_QEMU} may be a script that starts QEMU as a
 * child: what is killed is QEMU's whole process group.
 */
final class QemuProcess implements AutoCloseable {

    static final String WATCHDOG = "trap '' INT TERM HUP QUIT; folder=$1; alone=$2; shift 2; status=0; "
            + "if read -r line; then $alone \"$@\" & qemu=$!; exec >/dev/null 2>&1; "
            + "while read -r line; do :; done; "
            // In this order: before QEMU is the head of its group there is no other member, afterwards the group is
            // found.
            + "kill -s KILL $qemu; kill -s KILL -- -$qemu; wait $qemu; status=$?; fi; "
            + "[ -d \"$folder\" ] && rm -rf -- \"$folder\"; exit $status";

    /** Where util-linux and busybox put it; macOS has none. */
    private static final List<String> ALONE = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .filter(each -> Files.isExecutable(Path.of(each)))
            .limit(1)
            .toList();

    private static final int TAIL_BYTES = 4096;
    /** Between two looks whether QEMU still runs. */
    private static final int ACCEPT_MILLIS = 20;

    private static final Duration END_DEADLINE = Duration.ofSeconds(5);

    private final Process process;
    private final StringBuffer tail = new StringBuffer();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private List<ProcessHandle> qemu = List.of();

    private QemuProcess(Process process) {
        this.process = process;
        Thread drain = new Thread(this::drain, "qemu output");
        drain.setDaemon(true);
        drain.start();
    }

    /**
     * Starts the shell; QEMU waits for {@link #launch}.
     *
     * @param starter makes a process builder from an argument list
     * @param folder for all of QEMU's files, not made yet; removed when it has ended
     * @param command QEMU and its arguments
     * @throws Problem where the shell cannot be started
     */
    static QemuProcess start(Function<List<String>, ProcessBuilder> starter, Path folder, List<String> command) {
        List<String> guarded = new ArrayList<>(ALONE);
        guarded.addAll(List.of("/bin/sh", "-c", WATCHDOG, "qemu-watchdog", folder.toString()));
        guarded.add(String.join("", ALONE));
        guarded.addAll(command);
        try {
            ProcessBuilder builder = starter.apply(guarded).redirectErrorStream(true);
            // Where QEMU puts its snapshots: in memory, if the folder is.
            builder.environment().put("TMPDIR", folder.toString());
            return new QemuProcess(builder.start());
        } catch (IOException e) {
            throw QemuTrouble.of("cannot start " + command.get(0) + ": " + e.getMessage(), e);
        }
    }

    private void drain() {
        byte[] buffer = new byte[1024];
        try (InputStream output = process.getInputStream()) {
            for (int count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                tail.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
                if (tail.length() > TAIL_BYTES) {
                    tail.delete(0, tail.length() - TAIL_BYTES);
                }
            }
        } catch (IOException e) {
            tail.append(e.getMessage());
        } finally {
            // Only QEMU holds the other end of the pipe: its end is QEMU's end.
            ended.complete(null);
        }
    }

    boolean isRunning() {
        return !ended.isDone();
    }

    /**
     * The connection that QEMU makes.
     *
     * @throws Problem where it does not in time, or has ended
     */
    Socket accept(ServerSocket listener, Duration deadline) throws IOException {
        listener.setSoTimeout(ACCEPT_MILLIS);
        long end = System.nanoTime() + deadline.toNanos();
        while (true) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                return socket;
            } catch (SocketTimeoutException e) {
                if (!isRunning()) {
                    throw QemuTrouble.of("it ended at once", e);
                }
                if (System.nanoTime() > end) {
                    throw QemuTrouble.of("it did not connect within " + deadline.toMillis() + " ms", e);
                }
            }
        }
    }

    /** Lets the shell start QEMU. */
    void launch() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            // The shell has ended, which whoever waits for QEMU notices.
        }
    }

    /** Waits until QEMU has ended by itself. */
    void awaitEnd() {
        ended.join();
    }

    /** That of QEMU, once this is closed. */
    int exitCode() {
        return process.exitValue();
    }

    /** The last 4 KB of what QEMU wrote to its standard output and error. */
    String tail() {
        return tail.toString().strip();
    }

    /** Processor time that QEMU has used; zero where the system does not tell. */
    Duration cpuTime() {
        if (qemu.isEmpty()) {
            // Looks at every process of the system. QEMU may be the child of a script.
            qemu = process.descendants().toList();
        }
        return qemu.stream()
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** Ends QEMU; returns when it is gone with its folder. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The shell is gone already, and QEMU with it.
        }
        try {
            CompletableFuture.allOf(ended, process.onExit()).get(END_DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            killTree();
        } catch (ExecutionException | TimeoutException e) {
            killTree();
        }
    }

    private void killTree() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
