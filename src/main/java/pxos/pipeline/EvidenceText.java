package pxos.pipeline;

import java.util.stream.Collectors;
import pxos.build.source.OsSource;
import pxos.proof.Discrimination;
import pxos.proof.Evidence;
import pxos.proof.Fault;
import pxos.proof.ScenarioResult;
import pxos.proof.Verdict;

/** A failed test as a model is told of it: what was wanted, what was seen, and where the machine stood. */
final class EvidenceText {

    private static final int MAX_FAILURES = 3;

    private final OsSource source;

    /** @param source the OS that was tested */
    EvidenceText(OsSource source) {
        this.source = source;
    }

    /** What failed; or why nothing is proved although nothing failed. */
    String of(Discrimination proof) {
        if (proof.after().verdict() == Verdict.PASS) {
            return proof.summary()
                    + "\nGive tests that fail on pxOS as it is now and pass with the feature: keys that use it, and the"
                    + " rows that only it prints.";
        }
        String failures = proof.after().failures().stream()
                .limit(MAX_FAILURES)
                .map(this::of)
                .collect(Collectors.joining("\n\n"));
        int more = proof.after().failures().size() - MAX_FAILURES;
        return more > 0 ? failures + "\n\nand " + more + " more checks failed" : failures;
    }

    private String of(ScenarioResult result) {
        return "check '" + result.name() + "' failed: "
                + result.evidence().map(this::of).orElse(result.because());
    }

    private String of(Evidence evidence) {
        String listing = evidence.fault()
                .map(Fault::address)
                .filter(java.util.OptionalInt::isPresent)
                .map(address -> Listing.around(address.getAsInt(), source))
                .orElse("");
        return listing.isEmpty() ? evidence.toText() : evidence.toText() + "\nlisting:\n" + listing;
    }
}
