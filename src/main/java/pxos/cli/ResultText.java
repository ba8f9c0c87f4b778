package pxos.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pxos.Printable;
import pxos.os.TextScreen;
import pxos.pipeline.BuiltFeature;
import pxos.pipeline.Caveats;
import pxos.pipeline.RunContext;
import pxos.pipeline.RunResult;
import pxos.proof.Discrimination;
import pxos.proof.Evidence;
import pxos.proof.ScenarioResult;

/** What a run's result says after its verdict: in words, with the screen that was seen. */
final class ResultText {

    private static final int MAX_FAILURES = 3;
    /** A screen with its frame and two blanks before it. */
    private static final int FRAMED_COLUMNS = TextScreen.COLUMNS + 4;

    private final RunContext run;
    private final Terminal terminal;
    private final List<String> lines = new ArrayList<>();

    private ResultText(RunContext run, Terminal terminal) {
        this.run = run;
        this.terminal = terminal;
    }

    static String of(RunContext run, Terminal terminal) {
        return new ResultText(run, terminal).render();
    }

    private String render() {
        if (!run.understoodAs().isEmpty() && run.request().authors().given() == null) {
            add("  understood as: " + run.understoodAs());
        }
        run.gaveWay().forEach(test -> add("  gave way, as the goal says: '" + test.name() + "'"));
        if (!run.notInGoal().isEmpty()) {
            add("  written by the model, not in the goal: " + quoted(run.notInGoal()));
        }
        Caveats.of(run).forEach(caveat -> add("  note: " + Printable.text(caveat)));
        for (BuiltFeature built : run.changesWorkspace() ? run.built() : List.<BuiltFeature>of()) {
            add(String.format(
                    "  %-18s %4d bytes at %s, written by %s%s%s",
                    built.name(),
                    built.bytes(),
                    built.addresses().stream().map(Object::toString).collect(Collectors.joining(", ")),
                    built.generator(),
                    built.prerequisite() ? " (needed first)" : "",
                    built.strength() == null || !built.prerequisite()
                            ? ""
                            : ": " + built.strength().inWords()));
            if (!built.chosenBecause().isEmpty()) {
                add("                     chosen: " + built.chosenBecause());
            }
            if (!built.replacedTests().isEmpty()) {
                add("                     replaced after they failed, the plan's tests: "
                        + String.join(", ", built.replacedTests()));
            }
        }
        if (run.failure().isPresent() && run.request().authors().given() != null) {
            // Who wrote the answer is told what a model would be told.
            RunResult.feedback(run).lines().forEach(lines::add);
        } else {
            run.proof().ifPresent(this::addProof);
        }
        run.failure().filter(failure -> !failure.hint().isEmpty()).ifPresent(failure -> add(failure.hint()));
        return String.join(System.lineSeparator(), lines) + System.lineSeparator();
    }

    private void add(String line) {
        lines.add(terminal.wrapped(line));
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + Printable.text(text) + '"').collect(Collectors.joining(", "));
    }

    private void addProof(Discrimination proof) {
        List<ScenarioResult> failures = proof.after().failures();
        for (ScenarioResult failure : failures.subList(0, Math.min(MAX_FAILURES, failures.size()))) {
            lines.add("");
            lines.add("'" + failure.name() + "' " + failure.verdict());
            lines.add(failure.evidence().map(Evidence::toText).orElse(failure.because()));
        }
        if (failures.isEmpty() && run.failure().isEmpty()) {
            proof.showcase().ifPresent(showcase -> {
                lines.add("");
                lines.add("  Seen in QEMU, '" + showcase.scenario() + "':");
                lines.addAll(screen(showcase.after(), terminal));
            });
        }
    }

    /** A screen in a frame, down to its last row with text; where the terminal is too narrow, between two lines. */
    static List<String> screen(TextScreen screen, Terminal terminal) {
        List<String> rows = new ArrayList<>(screen.rows());
        while (!rows.isEmpty() && rows.get(rows.size() - 1).isEmpty()) {
            rows.remove(rows.size() - 1);
        }
        List<String> lines = new ArrayList<>();
        if (terminal.columns() < FRAMED_COLUMNS) {
            lines.add("─".repeat(Math.min(TextScreen.COLUMNS, terminal.columns())));
            lines.addAll(rows);
            lines.add("─".repeat(Math.min(TextScreen.COLUMNS, terminal.columns())));
            return lines;
        }
        lines.add("  ┌" + "─".repeat(TextScreen.COLUMNS) + "┐");
        rows.forEach(row -> lines.add(String.format("  │%-" + TextScreen.COLUMNS + "s│", row)));
        lines.add("  └" + "─".repeat(TextScreen.COLUMNS) + "┘");
        return lines;
    }
}
