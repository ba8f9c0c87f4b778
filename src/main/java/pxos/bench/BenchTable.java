package pxos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report for people, at most 80 columns wide. */
public final class BenchTable {

    private static final int MODEL_COLUMNS = 26;
    private static final int COLUMNS = 80;
    private static final String ROW = "%-26s %7s %7s %7s %6s %8s %8s";

    private BenchTable() {}

    /** Its lines: a table, then what failed. */
    public static List<String> lines(BenchReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "model", "at 1", "at 3", "caught", "bytes", "tokens", "seconds"));
        for (Summary model : report.models()) {
            lines.add(row(model));
        }
        lines.add("");
        int all = goals(report);
        for (Summary model : report.models()) {
            lines.add(cut(ModelName.of(model) + ": by level, at 3: " + levels(model), COLUMNS));
            if (model.goals() < all) {
                lines.add("  " + model.goals() + " of " + all + " goals measured so far");
            }
            if (model.fromLibrary() > 0) {
                lines.add("  " + model.fromLibrary() + " of them chosen from the library, not written");
            }
            model.failures().forEach((kind, count) -> lines.add(String.format("  %3d %s", count, kind.meaning())));
        }
        lines.add("");
        lines.add("at 1, at 3: goals reached by the first, by the third code at the latest");
        lines.add("caught: mutants that a model's own tests notice; it and bytes are medians");
        return lines;
    }

    /** How many goals there are: those that the program brings, or those that some model has tried. */
    private static int goals(BenchReport report) {
        GoalSet shipped = GoalSet.shipped();
        boolean ofShipped =
                report.results().stream().allMatch(outcome -> outcome.goals().equals(shipped.digest()));
        return ofShipped
                ? shipped.goals().size()
                : report.models().stream().mapToInt(Summary::goals).max().orElse(0);
    }

    private static String row(Summary model) {
        boolean any = model.successes() > 0;
        return String.format(
                ROW,
                cut(ModelName.of(model), MODEL_COLUMNS),
                model.successesAt1() + "/" + model.goals(),
                model.successesAt3() + "/" + model.goals(),
                model.medianCaughtPercent() > 0 ? model.medianCaughtPercent() + " %" : "-",
                any ? model.medianBytes() : "-",
                model.tokens(),
                String.format("%.1f", model.seconds()));
    }

    private static String levels(Summary model) {
        return model.levels().stream()
                .map(level -> "L" + level.level() + " " + level.successesAt3() + "/" + level.goals())
                .collect(Collectors.joining("  "));
    }

    private static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
    }
}
