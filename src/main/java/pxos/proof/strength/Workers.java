package pxos.proof.strength;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Threads that share a list of tasks; what comes out does not depend on their number. */
record Workers(int count) {

    static Workers onAllCores() {
        return new Workers(Runtime.getRuntime().availableProcessors());
    }

    /**
     * What {@code work} makes of each task, in the order of the tasks.
     *
     * @param benches what each thread works with; as many as there are threads
     */
    <T, B, R> List<R> map(List<T> tasks, List<B> benches, BiFunction<B, T, R> work) {
        List<R> results = new ArrayList<>(Collections.nCopies(tasks.size(), null));
        AtomicInteger next = new AtomicInteger();
        Consumer<B> worker = bench -> {
            for (int i = next.getAndIncrement(); i < tasks.size(); i = next.getAndIncrement()) {
                results.set(i, work.apply(bench, tasks.get(i)));
            }
        };
        if (benches.size() == 1) {
            worker.accept(benches.get(0));
            return results;
        }
        ForkJoinPool pool = new ForkJoinPool(benches.size());
        try {
            pool.submit(() -> benches.parallelStream().forEach(worker)).join();
        } finally {
            pool.shutdownNow();
        }
        return results;
    }
}
