package pxos.model.lm;

import java.io.IOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
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
final class Wire implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final int PARALLEL_CALLS = 64;

    private final LmSettings settings;
    private final OkHttpClient client;

    /** What came of a request. */
    sealed interface Outcome permits ChatAnswer, ModelCatalog, Fault {}

    /** Makes something of the body of a response, on the thread that reads it. */
    @FunctionalInterface
    interface Reading {
        Outcome read(BufferedSource body) throws IOException;
    }

    Wire(LmSettings settings) {
        this.settings = settings;
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "lm-studio");
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(PARALLEL_CALLS);
        dispatcher.setMaxRequestsPerHost(PARALLEL_CALLS);
        this.client = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
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
        Request.Builder builder = new Request.Builder().url(settings.address().url(path));
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
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        call.enqueue(new Listener(request, sizeBytes, limits, reading, outcome, System.nanoTime()));
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            return Fault.of(Fault.Kind.CANCELLED, "");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Reads the response on a thread of OkHttp's, so that an interrupt can end the wait for it. */
    private record Listener(
            Request request,
            int sizeBytes,
            Limits limits,
            Reading reading,
            CompletableFuture<Outcome> outcome,
            long startNanos)
            implements Callback {

        @Override
        public void onFailure(Call failed, IOException e) {
            log(e);
            outcome.complete(Fault.of(e, false, limits));
        }

        @Override
        public void onResponse(Call answered, Response response) {
            try (response) {
                Outcome read = read(response);
                log(response.code());
                outcome.complete(read);
            } catch (IOException e) {
                log(e);
                outcome.complete(Fault.of(e, true, limits));
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        }

        private Outcome read(Response response) throws IOException {
            if (response.isRedirect()) {
                return Fault.of(Fault.Kind.REDIRECT, "redirect to " + response.header("Location", "elsewhere"));
            }
            BufferedSource body = Okio.buffer(new Bounded(response.body().source(), limits.maxBodyBytes()));
            try {
                return response.isSuccessful() ? reading.read(body) : Fault.refused(response.code(), body.readUtf8());
            } catch (TooMuch e) {
                return Fault.of(
                        Fault.Kind.TOO_MUCH, "more than " + limits.maxBodyBytes() + " bytes, the rest was not read");
            }
        }

        private void log(Object result) {
            long millis = (System.nanoTime() - startNanos) / 1_000_000;
            String path = request.url().encodedPath();
            LOG.debug("{} {}, {} bytes: {} after {} ms", request.method(), path, sizeBytes, result, millis);
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
            long count = super.read(sink, byteCount);
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
        client.dispatcher().executorService().shutdown();
    }
}
