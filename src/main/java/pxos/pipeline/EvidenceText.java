package pxos.pipeline;

import java.util.stream.Collectors;
import pxos.qemu.Discrimination;
import pxos.qemu.Evidence;
import pxos.qemu.ScenarioResult;
import pxos.qemu.Verdict;

/** A failed test as a model is told of it: what was wanted, what was seen, and where the machine stood. */
final class EvidenceText {

    private static final int MAX_FAILURES = 3;

    private EvidenceText() {}

    static String of(Discrimination proof) {
        if (proof.after().verdict() == Verdict.PASS) {
            return proof.summary() + "\nGive tests that fail on pxOS as it is now and pass with the feature.";
        }
        String failures = proof.after().failures().stream()
                .limit(MAX_FAILURES)
                .map(EvidenceText::of)
                .collect(Collectors.joining("\n\n"));
        int more = proof.after().failures().size() - MAX_FAILURES;
        return more > 0 ? failures + "\n\nand " + more + " more checks failed" : failures;
    }

    private static String of(ScenarioResult result) {
        return "check '" + result.name() + "' failed: "
                + result.evidence().map(Evidence::toText).orElse(result.because());
    }
}
