package pxos.proof.qemu;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Speaks the QEMU Machine Protocol: one JSON document a line, replies told apart by their id. For one thread at a time.
 *
 * <p>Lines that are not JSON and late replies do no harm. Source: QEMU's docs/interop/qmp-spec.
 */
final class QmpClient implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final Duration deadline;
    private final Set<String> events = new HashSet<>();
    private long lastId;

    /**
     * {@link #negotiate} comes first.
     *
     * @param deadline for each reply
     */
    QmpClient(Socket socket, Duration deadline) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.deadline = deadline;
        socket.setSoTimeout((int) deadline.toMillis());
    }

    /** Waits for the greeting and leaves the negotiation mode. */
    void negotiate() {
        await("the greeting", message -> message.has("QMP"));
        execute("qmp_capabilities");
    }

    JsonNode execute(String command) {
        return execute(command, Json.object());
    }

    /**
     * Runs one command.
     *
     * @return the value of {@code return}
     * @throws Problem where QEMU refuses, does not answer in time or has gone
     */
    JsonNode execute(String command, ObjectNode arguments) {
        long id = ++lastId;
        ObjectNode message = Json.object().put("execute", command).put("id", id);
        message.set("arguments", arguments);
        try {
            socket.getOutputStream().write((Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw QemuTrouble.of("QEMU closed its monitor", e);
        }
        JsonNode reply =
                await(command, line -> line.path("id").asLong(-1) == id && (line.has("return") || line.has("error")));
        if (reply.has("error")) {
            throw QemuTrouble.of(
                    "QEMU refused " + command + ": "
                            + reply.path("error").path("desc").asString(),
                    null);
        }
        return reply.path("return");
    }

    /** Runs a line of the human monitor and returns what it prints. */
    String monitor(String line) {
        return execute("human-monitor-command", Json.object().put("command-line", line))
                .asString();
    }

    /** Whether an event of this name came since it was last forgotten. */
    boolean sawEvent(String name) {
        try {
            while (in.ready()) {
                read();
            }
        } catch (IOException e) {
            // The next command says that QEMU has gone.
        }
        return events.contains(name);
    }

    void forgetEvent(String name) {
        sawEvent(name);
        events.remove(name);
    }

    /** Waits for an event that came since it was last forgotten. */
    void awaitEvent(String name) {
        if (!sawEvent(name)) {
            await(name, message -> message.path("event").asString("").equals(name));
        }
    }

    private JsonNode await(String what, Predicate<JsonNode> wanted) {
        try {
            JsonNode message = read();
            while (!wanted.test(message)) {
                message = read();
            }
            return message;
        } catch (SocketTimeoutException e) {
            throw QemuTrouble.of("QEMU did not answer " + what + " within " + deadline.toMillis() + " ms", e);
        } catch (IOException e) {
            throw QemuTrouble.of("QEMU closed its monitor during " + what, e);
        }
    }

    /** The next line; an empty object where it is not JSON. */
    private JsonNode read() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new EOFException();
        }
        JsonNode message = Json.object(line).orElseGet(Json::object);
        if (message.has("event")) {
            events.add(message.path("event").asString(""));
        }
        return message;
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
