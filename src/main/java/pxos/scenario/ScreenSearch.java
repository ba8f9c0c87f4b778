package pxos.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import pxos.os.TextScreen;

/** Finds texts on a screen, or says what comes nearest. */
final class ScreenSearch {

    private ScreenSearch() {}

    static String quote(String text) {
        return '"' + text + '"';
    }

    /** First row of the last place where {@code wanted} appear one below the other; -1 if nowhere. */
    static int lastIndexOf(List<String> rows, List<Wanted> wanted) {
        for (int first = rows.size() - wanted.size(); first >= 0; first--) {
            int at = first;
            if (IntStream.range(0, wanted.size()).allMatch(i -> wanted.get(i).is(rows.get(at + i)))) {
                return first;
            }
        }
        return -1;
    }

    /** How often {@code text} stands in the rows; an empty text nowhere. */
    static int count(TextScreen screen, Wanted text) {
        return IntStream.range(0, TextScreen.ROWS)
                .map(row -> text.countIn(screen.row(row)))
                .sum();
    }

    /** Describes the row that is most like the first missing one of {@code wanted}. */
    static String nearest(TextScreen screen, List<Wanted> wanted) {
        List<String> rows = screen.rows();
        String missing = wanted.stream()
                .filter(text -> rows.stream().noneMatch(text::is))
                .map(Wanted::shown)
                .findFirst()
                .orElse("");
        if (missing.isEmpty()) {
            return "each of them, but not directly below each other";
        }
        int best = -1;
        int bestLength = 0;
        for (int row = 0; row < TextScreen.ROWS; row++) {
            if (screen.storedRow(row).contains(missing.stripTrailing())
                    && !screen.row(row).contains(missing.stripTrailing())) {
                return String.format(
                        "it in row %d, but with attribute %02X, which nobody can see", row, attribute(screen, row));
            }
            int length = commonPrefix(rows.get(row), missing);
            if (length > 0 && length >= bestLength) {
                best = row;
                bestLength = length;
            }
        }
        return best < 0 ? "no such text; " + lastRows(rows) : "row " + best + " " + quote(rows.get(best));
    }

    private static String lastRows(List<String> rows) {
        List<String> shown = rows.stream()
                .filter(row -> !row.isEmpty())
                .map(ScreenSearch::quote)
                .toList();
        return shown.isEmpty()
                ? "the screen is empty"
                : "the last rows are " + String.join(", ", shown.subList(Math.max(0, shown.size() - 3), shown.size()));
    }

    private static int attribute(TextScreen screen, int row) {
        return IntStream.range(0, TextScreen.COLUMNS)
                .filter(column ->
                        !screen.isVisible(row, column) && screen.storedRow(row).charAt(column) != ' ')
                .map(column -> screen.attribute(row, column))
                .findFirst()
                .orElse(0);
    }

    private static int commonPrefix(String first, String second) {
        int length = Arrays.mismatch(first.toCharArray(), second.toCharArray());
        return length < 0 ? first.length() : length;
    }
}
