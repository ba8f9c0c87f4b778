package pxos.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pxos.os.TextScreen;
import pxos.pipeline.BuiltFeature;
import pxos.pipeline.RunOutcome;
import pxos.proof.Discrimination;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;

/** A run's result in words, with the screen that was seen. */
final class ResultText {

    private static final int MAX_FAILURES = 3;

    private final RunOutcome outcome;
    private final List<String> lines = new ArrayList<>();

    ResultText(RunOutcome outcome) {
        this.outcome = outcome;
    }

    String render() {
        lines.add("");
        lines.add(outcome.verdict());
        for (BuiltFeature built : outcome.context().built()) {
            String addresses = built.addresses().stream().map(Object::toString).collect(Collectors.joining(", "));
            String size = String.valueOf(built.sizeBytes());
            lines.add("  " + left(built.name(), 18) + " " + " ".repeat(Math.max(0, 4 - size.length())) + size
                    + " bytes at " + addresses + ", written by " + built.generator()
                    + (built.item().prerequisite() ? " (needed first)" : ""));
            if (!built.why().isEmpty()) {
                lines.add("                     chosen: " + built.why());
            }
        }
        outcome.proof().ifPresent(this::addProof);
        outcome.failure().filter(failure -> !failure.hint().isEmpty()).ifPresent(failure -> lines.add(failure.hint()));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private void addProof(Discrimination proof) {
        List<ScenarioResult> failures = proof.after().failures();
        for (ScenarioResult failure : failures.subList(0, Math.min(MAX_FAILURES, failures.size()))) {
            lines.add("");
            lines.add("'" + failure.name() + "' " + failure.verdict());
            lines.add(failure.evidence().map(Evidence::toText).orElse(failure.because()));
        }
        if (failures.isEmpty()) {
            proof.showcase().ifPresent(showcase -> {
                lines.add("");
                lines.add("  Seen in QEMU, '" + showcase.scenario() + "':");
                addScreen(showcase.after());
            });
        }
    }

    /** Filled up with blanks; without a formatter, which a start would load for this alone. */
    private static String left(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private void addScreen(TextScreen screen) {
        List<String> rows = new ArrayList<>(screen.rows());
        while (!rows.isEmpty() && rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        lines.add("  ┌" + "─".repeat(TextScreen.COLUMNS) + "┐");
        rows.forEach(row -> lines.add("  │" + left(row, TextScreen.COLUMNS) + "│"));
        lines.add("  └" + "─".repeat(TextScreen.COLUMNS) + "┘");
    }
}
