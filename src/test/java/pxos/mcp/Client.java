package pxos.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The other end of the wire, for tests: sends lines, and keeps every message that came. */
public final class Client implements AutoCloseable {

    private static final long DEADLINE_MILLIS = 120_000;

    private final OutputStream out;
    private Thread serving;
    private final List<JsonNode> received = new ArrayList<>();
    private boolean ended;
    private int requests;

    /**
     * @param in what the server writes; read from the start, and each line has to be a message
     * @param out what the server reads
     */
    public Client(InputStream in, OutputStream out) {
        this.out = out;
        Thread reader = new Thread(() -> read(in), "client");
        reader.setDaemon(true);
        reader.start();
    }

    /** A server on two streams. */
    @FunctionalInterface
    public interface Serving {
        void serve(InputStream in, OutputStream out) throws Exception;
    }

    /** The client of a server that runs in this process; closing it waits for the server's end. */
    public static Client of(Serving server) throws IOException {
        PipedOutputStream toServer = new PipedOutputStream();
        PipedInputStream fromClient = new PipedInputStream(toServer, 1 << 16);
        PipedOutputStream toClient = new PipedOutputStream();
        Client client = new Client(new PipedInputStream(toClient, 1 << 16), toServer);
        client.serving = new Thread(() -> {
            try (toClient) {
                server.serve(fromClient, toClient);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        client.serving.start();
        return client;
    }

    private void read(InputStream in) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                add(Json.read(line));
            }
        } catch (IOException e) {
            // The server was killed.
        } finally {
            end();
        }
    }

    private synchronized void add(JsonNode message) {
        received.add(message);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Sends a line as it is. */
    public void line(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins a request; its id. */
    public int begin(String method, ObjectNode params) {
        requests++;
        ObjectNode request =
                Json.object().put("jsonrpc", "2.0").put("id", requests).put("method", method);
        request.set("params", params);
        line(Json.write(request));
        return requests;
    }

    public void tell(String method, ObjectNode params) {
        ObjectNode notification = Json.object().put("jsonrpc", "2.0").put("method", method);
        notification.set("params", params);
        line(Json.write(notification));
    }

    /** Sends a request and waits for the whole response. */
    public JsonNode ask(String method, ObjectNode params) {
        return response(begin(method, params));
    }

    public JsonNode response(int id) {
        return await(message -> message.path("id").asInt(-1) == id && !message.has("method"));
    }

    /** Calls a tool; its result. */
    public JsonNode call(String tool, ObjectNode arguments) {
        return response(beginCall(tool, arguments, null)).path("result");
    }

    /** Begins the call of a tool, which is to tell of its progress under {@code token}, unless that is null. */
    public int beginCall(String tool, ObjectNode arguments, JsonNode token) {
        ObjectNode params = Json.object().put("name", tool);
        params.set("arguments", arguments);
        if (token != null) {
            params.putObject("_meta").set("progressToken", token);
        }
        return begin("tools/call", params);
    }

    public JsonNode initialize(String revision) {
        ObjectNode params = Json.object().put("protocolVersion", revision);
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "tester").put("version", "1");
        JsonNode response = ask("initialize", params);
        tell("notifications/initialized", Json.object());
        return response.path("result");
    }

    /** The first message of a kind, as soon as it has come. */
    public synchronized JsonNode await(Predicate<JsonNode> wanted) {
        long deadline = System.currentTimeMillis() + DEADLINE_MILLIS;
        while (true) {
            for (JsonNode message : received) {
                if (wanted.test(message)) {
                    return message;
                }
            }
            long left = deadline - System.currentTimeMillis();
            if (ended || left <= 0) {
                throw new AssertionError("no such message came; these did: " + received);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Everything that has come so far. */
    public synchronized List<JsonNode> received() {
        return List.copyOf(received);
    }

    /** Ends the server's input. */
    @Override
    public void close() {
        try {
            out.close();
            if (serving != null) {
                serving.join(DEADLINE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (serving != null && serving.isAlive()) {
            throw new AssertionError("the server still runs");
        }
    }
}
