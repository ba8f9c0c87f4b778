package pxos.scenario;

import static pxos.scenario.ScreenSearch.quote;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.os.TextScreen;

/** An expectation about what a person sees; a character in the colour of its background counts as a blank. */
public sealed interface ScreenExpectation extends Expectation {

    /** An expectation about texts, which can be looked for in a part of the screen. */
    sealed interface OfText extends ScreenExpectation {}

    /**
     * A text in which {@code {prompt}} and {@code {banner}} stand for the texts of the tested image.
     *
     * @param template as written, without the quotation marks
     * @param like whether each {@code #} of the template stands for any digit
     */
    record Text(String template, boolean like) {

        Wanted in(Observation observation) {
            return Wanted.of(template, like, observation);
        }

        /**
         * The rows that it stands for among others: a banner and a prompt may have several.
         *
         * @param below whether another row stands above it
         * @param above whether another row stands below it
         */
        private Stream<Wanted> rowsIn(Observation observation, boolean below, boolean above) {
            List<String> first = below && template.startsWith("{prompt}") ? observation.abovePrompt() : List.of();
            List<String> last = above && template.equals("{banner}") ? observation.belowBanner() : List.of();
            return Stream.of(
                            first.stream().map(Wanted::exactly),
                            Stream.of(in(observation)),
                            last.stream().map(Wanted::exactly))
                    .flatMap(rows -> rows);
        }
    }

    /**
     * The same in the rows that pxOS printed after typed lines: not in what it showed before its first prompt, nor in rows that
     * begin with the prompt. So banner and prompt can say what they like: {@code answer contains count 2 ":"}. An OS without a
     * prompt has its whole screen as its answer.
     */
    record Answer(OfText wanted) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            return wanted.check(new AnswerObservation(observation))
                    .map(unmet -> new Unmet(unmet.wanted() + ", in the answer", unmet.got()));
        }
    }

    /** These rows directly below each other, trailing blanks ignored: {@code row "A"}, {@code rows "A" "B"}. */
    record Rows(List<Text> texts) implements OfText {
        public Rows {
            texts = List.copyOf(texts);
        }

        @Override
        public Optional<Unmet> check(Observation observation) {
            List<Wanted> wanted =
                    texts.stream().map(text -> text.in(observation).row()).toList();
            List<Wanted> inFull = IntStream.range(0, texts.size())
                    .boxed()
                    .flatMap(i -> texts.get(i).rowsIn(observation, i > 0, i < texts.size() - 1))
                    .map(Wanted::row)
                    .toList();
            List<String> rows = observation.screen().rows();
            String shown = wanted.stream().map(Wanted::quoted).collect(Collectors.joining(" above "));
            return Unmet.unless(
                    ScreenSearch.lastIndexOf(rows, wanted) >= 0 || ScreenSearch.lastIndexOf(rows, inFull) >= 0,
                    (wanted.size() == 1 ? "the row " : "the rows ") + shown,
                    ScreenSearch.nearest(observation.screen(), wanted));
        }
    }

    /** The text anywhere in a row; {@code count} times on the screen, or at least once where count is 0. */
    record Contains(Text text, int count) implements OfText {
        @Override
        public Optional<Unmet> check(Observation observation) {
            Wanted wanted = text.in(observation);
            int found = ScreenSearch.count(observation.screen(), wanted);
            String times = count == 0 ? "" : count + " times ";
            String got =
                    found == 0 ? ScreenSearch.nearest(observation.screen(), List.of(wanted)) : "it " + found + " times";
            return Unmet.unless(
                    count == 0 ? found > 0 : found == count, times + wanted.quoted() + " on the screen", got);
        }
    }

    /** The text in no row: {@code absent "TEXT"}. A banner is no part of a row: {@code ready} may stand in the prompt, too. */
    record Absent(Text text) implements OfText {
        @Override
        public Optional<Unmet> check(Observation observation) {
            Wanted unwanted = text.in(observation);
            TextScreen screen = observation.screen();
            boolean whole = text.template().equals("{banner}");
            return IntStream.range(0, TextScreen.ROWS)
                    .filter(row -> whole
                            ? unwanted.row().is(screen.row(row).stripTrailing())
                            : unwanted.lastIn(screen.row(row)).isPresent())
                    .mapToObj(row -> new Unmet(
                            "no " + unwanted.quoted() + " on the screen",
                            "row " + row + " " + quote(screen.row(row).stripTrailing())))
                    .findFirst();
        }
    }

    /** The cursor in this cell, both counted from 0: {@code cursor ROW COL}. */
    record Cursor(int row, int column) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            return check(observation.screen(), "");
        }

        private Optional<Unmet> check(TextScreen screen, String where) {
            return Unmet.unless(
                    screen.cursorRow() == row && screen.cursorColumn() == column,
                    "the cursor at " + row + " " + column + where,
                    "it at " + screen.cursorRow() + " " + screen.cursorColumn());
        }
    }

    /** The cursor right after the last row that equals the text: {@code cursor after "TEXT"}. */
    record CursorAfter(Text text) implements ScreenExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            Wanted wanted = text.in(observation);
            List<Wanted> rows = List.of(wanted.row());
            int row = ScreenSearch.lastIndexOf(observation.screen().rows(), rows);
            if (row < 0) {
                return Optional.of(new Unmet(
                        "the cursor after the row " + wanted.quoted(),
                        ScreenSearch.nearest(observation.screen(), rows)));
            }
            int cell = row * TextScreen.COLUMNS + wanted.shown().length();
            return new Cursor(cell / TextScreen.COLUMNS, cell % TextScreen.COLUMNS)
                    .check(observation.screen(), " after " + wanted.quoted());
        }
    }

    /** Every cell of the text's last occurrence has this attribute: {@code attribute 07 of "TEXT"}. */
    record Attribute(int attribute, Text text) implements OfText {
        @Override
        public Optional<Unmet> check(Observation observation) {
            Wanted wanted = text.in(observation);
            String what = String.format("attribute %02X of %s", attribute, wanted.quoted());
            TextScreen screen = observation.screen();
            for (int row = TextScreen.ROWS - 1; row >= 0; row--) {
                OptionalInt found = wanted.lastIn(screen.storedRow(row));
                if (found.isPresent()) {
                    return other(
                                    screen,
                                    row,
                                    found.getAsInt(),
                                    found.getAsInt() + wanted.shown().length())
                            .map(got -> new Unmet(what, got));
                }
            }
            return Optional.of(new Unmet(what, ScreenSearch.nearest(screen, List.of(wanted))));
        }

        /** The first cell from {@code start} to before {@code end} that has another attribute. */
        private Optional<String> other(TextScreen screen, int row, int start, int end) {
            return IntStream.range(start, end)
                    .filter(column -> screen.attribute(row, column) != attribute)
                    .mapToObj(column ->
                            String.format("%02X at row %d, column %d", screen.attribute(row, column), row, column))
                    .findFirst();
        }
    }
}
