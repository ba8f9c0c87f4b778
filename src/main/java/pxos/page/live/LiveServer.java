package pxos.page.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.workspace.Workspace;

/**
 * Serves the page, and what happens in the workspace's runs as server-sent events (HTML standard, 9.2).
 *
 * <p>It listens on the loopback address alone. Its address holds a random token, and a request has to name this host, so that
 * neither another user's program nor a foreign page in the same browser (by DNS rebinding) gets anything.
 */
public final class LiveServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveServer.class);
    private static final int TOKEN_BYTES = 16;
    /** Pages that may listen at the same time. */
    private static final int MOST_LISTENERS = 16;

    /** Makes the page anew. */
    public interface PageSource {
        String html() throws IOException;
    }

    private final Workspace workspace;
    private final PageSource page;
    private final HttpServer server;
    private final String path;
    private final Semaphore listeners = new Semaphore(MOST_LISTENERS);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "page");
        thread.setDaemon(true);
        return thread;
    });

    private LiveServer(Workspace workspace, PageSource page, HttpServer server) {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        this.workspace = workspace;
        this.page = page;
        this.server = server;
        this.path = "/" + HexFormat.of().formatHex(token) + "/";
    }

    /**
     * Starts it, and lets the runs of the workspace write down what happens.
     *
     * @param port to listen on; 0 for any free one
     * @throws Problem where the port is taken
     */
    public static LiveServer start(Workspace workspace, PageSource page, int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (IOException e) {
            throw Problem.input(
                    "cannot listen on port " + port + ": " + Problem.reason(e), "Leave out --port for any free one.");
        }
        LiveServer live = new LiveServer(workspace, page, server);
        server.createContext("/", live::handle);
        server.setExecutor(live.threads);
        Files.createDirectories(workspace.state());
        Files.writeString(workspace.watched(), "");
        server.start();
        return live;
    }

    /** The address to open. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = refusal(exchange);
            String asked = exchange.getRequestURI().getPath();
            if (status != 0) {
                answer(exchange, status, "text/plain", "");
            } else if (asked.equals(path)) {
                answer(exchange, 200, "text/html", page.html());
            } else if (asked.equals(path + "events")) {
                listen(exchange);
            } else {
                answer(exchange, 404, "text/plain", "");
            }
        } catch (Problem e) {
            LOG.debug("the page could not be made", e);
            answer(exchange, 500, "text/plain", e.getMessage() + "\n" + e.hint() + "\n");
        }
    }

    /** The status with which a request is turned away; 0 where it is welcome. */
    private int refusal(HttpExchange exchange) {
        int port = server.getAddress().getPort();
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!Set.of("127.0.0.1:" + port, "localhost:" + port).contains(host)) {
            return 421;
        }
        if (!exchange.getRequestURI().getPath().startsWith(path)) {
            return 404;
        }
        return exchange.getRequestMethod().equals("GET") ? 0 : 405;
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        headers(exchange, type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void headers(HttpExchange exchange, String type) {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("X-Frame-Options", "DENY");
    }

    private void listen(HttpExchange exchange) throws IOException {
        if (!listeners.tryAcquire()) {
            answer(exchange, 503, "text/plain", "too many pages listen\n");
            return;
        }
        try {
            headers(exchange, "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            new EventTail(workspace.events()).follow(out);
        } catch (IOException e) {
            LOG.debug("a page has gone");
        } finally {
            listeners.release();
        }
    }

    /** Ends it; runs write nothing down for it any more. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(workspace.watched());
        Files.deleteIfExists(workspace.events());
        server.stop(0);
        threads.shutdownNow();
    }
}
