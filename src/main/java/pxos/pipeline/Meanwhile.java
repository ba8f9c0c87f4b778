package pxos.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import pxos.Problem;

/** Something that another thread makes while this one does something else. */
public final class Meanwhile<T> {

    /** Makes it. */
    public interface Task<T> {
        T result() throws IOException;
    }

    private final CompletableFuture<T> made;

    private Meanwhile(CompletableFuture<T> made) {
        this.made = made;
    }

    /** Begins with it. */
    public static <T> Meanwhile<T> of(Task<T> task) {
        return new Meanwhile<>(CompletableFuture.supplyAsync(() -> {
            try {
                return task.result();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    /**
     * Waits for it.
     *
     * @throws Problem the one that the task ended with
     * @throws UncheckedIOException where it ended with an IOException
     */
    public T get() {
        try {
            return made.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
