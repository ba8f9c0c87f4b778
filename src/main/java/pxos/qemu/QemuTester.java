package pxos.qemu;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.Supplier;
import pxos.os.BootImage;
import pxos.scenario.Scenario;

/** Boots images in QEMU and says what was observed. */
public final class QemuTester {

    private static final Duration MONITOR_DEADLINE = Duration.ofSeconds(20);
    /** A further guest costs a boot, as long as about this many scenarios take. */
    private static final int SCENARIOS_WORTH_A_BOOT = 6;

    private final Path qemu;

    /** @param qemu the QEMU to run, as from {@link QemuBinary#locate} */
    public QemuTester(Path qemu) {
        this.qemu = qemu;
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
        long start = System.nanoTime();
        int guests = Math.max(1, Math.min(options.guests(), scenarios.size() / SCENARIOS_WORTH_A_BOOT));
        AtomicInteger next = new AtomicInteger();
        AtomicReferenceArray<ScenarioResult> results = new AtomicReferenceArray<>(scenarios.size());
        List<TestBench> benches = new ArrayList<>();
        for (int i = 0; i < guests; i++) {
            benches.add(new TestBench(launcher(options), image, disk));
        }
        inParallel(benches.stream()
                .<Supplier<Boolean>>map(bench -> () -> work(bench, scenarios, next, results, start, options))
                .toList());
        return report(benches, results, start);
    }

    /**
     * Shows that a change does something and breaks nothing: the new scenarios on both images, the earlier ones on the
     * changed image, both at the same time.
     *
     * @param added at least one of them has to fail on {@code before}
     * @param earlier have to pass still
     */
    public Discrimination prove(
            BootImage before, BootImage after, List<Scenario> added, List<Scenario> earlier, TestOptions options) {
        List<Scenario> all = new ArrayList<>(added);
        earlier.stream().filter(scenario -> !added.contains(scenario)).forEach(all::add);
        List<TestReport> reports =
                inParallel(List.of(() -> test(before, added, options.withGuests(1)), () -> test(after, all, options)));
        return new Discrimination(
                reports.get(0),
                reports.get(1),
                added.stream().map(Scenario::name).toList());
    }

    private Function<DiskImage, Guest> launcher(TestOptions options) {
        return disk -> new Guest(
                Machine.start(qemu, disk, drive(disk, options), ProcessBuilder::new, MONITOR_DEADLINE),
                options.spinLimit(),
                options.waitLimit());
    }

    /** QEMU's floppy controller reports no error for what it cannot read: the guest gets zeros (hw/block/fdc.c). */
    private static DriveKind drive(DiskImage disk, TestOptions options) {
        return disk.unreadableSectors().isEmpty() ? options.drive() : DriveKind.IDE;
    }

    private static boolean work(
            TestBench bench,
            List<Scenario> scenarios,
            AtomicInteger next,
            AtomicReferenceArray<ScenarioResult> results,
            long start,
            TestOptions options) {
        try (bench) {
            bench.boot();
            for (int i = next.getAndIncrement(); i < scenarios.size(); i = next.getAndIncrement()) {
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
