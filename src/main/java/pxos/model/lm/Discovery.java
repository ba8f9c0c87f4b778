package pxos.model.lm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import pxos.json.Json;
import pxos.model.ModelException;
import tools.jackson.databind.JsonNode;

/** Finds out whether a server is there and which models it has. */
final class Discovery {

    private static final long MAX_LIST_BYTES = 4L << 20;

    private final LmSettings settings;
    private final Supplier<Wire> wire;
    private FutureTask<ModelCatalog> question;

    Discovery(LmSettings settings, Supplier<Wire> wire) {
        this.settings = settings;
        this.wire = wire;
    }

    /** Takes no longer than the connect time-out for each of the host's addresses where the server is dead. */
    Probe probe() {
        if (!isListening()) {
            return new Probe(false, "no server answers at " + settings.address());
        }
        try {
            long usable =
                    answer().models().stream().filter(ModelInfo::isGenerative).count();
            return usable > 0
                    ? new Probe(true, usable + " models at " + settings.address())
                    : new Probe(false, "no model is loaded at " + settings.address());
        } catch (Refused e) {
            boolean wantsToken = e.fault.kind() == ServerFault.Kind.UNAUTHORISED;
            return new Probe(wantsToken, "the server at " + settings.address() + " answers: " + e.fault.message());
        } catch (IOException e) {
            return new Probe(
                    false,
                    TransportFault.explain(e, settings.address(), probing()).getMessage());
        }
    }

    /** A bare connection, which costs a millisecond where setting up HTTP costs a hundred. */
    private boolean isListening() {
        try {
            for (InetAddress host : InetAddress.getAllByName(settings.address().host())) {
                if (accepts(host)) {
                    return true;
                }
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private boolean accepts(InetAddress host) {
        try (Socket socket = new Socket()) {
            int millis = Math.max(1, (int) settings.limits().connect().toMillis());
            socket.connect(new InetSocketAddress(host, settings.address().port()), millis);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins to ask on another thread; whoever needs the answer waits for that one. */
    void askAhead() {
        Thread thread = new Thread(question(), "discovery");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The server's models, asked for once.
     *
     * @throws ModelException where there is no such list to be had; the next call asks again
     */
    ModelCatalog catalog() throws ModelException {
        try {
            return answer();
        } catch (Refused e) {
            throw e.fault.toException(settings.address());
        } catch (IOException e) {
            throw TransportFault.explain(e, settings.address(), probing());
        }
    }

    private synchronized FutureTask<ModelCatalog> question() {
        if (question == null) {
            question = new FutureTask<>(this::load);
        }
        return question;
    }

    /** Asks, or waits for whoever is asking. */
    private ModelCatalog answer() throws IOException {
        FutureTask<ModelCatalog> asked = question();
        asked.run();
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Wire.Cancelled();
        } catch (ExecutionException e) {
            forget();
            throw Wire.asThrown(e.getCause());
        }
    }

    private Limits probing() {
        Limits limits = settings.limits();
        return limits.waiting(limits.probe(), limits.probe());
    }

    /** Makes the next {@link #catalog()} ask again. */
    synchronized void forget() {
        question = null;
    }

    private ModelCatalog load() throws IOException {
        ServerFault fault = null;
        for (String path : ModelCatalog.PATHS) {
            Object answer = ask(path);
            if (answer instanceof ModelCatalog found) {
                return found;
            }
            fault = (ServerFault) answer;
            if (fault.kind() == ServerFault.Kind.UNAUTHORISED || fault.kind() == ServerFault.Kind.REDIRECT) {
                break;
            }
        }
        throw new Refused(fault);
    }

    /** A catalog, or the fault that came in its place. */
    private Object ask(String path) throws IOException {
        okhttp3.Request request = wire.get().request(path).build();
        return wire.get().callQuickly(request, response -> {
            if (response.isRedirect()) {
                return ServerFault.of(
                        ServerFault.Kind.REDIRECT, "redirect to " + response.header("Location", "elsewhere"));
            }
            String body = bodyOf(response);
            if (!response.isSuccessful()) {
                return redacted(AnswerReader.refused(response.code(), body));
            }
            JsonNode document = Json.object(body).orElse(Json.object());
            return ModelCatalog.of(document)
                    .<Object>map(found -> found)
                    .orElseGet(() -> redacted(ServerFault.of(
                            ServerFault.Kind.FOREIGN, "no list of models but: " + AnswerReader.excerpt(body))));
        });
    }

    private static String bodyOf(okhttp3.Response response) throws IOException {
        try {
            return new BoundedLines(response.body().source(), MAX_LIST_BYTES).rest();
        } catch (BoundedLines.TooMuch e) {
            return "more than " + MAX_LIST_BYTES + " bytes";
        }
    }

    private ServerFault redacted(ServerFault fault) {
        return new ServerFault(fault.kind(), settings.token().redact(fault.message()), fault.contextTokens());
    }

    /** The server answered, but with no list of models. */
    private static final class Refused extends IOException {
        private final transient ServerFault fault;

        Refused(ServerFault fault) {
            super(fault.message());
            this.fault = fault;
        }
    }
}
