package pxos.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.scenario.Scenario;

/** Boots images on an emulator and says what was observed. */
public final class QemuTester implements AutoCloseable {

    /** Booting one more guest takes as long as about this many scenarios. */
    private static final int SCENARIOS_WORTH_A_BOOT = 6;

    private final Emulator emulator;

    /** @param emulator belongs to the tester, which closes it */
    public QemuTester(Emulator emulator) {
        this.emulator = emulator;
    }

    /** Checks the base, then runs every scenario from the fresh prompt. */
    public TestReport test(BootImage image, List<Scenario> scenarios, TestOptions options) {
        return test(image, DiskImage.of(image), scenarios, options);
    }

    /**
     * The same from a disk that holds more than pxOS.
     *
     * @param image what the disk's first sectors hold, with its labels
     */
    public TestReport test(BootImage image, DiskImage disk, List<Scenario> scenarios, TestOptions options) {
        return test(image, disk, scenarios, options, true);
    }

    /**
     * Shows that a change does something and breaks nothing: the new scenarios on both images, the earlier ones on the
     * changed image.
     *
     * @param before was proved when it was made
     * @param added at least one of them has to fail on {@code before}
     * @param earlier have to pass still
     */
    public Discrimination prove(
            BootImage before, BootImage after, List<Scenario> added, List<Scenario> earlier, TestOptions options) {
        List<Scenario> all =
                Stream.concat(added.stream(), earlier.stream()).distinct().toList();
        TestReport red = test(before, DiskImage.of(before), added, options.withGuests(1), false);
        TestReport green = test(after, all, options);
        return new Discrimination(red, green, added.stream().map(Scenario::name).toList());
    }

    /** Ends every guest. */
    @Override
    public void close() {
        emulator.close();
    }

    /** @param echo whether to check that the OS echoes keys */
    private TestReport test(
            BootImage image, DiskImage disk, List<Scenario> scenarios, TestOptions options, boolean echo) {
        long start = System.nanoTime();
        Queue<Integer> queue = new ConcurrentLinkedQueue<>(longestFirst(scenarios));
        AtomicReferenceArray<ScenarioResult> results = new AtomicReferenceArray<>(scenarios.size());
        int guests = Math.max(1, Math.min(options.guests(), scenarios.size() / SCENARIOS_WORTH_A_BOOT));
        List<TestBench> benches = Stream.generate(() -> new TestBench(emulator, options.drive(), image, disk))
                .limit(guests)
                .toList();
        inParallel(benches.stream()
                .<Runnable>map(bench -> () -> {
                    try (bench) {
                        bench.boot(echo);
                        for (Integer i = queue.poll(); i != null; i = queue.poll()) {
                            boolean inTime = System.nanoTime() - start
                                    < options.deadline().toNanos();
                            Scenario scenario = scenarios.get(i);
                            results.set(i, inTime ? bench.run(scenario) : late(scenario, options));
                        }
                    }
                })
                .toList());
        return report(benches, results, Duration.ofNanos(System.nanoTime() - start));
    }

    /** The numbers of the scenarios, in an order in which no guest begins a long one when the others are done. */
    private static List<Integer> longestFirst(List<Scenario> scenarios) {
        return IntStream.range(0, scenarios.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> -inputs(scenarios.get(i))))
                .toList();
    }

    private static int inputs(Scenario scenario) {
        return scenario.steps().stream().mapToInt(step -> step.inputs().size()).sum();
    }

    private static ScenarioResult late(Scenario scenario, TestOptions options) {
        return ScenarioResult.notMade(
                scenario.name(),
                "not run: the whole test took longer than " + options.deadline().toMillis() + " ms");
    }

    private static TestReport report(
            List<TestBench> benches, AtomicReferenceArray<ScenarioResult> results, Duration took) {
        TestBench first =
                benches.stream().filter(TestBench::baseFailed).findFirst().orElse(benches.get(0));
        List<ScenarioResult> all = new ArrayList<>(first.baseResults());
        for (int i = 0; i < results.length(); i++) {
            all.add(results.get(i));
        }
        return new TestReport(all, first.bootScreen().orElse(null), took);
    }

    /** Runs all tasks at the same time; returns when each is done. */
    private static void inParallel(List<Runnable> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<?>> futures =
                    tasks.stream().<Future<?>>map(threads::submit).toList();
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : Problem.internal("a test failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.internal("the test was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
