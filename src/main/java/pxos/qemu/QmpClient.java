package pxos.qemu;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import pxos.json.JsonText;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the QEMU Machine Protocol: one JSON document a line, replies told apart by their id.
 *
 * <p>Lines that are no JSON, replies that nobody waits for any more and events that nobody asked about do no harm.
 * Source: QEMU's docs/interop/qmp-spec.
 */
final class QmpClient implements AutoCloseable {

    private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;
    private static final long GREETING = 0;

    private final Socket socket;
    private final Duration deadline;
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Set<String> events = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastId = new AtomicLong();
    private volatile IOException closed;

    /** A command with its arguments. */
    record Command(String name, ObjectNode arguments) {
        static Command of(String name) {
            return new Command(name, JsonText.object());
        }

        static Command monitor(String line) {
            return new Command("human-monitor-command", JsonText.object().put("command-line", line));
        }

        private String withId(long id) {
            ObjectNode message = JsonText.object().put("execute", name);
            if (!arguments.isEmpty()) {
                message.set("arguments", arguments);
            }
            return JsonText.write(message.put("id", id));
        }
    }

    /**
     * Starts reading; {@link #negotiate} comes next.
     *
     * @param deadline for each reply
     */
    QmpClient(Socket socket, Duration deadline) {
        this.socket = socket;
        this.deadline = deadline;
        waiting.put(GREETING, new CompletableFuture<>());
        Thread reader = new Thread(this::read, "qmp reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for the greeting and leaves the negotiation mode. */
    void negotiate() {
        await(GREETING, "the greeting");
        execute("qmp_capabilities");
    }

    /**
     * Runs one command.
     *
     * @return the value of {@code return}
     * @throws QemuException where QEMU refuses, does not answer in time or has gone
     */
    JsonNode execute(String name) {
        return execute(name, JsonText.object());
    }

    /** The same with arguments. */
    JsonNode execute(String name, ObjectNode arguments) {
        return executeAll(List.of(new Command(name, arguments))).get(0);
    }

    /** Runs a line of the human monitor and returns what it prints. */
    String monitor(String line) {
        return monitor(List.of(line)).get(0);
    }

    /** Runs lines of the human monitor, sent in one write, and returns what each prints. */
    List<String> monitor(List<String> lines) {
        return executeAll(lines.stream().map(Command::monitor).toList()).stream()
                .map(JsonNode::asString)
                .toList();
    }

    /** Sends all commands in one write, then waits for all replies, in the order of the commands. */
    List<JsonNode> executeAll(List<Command> commands) {
        StringBuilder lines = new StringBuilder();
        List<Long> ids = new ArrayList<>();
        for (Command command : commands) {
            long id = lastId.incrementAndGet();
            ids.add(id);
            waiting.put(id, new CompletableFuture<>());
            lines.append(command.withId(id)).append('\n');
        }
        send(lines.toString());
        if (closed != null) {
            throw new QemuException("QEMU closed its monitor", closed);
        }
        List<JsonNode> replies = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            replies.add(await(ids.get(i), commands.get(i).name()));
        }
        return replies;
    }

    private void send(String lines) {
        try {
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new QemuException("QEMU closed its monitor", e);
        }
    }

    /** Whether an event of this name came since it was last forgotten. */
    boolean sawEvent(String name) {
        return events.contains(name);
    }

    void forgetEvent(String name) {
        events.remove(name);
    }

    private JsonNode await(long id, String what) {
        try {
            JsonNode reply = waiting.get(id).get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (reply.has("error")) {
                throw new QemuException("QEMU refused " + what + ": "
                        + reply.path("error").path("desc").asString());
            }
            return reply.path("return");
        } catch (TimeoutException e) {
            throw new QemuException("QEMU did not answer " + what + " within " + deadline.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new QemuException("QEMU closed its monitor during " + what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QemuException("interrupted while waiting for " + what, e);
        } finally {
            waiting.remove(id);
        }
    }

    private void read() {
        byte[] buffer = new byte[16384];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        IOException end = new IOException("end of stream");
        try {
            InputStream in = socket.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                collect(buffer, count, line);
            }
        } catch (IOException e) {
            end = e;
        }
        closed = end;
        for (CompletableFuture<JsonNode> reply : waiting.values()) {
            reply.completeExceptionally(end);
        }
    }

    private void collect(byte[] bytes, int count, ByteArrayOutputStream line) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                add(bytes, from, i, line);
                dispatch(line.toByteArray());
                line.reset();
                from = i + 1;
            }
        }
        add(bytes, from, count, line);
    }

    private static void add(byte[] bytes, int from, int to, ByteArrayOutputStream line) {
        line.write(bytes, from, Math.min(to - from, MAX_LINE_BYTES - line.size()));
    }

    private void dispatch(byte[] line) {
        JsonNode message;
        try {
            message = JsonText.read(new String(line, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            // A stray line: whoever waits for a reply has a deadline.
            return;
        }
        if (message.has("event")) {
            events.add(message.path("event").asString(""));
            return;
        }
        long id = message.has("QMP") ? GREETING : message.path("id").asLong(-1);
        CompletableFuture<JsonNode> reply = waiting.get(id);
        if (reply != null && (id == GREETING || message.has("return") || message.has("error"))) {
            reply.complete(message);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is sent any more.
        }
    }
}
