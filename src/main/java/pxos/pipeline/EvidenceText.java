package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import pxos.build.source.OsSource;
import pxos.proof.Discrimination;
import pxos.proof.Evidence;
import pxos.proof.Fault;
import pxos.proof.ScenarioResult;
import pxos.proof.Verdict;

/** A failed test as a model is told of it: what was wanted, what was seen, and where the machine stood. */
final class EvidenceText {

    private static final int MAX_OTHERS = 6;
    private static final String SPIN_HINT =
            "A loop that waits, for the clock or for a key, needs a hlt in it; any other must end.";

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
        List<ScenarioResult> failures = proof.after().failures();
        List<ScenarioResult> seen = failures.stream()
                .filter(result -> result.evidence().isPresent())
                .toList();
        return text(seen.isEmpty() ? failures : seen, proof.added());
    }

    /** The first failure in detail, after a line for each of the others: their screens are much the same. */
    private String text(List<ScenarioResult> failures, List<String> added) {
        List<String> lines = new ArrayList<>();
        failures.stream().skip(1).limit(MAX_OTHERS).forEach(other -> lines.add(line(other, added)));
        int more = failures.size() - 1 - MAX_OTHERS;
        if (more > 0) {
            lines.add("and " + more + " more checks failed");
        }
        lines.add(detailed(failures.get(0), added));
        return String.join("\n", lines);
    }

    private static String line(ScenarioResult result, List<String> added) {
        return place(result, added) + ": " + result.because();
    }

    /** Which check it is, whose, and where it failed. */
    private static String place(ScenarioResult result, List<String> added) {
        String whose = added.contains(result.name()) ? "" : ", which held before the change,";
        String step = result.evidence()
                .map(evidence -> " at step " + evidence.step()
                        + (evidence.keys().isEmpty() ? "" : ", keys typed: " + evidence.keys()))
                .orElse("");
        return "check '" + result.name() + "'" + whose + " failed" + step;
    }

    private String detailed(ScenarioResult result, List<String> added) {
        Evidence evidence = result.evidence().orElse(null);
        if (evidence == null) {
            return line(result, added);
        }
        List<String> lines = new ArrayList<>();
        lines.add(place(result, added));
        evidence.fault().ifPresent(fault -> lines.addAll(of(fault)));
        evidence.unmet().forEach(unmet -> lines.add("wanted: " + unmet.wanted() + "\n   got: " + unmet.got()));
        lines.add("screen, blank rows left out:");
        evidence.screen()
                .toText()
                .lines()
                .filter(row -> !row.matches("\\s*\\d+[|]\\s*"))
                .forEach(lines::add);
        if (evidence.fault().isPresent() && !evidence.registers().isEmpty()) {
            lines.add("registers:\n" + evidence.registers());
        }
        return String.join("\n", lines);
    }

    /** What went wrong with the machine, and where in the listing. */
    private List<String> of(Fault fault) {
        List<String> lines = new ArrayList<>();
        lines.add("fault: " + fault);
        if (fault.kind() == Fault.Kind.SPIN) {
            lines.add(SPIN_HINT);
        }
        String listing =
                fault.address().isPresent() ? Listing.around(fault.address().getAsInt(), source) : "";
        if (!listing.isEmpty()) {
            lines.add("listing:\n" + listing);
        }
        return lines;
    }
}
