package pxos.proof;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pxos.os.BootImage;
import pxos.scenario.Input;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/** Boots images in QEMU and says what was observed. */
public final class QemuTester implements AutoCloseable {

    private static final Duration MONITOR_DEADLINE = Duration.ofSeconds(20);
    /** A further guest costs a boot, as long as about this many scenarios take. */
    private static final int SCENARIOS_WORTH_A_BOOT = 6;
    /** A power cycle takes as long as about this many keys. */
    private static final int KEYS_WORTH_A_BOOT = 10;

    private final Guests guests;

    /** @param qemu the QEMU to run, as from {@link QemuBinary#locate} */
    public QemuTester(Path qemu) {
        this.guests = new Guests((disk, options) -> new Guest(
                Machine.start(qemu, disk, drive(disk, options), ProcessBuilder::new, MONITOR_DEADLINE),
                options.spinLimit(),
                options.waitLimit()));
    }

    /**
     * A tester with the QEMU of this system.
     *
     * @throws QemuMissingException where there is none
     */
    public static QemuTester located() {
        return new QemuTester(QemuBinary.locate(System.getenv()));
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
        return test(image, disk, scenarios, options, TestBench::boot);
    }

    private TestReport test(
            BootImage image, DiskImage disk, List<Scenario> scenarios, TestOptions options, Consumer<TestBench> boot) {
        long start = System.nanoTime();
        Queue<Integer> queue = new ConcurrentLinkedQueue<>(longestFirst(scenarios));
        AtomicReferenceArray<ScenarioResult> results = new AtomicReferenceArray<>(scenarios.size());
        List<TestBench> benches = new ArrayList<>();
        for (int i = 0; i < guestsFor(scenarios, options); i++) {
            benches.add(new TestBench(guests, options, image, disk));
        }
        inParallel(benches.stream()
                .<Supplier<Boolean>>map(bench -> () -> work(bench, boot, scenarios, queue, results, start, options))
                .toList());
        return report(benches, results, start);
    }

    private static int guestsFor(List<Scenario> scenarios, TestOptions options) {
        return Math.max(1, Math.min(options.guests(), scenarios.size() / SCENARIOS_WORTH_A_BOOT));
    }

    /**
     * Shows that a change does something and breaks nothing: the new scenarios on both images, the earlier ones on the
     * changed image.
     *
     * @param added at least one of them has to fail on {@code before}
     * @param earlier have to pass still
     * @param whenBeforeIsDone run when {@code before} has been tested
     */
    public Discrimination prove(
            BootImage before,
            BootImage after,
            List<Scenario> added,
            List<Scenario> earlier,
            TestOptions options,
            Runnable whenBeforeIsDone) {
        List<Scenario> all = new ArrayList<>(added);
        earlier.stream().filter(scenario -> !added.contains(scenario)).forEach(all::add);
        guests.startAhead(() -> DiskImage.of(after), options, guestsFor(all, options));
        TestReport red = test(
                before, DiskImage.of(before), added, options.withGuests(1), bench -> bench.bootKnown(added.size() > 1));
        whenBeforeIsDone.run();
        TestReport green = test(after, all, options);
        return new Discrimination(red, green, added.stream().map(Scenario::name).toList());
    }

    /**
     * Starts a guest ahead of a {@link #prove} that is going to come, on another thread.
     *
     * @param disk the disk that is going to be changed
     */
    public void standBy(Callable<DiskImage> disk, TestOptions options) {
        guests.startAhead(disk, options, 1);
    }

    /** Ends every QEMU. */
    @Override
    public void close() {
        guests.close();
    }

    /** QEMU's floppy controller reports no error for what it cannot read: the guest gets zeros (hw/block/fdc.c). */
    private static DriveKind drive(DiskImage disk, TestOptions options) {
        return disk.unreadableSectors().isEmpty() ? options.drive() : DriveKind.IDE;
    }

    /**
     * The indices of the scenarios, so that no guest begins a long one when the others are done. Those that type nothing
     * come first: the guest need not be set back behind them.
     */
    private static List<Integer> longestFirst(List<Scenario> scenarios) {
        int[] costs = new int[scenarios.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < costs.length; i++) {
            for (Step step : scenarios.get(i).steps()) {
                for (Input input : step.inputs()) {
                    costs[i] += input instanceof Input.PowerCycle ? KEYS_WORTH_A_BOOT : 1;
                }
            }
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer index) -> costs[index] == 0 ? Integer.MIN_VALUE : -costs[index]));
        return order;
    }

    private static boolean work(
            TestBench bench,
            Consumer<TestBench> boot,
            List<Scenario> scenarios,
            Queue<Integer> queue,
            AtomicReferenceArray<ScenarioResult> results,
            long start,
            TestOptions options) {
        try (bench) {
            boot.accept(bench);
            for (Integer i = queue.poll(); i != null; i = queue.poll()) {
                boolean inTime = System.nanoTime() - start < options.deadline().toNanos();
                results.set(i, inTime ? bench.run(scenarios.get(i)) : late(scenarios.get(i), options));
            }
            return true;
        }
    }

    private static ScenarioResult late(Scenario scenario, TestOptions options) {
        return ScenarioResult.notMade(
                scenario.name(),
                "not run: the whole test took longer than " + options.deadline().toMillis() + " ms");
    }

    private static TestReport report(
            List<TestBench> benches, AtomicReferenceArray<ScenarioResult> results, long start) {
        TestBench first = benches.stream()
                .filter(bench -> bench.baseResults().stream().anyMatch(result -> result.verdict() != Verdict.PASS))
                .findFirst()
                .orElse(benches.get(0));
        List<ScenarioResult> all = new ArrayList<>(first.baseResults());
        for (int i = 0; i < results.length(); i++) {
            all.add(results.get(i));
        }
        return new TestReport(all, first.bootScreen().orElse(null), Duration.ofNanos(System.nanoTime() - start));
    }

    /** Runs all tasks at the same time and returns their values in order. */
    static <T> List<T> inParallel(List<Supplier<T>> tasks) {
        if (tasks.size() == 1) {
            return List.of(tasks.get(0).get());
        }
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            List<Future<T>> futures =
                    tasks.stream().map(task -> threads.submit(task::get)).toList();
            List<T> values = new ArrayList<>();
            for (Future<T> future : futures) {
                values.add(future.get());
            }
            return values;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new QemuException("a test failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QemuException("the test was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
