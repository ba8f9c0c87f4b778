package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import pxos.os.BootImage;
import pxos.pipeline.RunFailure.Kind;
import pxos.qemu.QemuException;
import pxos.qemu.QemuMissingException;
import pxos.qemu.QemuTester;
import pxos.qemu.TestOptions;
import pxos.qemu.TestReport;
import pxos.scenario.Scenario;

/** Tests a change red, then green: the image without it and the image with it, side by side. */
final class Prover {

    private final java.util.function.Supplier<QemuTester> tester;
    private final TestOptions options;

    /** @param tester asked only when there is something to test */
    Prover(java.util.function.Supplier<QemuTester> tester, TestOptions options) {
        this.tester = tester;
        this.options = options;
    }

    /**
     * Boots both images.
     *
     * @param fresh the change's scenarios, run on both
     * @param others scenarios of everything older, run on {@code after} alone
     * @throws RunFailedException when QEMU is missing or cannot be used
     */
    Proof prove(BootImage before, BootImage after, List<Scenario> fresh, List<Scenario> others)
            throws RunFailedException {
        List<Scenario> all = new ArrayList<>(fresh);
        all.addAll(others);
        List<String> names = fresh.stream().map(Scenario::name).toList();
        try {
            QemuTester qemu = tester.get();
            CompletableFuture<TestReport> red =
                    CompletableFuture.supplyAsync(() -> qemu.test(before, fresh, options.withGuests(1)));
            TestReport green = qemu.test(after, all, options);
            return new Proof(red.join(), green, names);
        } catch (CompletionException e) {
            throw failure(e.getCause());
        } catch (QemuMissingException | QemuException e) {
            throw failure(e);
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
