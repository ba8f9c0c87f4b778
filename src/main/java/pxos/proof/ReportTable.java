package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows a test report to a person, as a table of plain text. */
public final class ReportTable {

    private static final String ROW = "%-7s %7s  %s%n";

    private ReportTable() {}

    /**
     * A line for each check, the reason below one that is not a pass, and a summary.
     *
     * @param verbose with all evidence of each failure, the screen included
     */
    public static String of(TestReport report, boolean verbose) {
        StringBuilder table = new StringBuilder(row("VERDICT", "ms", "CHECK"));
        for (ScenarioResult result : report.results()) {
            String took = String.format(Locale.ROOT, "%.1f", result.took().toNanos() / 1e6);
            table.append(row(result.verdict().toString(), took, result.name()));
            for (String line : reasons(result, verbose)) {
                table.append(row("", "", "  " + line));
            }
        }
        return table.append(report.summary()).append(System.lineSeparator()).toString();
    }

    private static String row(String verdict, String took, String text) {
        return String.format(Locale.ROOT, ROW, verdict, took, text).replaceAll(" +(\\R)", "$1");
    }

    private static List<String> reasons(ScenarioResult result, boolean verbose) {
        if (result.verdict() == Verdict.PASS) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(result.because()));
        if (verbose) {
            result.evidence()
                    .ifPresent(
                            evidence -> lines.addAll(evidence.toText().lines().toList()));
        }
        return lines;
    }
}
