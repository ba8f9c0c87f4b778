package pxos.model.lm;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.model.lm.LmSettings.Limits;

/**
 * HTTP with deadlines: every call ends, by an answer, by a limit or by an interrupt of the thread that waits for it.
 *
 * <p>It talks to the one server it is pointed at: no proxy, no redirect, no retry of its own.
 */
final class HttpWire implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpWire.class);
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    /**
     * The most of an answer that is not streamed, and of one line of one that is: escapes make a text three times as long at
     * most.
     */
    private static final long MAX_DOCUMENT_BYTES = 3L << 20;

    private final LmSettings settings;
    private final OkHttpClient client;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "lm-studio");
        thread.setDaemon(true);
        return thread;
    });

    /** What came of a request. */
    sealed interface Outcome permits ChatAnswer, ModelCatalog, ServerFault {

        /** The same without the token, wherever the server put it. */
        Outcome redacted(ApiToken token);
    }

    /** Makes something of the body of a response, on the thread that reads it. */
    @FunctionalInterface
    interface Reading {
        Outcome read(BufferedSource body) throws IOException;
    }

    HttpWire(LmSettings settings) {
        this.settings = settings;
        this.client = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(settings.limits().connect())
                .build();
    }

    /** Waits up to {@link Limits#probe()}. */
    Outcome get(String path, Reading reading) {
        Limits limits = settings.limits();
        return call(request(path).build(), 0, limits.waiting(limits.probe(), limits.probe()), reading);
    }

    /** Waits for an answer as long as {@link Limits#silence()} and {@link Limits#total()} allow. */
    Outcome post(String path, String json, Reading reading) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        Request request = request(path).post(RequestBody.create(body, JSON)).build();
        return call(request, body.length, settings.limits(), reading);
    }

    private Request.Builder request(String path) {
        // llama.cpp hangs up after a streamed answer although it promises to stay (measured), and a server that speaks
        // HTTP/1.0 after every answer: the next request would fail.
        Request.Builder builder =
                new Request.Builder().url(settings.address().url(path)).header("Connection", "close");
        ApiToken token = settings.token();
        return token.isPresent() ? builder.header("Authorization", token.authorization()) : builder;
    }

    private Outcome call(Request request, int sizeBytes, Limits limits, Reading reading) {
        Call call = client.newBuilder()
                .readTimeout(limits.silence())
                .writeTimeout(limits.silence())
                .callTimeout(limits.total())
                .build()
                .newCall(request);
        try {
            // On a thread of its own, so that an interrupt can end the wait for it.
            return threads.submit(() -> exchange(call, sizeBytes, limits, reading))
                    .get()
                    .redacted(settings.token());
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            return ServerFault.of(ServerFault.Kind.CANCELLED, "");
        } catch (RejectedExecutionException e) {
            return ServerFault.of(ServerFault.Kind.CANCELLED, "");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Outcome exchange(Call call, int sizeBytes, Limits limits, Reading reading) {
        long startNanos = System.nanoTime();
        boolean begun = false;
        Object result = "";
        try (Response response = responseTo(call)) {
            begun = true;
            Outcome outcome = outcome(response, limits, reading);
            result = response.code();
            return outcome;
        } catch (IOException e) {
            result = e;
            return ServerFault.of(e, begun, limits);
        } finally {
            long millis = (System.nanoTime() - startNanos) / 1_000_000;
            String path = call.request().url().encodedPath();
            LOG.debug("{} {}, {} bytes: {} after {} ms", call.request().method(), path, sizeBytes, result, millis);
        }
    }

    /** OkHttp takes a status on trust, and then throws what is no IOException. */
    private static Response responseTo(Call call) throws IOException {
        try {
            return call.execute();
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
            throw new ProtocolException("no HTTP answer: " + e.getMessage());
        }
    }

    /**
     * The next line of a body; null at its end.
     *
     * @throws IOException also where it is longer than any that belongs to an answer
     */
    static String line(BufferedSource body) throws IOException {
        if (body.indexOf((byte) '\n', 0, MAX_DOCUMENT_BYTES) < 0 && body.request(MAX_DOCUMENT_BYTES)) {
            throw new TooMuch();
        }
        return body.readUtf8Line();
    }

    /**
     * All of a body.
     *
     * @throws IOException also where it is longer than any document that belongs to an answer
     */
    static String document(BufferedSource body) throws IOException {
        if (body.request(MAX_DOCUMENT_BYTES + 1)) {
            throw new TooMuch();
        }
        return body.readUtf8();
    }

    private static Outcome outcome(Response response, Limits limits, Reading reading) throws IOException {
        if (response.isRedirect()) {
            return ServerFault.of(ServerFault.Kind.REDIRECT, "redirect to " + response.header("Location", "elsewhere"));
        }
        BufferedSource body = Okio.buffer(new Bounded(response.body().source(), limits.maxBodyBytes()));
        try {
            return response.isSuccessful() ? reading.read(body) : ServerFault.refused(response.code(), document(body));
        } catch (TooMuch e) {
            return ServerFault.of(ServerFault.Kind.TOO_MUCH, "more than an answer can have, the rest was not read");
        }
    }

    /** A body up to a number of bytes. */
    private static final class Bounded extends ForwardingSource {
        private long remainingBytes;

        Bounded(Source body, long maxBytes) {
            super(body);
            this.remainingBytes = maxBytes;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long count;
            try {
                count = super.read(sink, byteCount);
            } catch (IllegalArgumentException e) {
                // OkHttp takes a length on trust.
                throw new ProtocolException("no HTTP answer: " + e.getMessage());
            }
            remainingBytes -= count;
            if (remainingBytes < 0) {
                throw new TooMuch();
            }
            return count;
        }
    }

    private static final class TooMuch extends IOException {}

    /** Ends every call under way. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.connectionPool().evictAll();
        threads.shutdown();
    }
}
