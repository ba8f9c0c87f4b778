package pxos.pipeline;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pxos.os.BootImage;
import pxos.pipeline.RunFailure.Kind;
import pxos.proof.Discrimination;
import pxos.proof.QemuException;
import pxos.proof.QemuMissingException;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.scenario.Scenario;

/** Tests a change red, then green: the image without it, then the image with it. */
public final class Prover {

    private final Supplier<QemuTester> tester;
    private final TestOptions options;
    private final AtomicReference<Consumer<BootImage>> meanwhile;

    /**
     * @param tester asked only when there is something to test
     * @param meanwhile done once, with the image from before the change, on the core that is free while only the changed
     *     image is still being tested
     */
    public Prover(Supplier<QemuTester> tester, TestOptions options, Consumer<BootImage> meanwhile) {
        this.tester = tester;
        this.options = options;
        this.meanwhile = new AtomicReference<>(meanwhile);
    }

    /**
     * Boots both images.
     *
     * @param fresh the change's scenarios, run on both
     * @param others scenarios of everything older, run on {@code after} alone
     * @param alone whether nothing else is being tested at the same time
     * @throws RunFailedException when QEMU is missing or cannot be used
     */
    Discrimination prove(BootImage before, BootImage after, List<Scenario> fresh, List<Scenario> others, boolean alone)
            throws RunFailedException {
        try {
            TestOptions chosen = alone ? options : options.withGuests(1);
            return tester.get().prove(before, after, fresh, others, chosen, () -> useFreeCore(before));
        } catch (QemuMissingException | QemuException e) {
            throw failure(e);
        }
    }

    private void useFreeCore(BootImage before) {
        Consumer<BootImage> work = meanwhile.getAndSet(null);
        if (work != null) {
            Thread thread = new Thread(() -> work.accept(before), "meanwhile");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static RunFailedException failure(Throwable cause) {
        if (cause instanceof QemuMissingException) {
            return new RunFailedException(
                    new RunFailure(
                            Stage.TEST,
                            Kind.MISSING,
                            cause.getMessage(),
                            "bin/pxos installs QEMU by itself; --no-test builds without proving anything."),
                    cause);
        }
        return new RunFailedException(
                new RunFailure(Stage.TEST, Kind.INTERNAL, "QEMU could not be used: " + cause.getMessage(), ""), cause);
    }
}
