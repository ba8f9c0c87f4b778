package pxos.model.lm;

import java.io.IOException;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * HTTP with deadlines: every call ends, by an answer, by a limit or by an interrupt of the thread that waits for it.
 *
 * <p>It talks to the one server it is pointed at: no proxy, no redirect, no retry of its own.
 */
final class Wire implements AutoCloseable {

    private static final int PARALLEL_CALLS = 64;

    private final ServerAddress address;
    private final ApiToken token;
    private final ExecutorService threads;
    private final OkHttpClient patient;
    private final OkHttpClient quick;

    /** Makes something of a response, on the thread that reads it. */
    @FunctionalInterface
    interface Reading<T> {
        T read(Response response) throws IOException;
    }

    Wire(ServerAddress address, ApiToken token, Limits limits) {
        this.address = address;
        this.token = token;
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "lm-studio");
            thread.setDaemon(true);
            return thread;
        });
        Dispatcher dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(PARALLEL_CALLS);
        dispatcher.setMaxRequestsPerHost(PARALLEL_CALLS);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectTimeout(limits.connect());
        if (!address.isEncrypted()) {
            // Spares the set-up of TLS at every start.
            builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
        }
        OkHttpClient plain = builder.build();
        patient = with(plain, limits.silence(), limits.total());
        quick = with(plain, limits.probe(), limits.probe());
    }

    private static OkHttpClient with(OkHttpClient client, Duration silence, Duration total) {
        return client.newBuilder()
                .readTimeout(silence)
                .writeTimeout(silence)
                .callTimeout(total)
                .build();
    }

    /** A request to {@code path} of the server, with the token where there is one. */
    Request.Builder request(String path) {
        Request.Builder builder = new Request.Builder().url(address.url(path));
        return token.isPresent() ? builder.header("Authorization", token.authorization()) : builder;
    }

    /** Waits up to {@link Limits#probe()}. */
    <T> T callQuickly(Request request, Reading<T> reading) throws IOException {
        return await(quick.newCall(request), reading);
    }

    /**
     * Waits for an answer as long as {@link Limits#silence()} and {@link Limits#total()} allow.
     *
     * @throws NoAnswer where the connection failed before a response began
     * @throws Cancelled where the calling thread was interrupted; its interrupt flag is set again
     */
    <T> T callPatiently(Request request, Reading<T> reading) throws IOException {
        return await(patient.newCall(request), reading);
    }

    private static <T> T await(Call call, Reading<T> reading) throws IOException {
        CompletableFuture<T> result = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                result.completeExceptionally(new NoAnswer(e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                try (response) {
                    result.complete(reading.read(response));
                } catch (IOException | RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            }
        });
        try {
            return result.get();
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new Cancelled();
        } catch (ExecutionException e) {
            throw asThrown(e.getCause());
        }
    }

    /** What another thread threw, to be thrown on this one. */
    static IOException asThrown(Throwable cause) {
        if (cause instanceof RuntimeException unexpected) {
            throw unexpected;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return (IOException) cause;
    }

    @Override
    public void close() {
        patient.dispatcher().cancelAll();
        patient.connectionPool().evictAll();
        threads.shutdown();
    }

    /** The connection failed before a response began. */
    static final class NoAnswer extends IOException {
        NoAnswer(IOException cause) {
            super(cause);
        }

        IOException reason() {
            return (IOException) getCause();
        }
    }

    /** The thread that waited was interrupted. */
    static final class Cancelled extends IOException {
        Cancelled() {
            super("cancelled");
        }
    }
}
