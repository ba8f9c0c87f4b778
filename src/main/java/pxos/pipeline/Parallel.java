package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same to several things at a time. */
final class Parallel {

    private Parallel() {}

    /**
     * The results of {@code task} for each item, in their order.
     *
     * @param atMost how many at a time
     * @throws Problem the one of the first item, in their order, whose task ends the run
     */
    static <A, B> List<B> map(List<A> items, int atMost, Function<A, B> task) {
        if (items.size() == 1) {
            return List.of(task.apply(items.get(0)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, Math.min(items.size(), atMost)));
        try {
            List<Future<B>> futures = items.stream()
                    .map(item -> threads.submit(() -> task.apply(item)))
                    .toList();
            List<B> results = new ArrayList<>();
            for (Future<B> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
