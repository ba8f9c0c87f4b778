package pxos.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A report as two charts in one SVG document: success against tokens, and against the size of what was written.
 *
 * <pre>
 *   0,0 ┌───────────────────┬───────────────────┐
 *       │ success / tokens  │  success / bytes  │
 *       ├───────────────────┴───────────────────┤
 *       │ ● model  ● model  …                   │
 *       └───────────────────────────────────────┘ 960 wide
 * </pre>
 */
public final class BenchPicture {

    private static final int WIDTH = 960;
    private static final int CHART_WIDTH = 380;
    private static final int CHART_HEIGHT = 280;
    private static final int TOP = 60;
    private static final int LEGEND_TOP = 420;
    private static final int LEGEND_ROW = 22;
    private static final int SMALLEST_AXIS = 100;
    private static final int[] LEFTS = {70, 550};

    /** Apart in brightness as well as in hue, for the colour-blind (Okabe and Ito's set). */
    private static final String[] COLOURS = {
        "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#56b4e9", "#e69f00", "#888888"
    };

    private final List<Summary> models;
    private final StringBuilder svg = new StringBuilder();

    private BenchPicture(List<Summary> models) {
        this.models = models;
    }

    /** The SVG document. */
    public static String of(BenchReport report) {
        return new BenchPicture(report.models()).draw();
    }

    private String draw() {
        int height = LEGEND_TOP + LEGEND_ROW * (models.size() + 1);
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH, height, WIDTH, height);
        line("<title>Goals reached by each model</title>");
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, height);
        chart(LEFTS[0], "tokens for a goal (median)", Summary::medianTokens);
        chart(LEFTS[1], "bytes of a feature (median)", Summary::medianBytes);
        for (int i = 0; i < models.size(); i++) {
            legend(i, LEGEND_TOP + i * LEGEND_ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    private void chart(int left, String unit, ToDoubleFunction<Summary> figure) {
        int bottom = TOP + CHART_HEIGHT;
        double most = Math.max(
                SMALLEST_AXIS, nice(models.stream().mapToDouble(figure).max().orElse(1)));
        text(left, TOP - 24, "start", "goals reached within three attempts, %");
        for (int percent = 0; percent <= 100; percent += 25) {
            int y = bottom - CHART_HEIGHT * percent / 100;
            line("<path d=\"M%d %dh%d\" stroke=\"#dddddd\"/>", left, y, CHART_WIDTH);
            text(left - 8, y + 4, "end", String.valueOf(percent));
        }
        for (int quarter = 0; quarter <= 4; quarter++) {
            int x = left + CHART_WIDTH * quarter / 4;
            line("<path d=\"M%d %dv5\" stroke=\"#888888\"/>", x, bottom);
            text(x, bottom + 20, "middle", String.format(Locale.ROOT, "%.0f", most * quarter / 4));
        }
        text(left + CHART_WIDTH / 2, bottom + 42, "middle", unit);
        for (int i = 0; i < models.size(); i++) {
            Summary model = models.get(i);
            double x = left + CHART_WIDTH * figure.applyAsDouble(model) / most;
            double y = bottom - CHART_HEIGHT * model.successPercent() / 100;
            line(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"7\" fill=\"%s\" fill-opacity=\"0.85\"><title>%s</title></circle>",
                    x, y, colour(i), escaped(ModelName.of(model)));
        }
    }

    private void legend(int index, int y) {
        Summary model = models.get(index);
        line("<circle cx=\"%d\" cy=\"%d\" r=\"6\" fill=\"%s\"/>", LEFTS[0], y - 4, colour(index));
        text(
                LEFTS[0] + 16,
                y,
                "start",
                String.format(
                        Locale.ROOT,
                        "%s: %d of %d goals, %d at the first attempt; %d tokens, %.1f s",
                        ModelName.of(model),
                        model.successesAt3(),
                        model.goals(),
                        model.successesAt1(),
                        model.tokens(),
                        model.seconds()));
    }

    /** The next number from 1, 2, 4 or 8 times a power of ten, so that its quarters read well. */
    private static double nice(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        for (int step : new int[] {1, 2, 4, 8}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    private void text(int x, int y, String anchor, String text) {
        line("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#222222\">%s</text>", x, y, anchor, escaped(text));
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Names of models come from a server. */
    private static String escaped(String text) {
        return text.replaceAll("\\p{Cntrl}", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
