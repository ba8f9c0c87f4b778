package pxos.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import pxos.Problem;
import pxos.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Serves one client until its input ends. What it asks for runs side by side; what it cancels is ended. */
public final class Server {

    private static final int INVALID_REQUEST = -32600;
    private static final int UNKNOWN_METHOD = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL = -32603;
    private static final int UNSUPPORTED_REVISION = -32022;
    private static final int END_SECONDS = 10;
    private static final ThreadFactory THREADS = work -> {
        Thread thread = new Thread(work, "call");
        thread.setDaemon(true);
        return thread;
    };

    private final Methods methods;
    private final StdioWire wire;
    private final PrintWriter log;
    private final Map<JsonNode, Call> calls = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newCachedThreadPool(THREADS);
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(THREADS);
    private volatile String client = "";

    /**
     * @param in messages of the client
     * @param out messages for the client, and nothing else
     * @param log what cannot be said to the client
     */
    public Server(Catalog catalog, InputStream in, OutputStream out, PrintWriter log) {
        this.methods = new Methods(catalog);
        this.wire = new StdioWire(in, out);
        this.log = log;
    }

    /** Returns when the input has ended, and all that was at work with it. */
    public void serve() throws IOException {
        clock.scheduleWithFixedDelay(() -> calls.values().forEach(Call::beat), 1, 1, TimeUnit.SECONDS);
        for (Optional<String> line = wire.read(); line.isPresent(); line = wire.read()) {
            if (!line.get().isBlank()) {
                receive(line.get());
            }
        }
        clock.shutdownNow();
        calls.values().forEach(Call::cancel);
        workers.shutdown();
        try {
            workers.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        wire.requireSent();
    }

    private void receive(String line) {
        try {
            JsonNode read = Json.read(line);
            // Revision 2025-03-26 lets a client send several at once.
            (read.isArray() ? List.copyOf(read.values()) : List.of(read)).forEach(this::receive);
        } catch (JacksonException e) {
            log.println("A line that is no message: " + Json.reason(e));
            log.flush();
        }
    }

    private void receive(JsonNode message) {
        JsonNode id = message.path("id");
        JsonNode params = message.path("params");
        String method = message.path("method").asString("");
        if (!id.isString() && !id.isIntegralNumber()) {
            hear(method, params);
        } else if (method.isEmpty()) {
            if (!message.has("result") && !message.has("error")) {
                wire.send(error(id, INVALID_REQUEST, "no method", null));
            }
        } else {
            String own = Revision.clientIn(params);
            Call call = new Call(params.path("_meta").path("progressToken"), own.isEmpty() ? client : own, wire::send);
            if (calls.putIfAbsent(id, call) != null) {
                wire.send(error(id, INVALID_REQUEST, "this id is at work already", null));
            } else if (Methods.SLOW.contains(method)) {
                workers.execute(() -> answer(id, method, params, call));
            } else {
                answer(id, method, params, call);
            }
        }
    }

    private void hear(String method, JsonNode params) {
        client = Revision.clientIn(params).isEmpty() ? client : Revision.clientIn(params);
        if (method.equals("notifications/cancelled")) {
            // One that is not there, or not any more, is no matter.
            Optional.ofNullable(calls.get(params.path("requestId"))).ifPresent(Call::cancel);
        } else if (!method.startsWith("notifications/")) {
            log.println("A line that is no message: it has neither an id nor a method that is known");
            log.flush();
        }
    }

    private void answer(JsonNode id, String method, JsonNode params, Call call) {
        try {
            call.answer(response(id, method, params, call));
        } catch (Exception | StackOverflowError e) {
            Problem problem = e instanceof Exception known ? Problem.of(known) : Problem.internal(e.toString(), e);
            int code = problem.kind() == Problem.Kind.INPUT ? INVALID_PARAMS : INTERNAL;
            call.answer(error(id, code, problem.getMessage(), null));
        } finally {
            calls.remove(id, call);
        }
    }

    private ObjectNode response(JsonNode id, String method, JsonNode params, Call call) throws Exception {
        String revision = Revision.in(params);
        if (!revision.isEmpty() && !revision.equals(Revision.NEWEST)) {
            return error(id, UNSUPPORTED_REVISION, "unsupported protocol version", Revision.unsupported(revision));
        }
        if (method.equals("initialize")) {
            client = params.path("clientInfo").path("name").asString("");
        }
        Optional<ObjectNode> result = methods.result(method, params, call);
        if (result.isEmpty()) {
            return error(id, UNKNOWN_METHOD, "there is no method '" + method + "'", null);
        }
        ObjectNode response = Json.object().put("jsonrpc", "2.0");
        response.set("id", id);
        response.set(
                "result",
                revision.isEmpty() ? result.get() : Revision.completed(method, result.get(), methods.serverInfo()));
        return response;
    }

    private static ObjectNode error(JsonNode id, int code, String message, JsonNode data) {
        ObjectNode response = Json.object().put("jsonrpc", "2.0");
        response.set("id", id);
        ObjectNode error = response.putObject("error").put("code", code).put("message", message);
        if (data != null) {
            error.set("data", data);
        }
        return response;
    }
}
