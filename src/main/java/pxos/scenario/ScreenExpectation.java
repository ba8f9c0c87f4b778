package pxos.scenario;

import static pxos.scenario.ScreenSearch.quote;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pxos.os.TextScreen;

/** An expectation about what a person sees; a character in the colour of its background counts as a blank. */
public sealed interface ScreenExpectation extends Expectation {

    /**
     * A text in which {@code {prompt}} and {@code {banner}} stand for the texts of the tested image.
     *
     * @param template as written, without the quotation marks
     */
    record Text(String template) {

        String in(Observation observation) {
            return template.replace("{prompt}", observation.prompt()).replace("{banner}", observation.banner());
        }
    }

    /** These rows directly below each other, trailing blanks ignored: {@code row "A"}, {@code rows "A" "B"}. */
    record Rows(List<Text> texts) implements ScreenExpectation {
        public Rows {
            texts = List.copyOf(texts);
        }

        @Override
        public Optional<Unmet> check(Observation observation) {
            List<String> wanted = texts.stream()
                    .map(text -> text.in(observation).stripTrailing())
                    .toList();
            if (ScreenSearch.lastIndexOf(observation.screen().rows(), wanted) >= 0) {
                return Optional.empty();
            }
            String shown = wanted.stream().map(ScreenSearch::quote).collect(Collectors.joining(" above "));
            return Optional.of(new Unmet(
                    (wanted.size() == 1 ? "the row " : "the rows ") + shown,
                    ScreenSearch.nearest(observation.screen(), wanted)));
        }
    }

    /** The text anywhere in a row; {@code count} times on the screen, or at least once where count is 0. */
    record Contains(Text text, int count) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            String wanted = text.in(observation);
            int found = ScreenSearch.count(observation.screen(), wanted);
            if (count == 0 ? found > 0 : found == count) {
                return Optional.empty();
            }
            String times = count == 0 ? "" : count + " times ";
            String got =
                    found == 0 ? ScreenSearch.nearest(observation.screen(), List.of(wanted)) : "it " + found + " times";
            return Optional.of(new Unmet(times + quote(wanted) + " on the screen", got));
        }
    }

    /** The text in no row: {@code absent "TEXT"}. */
    record Absent(Text text) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            String unwanted = text.in(observation);
            TextScreen screen = observation.screen();
            for (int row = 0; row < TextScreen.ROWS; row++) {
                if (screen.row(row).contains(unwanted)) {
                    return Optional.of(new Unmet(
                            "no " + quote(unwanted) + " on the screen",
                            "row " + row + " " + quote(screen.row(row).stripTrailing())));
                }
            }
            return Optional.empty();
        }
    }

    /** The cursor in this cell, both counted from 0: {@code cursor ROW COL}. */
    record Cursor(int row, int column) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            return ScreenSearch.checkCursor(observation.screen(), row, column, "");
        }
    }

    /** The cursor right after the last row that equals the text: {@code cursor after "TEXT"}. */
    record CursorAfter(Text text) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            String wanted = text.in(observation);
            List<String> rows = List.of(wanted.stripTrailing());
            int row = ScreenSearch.lastIndexOf(observation.screen().rows(), rows);
            if (row < 0) {
                return Optional.of(new Unmet(
                        "the cursor after the row " + quote(wanted), ScreenSearch.nearest(observation.screen(), rows)));
            }
            int cell = row * TextScreen.COLUMNS + wanted.length();
            return ScreenSearch.checkCursor(
                    observation.screen(),
                    cell / TextScreen.COLUMNS,
                    cell % TextScreen.COLUMNS,
                    " after " + quote(wanted));
        }
    }

    /** Every cell of the text's last occurrence has this attribute: {@code attribute 07 of "TEXT"}. */
    record Attribute(int attribute, Text text) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            String wanted = text.in(observation);
            TextScreen screen = observation.screen();
            for (int row = TextScreen.ROWS - 1; row >= 0; row--) {
                int column = screen.storedRow(row).lastIndexOf(wanted);
                if (column >= 0) {
                    return ScreenSearch.checkAttribute(screen, row, column, wanted, attribute);
                }
            }
            return Optional.of(new Unmet(
                    String.format("attribute %02X of %s", attribute, quote(wanted)),
                    ScreenSearch.nearest(screen, List.of(wanted))));
        }
    }
}
