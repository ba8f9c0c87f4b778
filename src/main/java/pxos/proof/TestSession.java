package pxos.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import pxos.scenario.Scenario;

/** The test of one image, by one guest or several that share its scenarios. */
final class TestSession implements AutoCloseable {

    private final TestBench.Setup setup;
    private final List<Scenario> scenarios;
    private final Duration deadline;
    private final Consumer<ScenarioResult> spectator;
    private final Queue<Integer> waiting;
    private final AtomicReferenceArray<ScenarioResult> results;
    private final List<TestBench> benches = new CopyOnWriteArrayList<>();
    private long start;
    private Duration took = Duration.ZERO;

    /**
     * @param deadline scenarios that have not begun by then are errors
     * @param spectator is told each result as it comes, by several threads
     */
    TestSession(
            TestBench.Setup setup, List<Scenario> scenarios, Duration deadline, Consumer<ScenarioResult> spectator) {
        this.setup = setup;
        this.scenarios = scenarios;
        this.deadline = deadline;
        this.spectator = spectator;
        this.waiting = new ConcurrentLinkedQueue<>(longestFirst(scenarios));
        this.results = new AtomicReferenceArray<>(scenarios.size());
    }

    /** The numbers of the scenarios, in an order in which no guest begins a long one when the others are done. */
    private static List<Integer> longestFirst(List<Scenario> scenarios) {
        return IntStream.range(0, scenarios.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -scenarios.get(i).inputs()))
                .toList();
    }

    /**
     * Boots a guest and runs scenarios on it until none waits; it stands there until {@link #close}. May be called by several
     * threads, one guest each.
     */
    void work() {
        TestBench bench = join();
        if (bench == null) {
            return;
        }
        bench.boot();
        for (Integer i = waiting.poll(); i != null; i = waiting.poll()) {
            Scenario scenario = scenarios.get(i);
            results.set(i, passed().compareTo(deadline) < 0 ? bench.run(scenario) : late(scenario));
            spectator.accept(results.get(i));
        }
        leave();
    }

    /** Null where nothing is left for another guest to do. */
    private synchronized TestBench join() {
        if (benches.isEmpty()) {
            start = System.nanoTime();
        } else if (waiting.isEmpty()) {
            return null;
        }
        TestBench bench = new TestBench(setup);
        benches.add(bench);
        return bench;
    }

    private synchronized void leave() {
        took = passed();
    }

    private Duration passed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private ScenarioResult late(Scenario scenario) {
        return ScenarioResult.notMade(
                scenario.name(), "not run: the whole test took longer than " + deadline.toMillis() + " ms");
    }

    /** One for each guest that took part. */
    List<TestBench> benches() {
        return List.copyOf(benches);
    }

    /** Gives all guests back. */
    @Override
    public void close() {
        benches.forEach(TestBench::close);
    }

    /** Once all guests are done. The base checks are those of the first guest, or of one that failed them. */
    TestReport report() {
        TestBench first =
                benches.stream().filter(TestBench::baseFailed).findFirst().orElse(benches.get(0));
        List<ScenarioResult> all = new ArrayList<>(first.baseResults());
        for (int i = 0; i < results.length(); i++) {
            all.add(results.get(i));
        }
        return new TestReport(all, first.bootScreen().orElse(null), took);
    }
}
