package pxos.proof;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pxos.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the QEMU Machine Protocol: one JSON document a line, replies told apart by their id; for one thread at a time.
 *
 * <p>Lines that are no JSON, replies that nobody waits for any more and events that nobody asked about do no harm. Whoever
 * waits for a reply reads for himself: a thread that reads for others would wake two at each reply.
 *
 * <p>Source: QEMU's docs/interop/qmp-spec.
 */
final class QmpClient implements AutoCloseable {

    private static final int MAX_LINE_BYTES = 4 * 1024 * 1024;
    private static final long GREETING = 0;

    private final Socket socket;
    private final InputStream in;
    private final Duration deadline;
    private final byte[] buffer = new byte[16384];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Set<Long> awaited = new HashSet<>(Set.of(GREETING));
    private final Map<Long, JsonNode> replies = new HashMap<>();
    private final Set<String> events = new HashSet<>();
    private long lastId;

    /** A command with its arguments. */
    record Command(String name, ObjectNode arguments) {
        static Command of(String name) {
            return new Command(name, Json.object());
        }

        static Command monitor(String line) {
            return new Command("human-monitor-command", Json.object().put("command-line", line));
        }

        private String withId(long id) {
            ObjectNode message = Json.object().put("execute", name);
            if (!arguments.isEmpty()) {
                message.set("arguments", arguments);
            }
            return Json.write(message.put("id", id));
        }
    }

    /**
     * {@link #negotiate} comes first.
     *
     * @param deadline for each reply
     */
    QmpClient(Socket socket, Duration deadline) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.deadline = deadline;
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
        return execute(name, Json.object());
    }

    /** The same with arguments. */
    JsonNode execute(String name, ObjectNode arguments) {
        return executeAll(List.of(new Command(name, arguments))).get(0);
    }

    /** Runs a line of the human monitor and returns what it prints. */
    String monitor(String line) {
        return executeAll(List.of(Command.monitor(line))).get(0).asString();
    }

    /** Sends all commands in one write, then waits for all replies, in the order of the commands. */
    List<JsonNode> executeAll(List<Command> commands) {
        StringBuilder lines = new StringBuilder();
        long first = lastId + 1;
        for (Command command : commands) {
            awaited.add(++lastId);
            lines.append(command.withId(lastId)).append('\n');
        }
        try {
            send(lines.toString());
            List<JsonNode> values = new ArrayList<>();
            for (int i = 0; i < commands.size(); i++) {
                values.add(await(first + i, commands.get(i).name()));
            }
            return values;
        } finally {
            awaited.clear();
            replies.clear();
        }
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
        readWhatIsThere();
        return events.contains(name);
    }

    void forgetEvent(String name) {
        readWhatIsThere();
        events.remove(name);
    }

    private void readWhatIsThere() {
        try {
            while (in.available() > 0) {
                read();
            }
        } catch (IOException e) {
            // Whoever waits for a reply next is told.
        }
    }

    private JsonNode await(long id, String what) {
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (!replies.containsKey(id)) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException();
                }
                socket.setSoTimeout((int) left);
                read();
            }
        } catch (SocketTimeoutException e) {
            throw new QemuException("QEMU did not answer " + what + " within " + deadline.toMillis() + " ms", e);
        } catch (IOException e) {
            throw new QemuException("QEMU closed its monitor during " + what, e);
        }
        JsonNode reply = replies.get(id);
        if (reply.has("error")) {
            throw new QemuException("QEMU refused " + what + ": "
                    + reply.path("error").path("desc").asString());
        }
        return reply.path("return");
    }

    private void read() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException();
        }
        int from = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] == '\n') {
                add(from, i);
                dispatch(line.toByteArray());
                line.reset();
                from = i + 1;
            }
        }
        add(from, count);
    }

    private void add(int from, int to) {
        line.write(buffer, from, Math.min(to - from, MAX_LINE_BYTES - line.size()));
    }

    private void dispatch(byte[] line) {
        JsonNode message;
        try {
            message = Json.read(new String(line, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            // A stray line: whoever waits for a reply has a deadline.
            return;
        }
        if (message.has("event")) {
            events.add(message.path("event").asString(""));
            return;
        }
        long id = message.has("QMP") ? GREETING : message.path("id").asLong(-1);
        if (awaited.contains(id) && (id == GREETING || message.has("return") || message.has("error"))) {
            replies.put(id, message);
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
