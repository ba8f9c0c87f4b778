package pxos.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import pxos.os.BootImage;
import pxos.scenario.Scenario;

/** Boots images on an emulator and says what was observed. */
public final class QemuTester implements AutoCloseable {

    /** Booting one more guest takes as long as about this many scenarios. */
    private static final int SCENARIOS_WORTH_A_BOOT = 6;

    private final Emulator emulator;
    private final Emulator fasterOrNull;
    private final Consumer<ScenarioResult> spectator;

    /** @param emulator judges alone; it belongs to the tester, which closes it */
    public QemuTester(Emulator emulator) {
        this(emulator, null);
    }

    /**
     * @param emulator judges; it belongs to the tester, which closes it
     * @param fasterOrNull looks at what there is no time for on the judge, which confirms what it finds; null for none
     */
    public QemuTester(Emulator emulator, Emulator fasterOrNull) {
        this(emulator, fasterOrNull, result -> {});
    }

    /**
     * The same with somebody who looks on.
     *
     * @param spectator is told each result of what is tested as it comes, by several threads; not those of an image from
     *     before a change
     */
    public QemuTester(Emulator emulator, Emulator fasterOrNull, Consumer<ScenarioResult> spectator) {
        this.emulator = emulator;
        this.fasterOrNull = fasterOrNull;
        this.spectator = spectator;
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
        try (TestSession session = session(image, disk, scenarios, options, true, spectator)) {
            inParallel(Collections.nCopies(guests(scenarios.size(), options), session::work));
            return session.report();
        }
    }

    /**
     * Shows that a change does something and breaks nothing: the new scenarios on both images, the earlier ones on the
     * changed image.
     *
     * <p>What passes is looked at closely: see {@link Aftercare}.
     *
     * @param before was proved when it was made
     * @param change what {@code after} has that {@code before} has not
     * @param added at least one of them has to fail on {@code before}, for a reason that says something
     * @param earlier have to pass still
     */
    public Discrimination prove(
            BootImage before,
            BootImage after,
            Change change,
            List<Scenario> added,
            List<Scenario> earlier,
            TestOptions options) {
        List<Scenario> all =
                Stream.concat(added.stream(), earlier.stream()).distinct().toList();
        Aftercare aftercare = aftercare(before, after, change, options);
        try (TestSession red = session(before, DiskImage.of(before), added, options, false, result -> {});
                TestSession green = session(after, DiskImage.of(after), all, options, true, spectator)) {
            AtomicReference<FreshPrompt> without = new AtomicReference<>();
            // The first guest is for the image from before. The others begin with the changed one meanwhile.
            List<Runnable> work =
                    new ArrayList<>(Collections.nCopies(guests(added.size() + all.size(), options), green::work));
            work.set(0, () -> {
                red.work();
                red.benches().get(0).standing().map(Standing::fresh).ifPresent(without::set);
                red.close();
                green.work();
            });
            CompletableFuture<Aftercare.Ahead> ahead = CompletableFuture.supplyAsync(() -> aftercare.ahead(added));
            inParallel(work);
            Discrimination shown = new Discrimination(
                    red.report(),
                    green.report(),
                    added.stream().map(Scenario::name).toList());
            Aftercare.Ahead known = ahead.join();
            return shown.verdict() == Verdict.PASS
                    ? shown.with(aftercare.of(added, known, Optional.ofNullable(without.get()), green.benches()))
                    : shown;
        }
    }

    private Aftercare aftercare(BootImage before, BootImage after, Change change, TestOptions options) {
        CloseLook faster =
                fasterOrNull == null ? null : new CloseLook(fasterOrNull, options.drive(), before, after, change);
        CloseLook judge = new CloseLook(emulator, options.drive(), before, after, change);
        return new Aftercare(judge, faster, options.guests() > 1);
    }

    private TestSession session(
            BootImage image,
            DiskImage disk,
            List<Scenario> scenarios,
            TestOptions options,
            boolean echo,
            Consumer<ScenarioResult> spectator) {
        return new TestSession(
                new TestBench.Setup(emulator, options.drive(), image, disk, echo),
                scenarios,
                options.deadline(),
                spectator);
    }

    private static int guests(int scenarios, TestOptions options) {
        return Math.max(1, Math.min(options.guests(), scenarios / SCENARIOS_WORTH_A_BOOT));
    }

    /** Ends every guest. */
    @Override
    public void close() {
        emulator.close();
    }

    /** Does everything at the same time; returns when all of it is done. */
    private static void inParallel(List<Runnable> tasks) {
        ForkJoinPool threads = new ForkJoinPool(tasks.size());
        try {
            threads.submit(() -> tasks.parallelStream().forEach(Runnable::run)).join();
        } finally {
            threads.shutdownNow();
        }
    }
}
