package pxos.pipeline;

import java.util.List;
import java.util.function.Supplier;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.pipeline.RunFailure.Kind;
import pxos.proof.Discrimination;
import pxos.proof.QemuTester;
import pxos.proof.TestOptions;
import pxos.scenario.Scenario;

/** Tests a change red, then green: the image without it, then the image with it. */
public final class Prover {

    private final Supplier<QemuTester> tester;
    private final TestOptions options;

    /** @param tester asked only when there is something to test */
    public Prover(Supplier<QemuTester> tester, TestOptions options) {
        this.tester = tester;
        this.options = options;
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
            return tester.get().prove(before, after, fresh, others, alone ? options : options.withGuests(1));
        } catch (Problem e) {
            throw new RunFailedException(
                    e.kind() == Problem.Kind.MISSING
                            ? new RunFailure(
                                    Stage.TEST,
                                    Kind.MISSING,
                                    e.getMessage(),
                                    "bin/pxos installs QEMU by itself; --no-test builds without proving anything.")
                            : new RunFailure(
                                    Stage.TEST, Kind.INTERNAL, "QEMU could not be used: " + e.getMessage(), ""),
                    e);
        }
    }
}
