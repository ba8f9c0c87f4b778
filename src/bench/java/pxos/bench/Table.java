package pxos.bench;

import java.io.PrintStream;
import java.util.Locale;

/** Prints what was measured: a figure a line, beside its bar and the ratio of the two. */
final class Table {

    private static final String ROW = "%-62s %10s %10s  %s%n";

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void heading(String text) {
        out.printf("%n" + ROW, text, "measured", "bar", "ratio");
    }

    void row(String what, double value, String unit) {
        out.printf(Locale.ROOT, ROW, what, shown(value, unit), "", "");
    }

    /** @param of what {@code value} is a part of */
    void share(String what, double value, double of, String ofWhat) {
        out.printf(
                Locale.ROOT,
                ROW,
                what,
                shown(value, ""),
                "",
                String.format(Locale.ROOT, "%.3f of %s", value / of, ofWhat));
    }

    void atMost(String what, double value, double target, String unit) {
        target(what, value, target, unit, "<= ", value <= target);
    }

    void atLeast(String what, double value, double target, String unit) {
        target(what, value, target, unit, ">= ", value >= target);
    }

    private void target(String what, double value, double target, String unit, String relation, boolean met) {
        out.printf(
                Locale.ROOT,
                ROW,
                what,
                shown(value, unit),
                relation + shown(target, unit),
                String.format(Locale.ROOT, "%.2f  %s", value / target, met ? "met" : "MISSED"));
    }

    private static String shown(double value, String unit) {
        String number = value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
        return unit.isEmpty() ? number : number + " " + unit;
    }
}
