package pxos.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import pxos.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request at work. After its answer, or once it is cancelled, nothing more is said of it. */
public final class Call {

    /** The shortest time-out that a client has is a minute. */
    private static final long SILENCE_NANOS = 5_000_000_000L;

    private final JsonNode token;
    private final String client;
    private final Consumer<ObjectNode> sink;
    private final List<Runnable> actions = new ArrayList<>();
    private String said = "working";
    private int steps;
    private long last = System.nanoTime();
    private boolean over;

    /**
     * @param token of the progress, as it came; missing where none is wanted
     * @param client who calls, by the name it gave
     * @param sink sends a message
     */
    Call(JsonNode token, String client, Consumer<ObjectNode> sink) {
        this.token = token;
        this.client = client;
        this.sink = sink;
    }

    /** Who calls, by the name it gave; empty where it gave none. */
    public String client() {
        return client;
    }

    /** Tells the client what happens now. */
    public synchronized void progress(String message) {
        if (over || !token.isString() && !token.isIntegralNumber()) {
            return;
        }
        said = message;
        last = System.nanoTime();
        steps++;
        ObjectNode notification = Json.object().put("jsonrpc", "2.0").put("method", "notifications/progress");
        notification
                .putObject("params")
                .put("progress", steps)
                .put("message", message)
                .set("progressToken", token);
        sink.accept(notification);
    }

    /** Says the same again where nothing has been said for a while. */
    synchronized void beat() {
        if (System.nanoTime() - last > SILENCE_NANOS) {
            progress(said);
        }
    }

    /** Has this done at the moment when nobody waits for the answer any more; at once where that is so already. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!over) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    /** Nobody waits any more. */
    void cancel() {
        if (end()) {
            actions.forEach(Runnable::run);
        }
    }

    /** The last thing that is said, in one step with the end of the call; false where it had ended. */
    synchronized boolean answer(ObjectNode message) {
        boolean first = end();
        if (first) {
            sink.accept(message);
        }
        return first;
    }

    private synchronized boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }
}
