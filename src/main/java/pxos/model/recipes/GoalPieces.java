package pxos.model.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A goal cut into pieces: words, and texts in quotation marks. A text or a name that a feature needs is a run of them.
 *
 * @param goal as it was typed
 * @param pieces in its order
 */
record GoalPieces(String goal, List<Piece> pieces) {

    private static final Pattern PIECE = Pattern.compile(
            "(?<![^\\s:=(])(?:\"([^\"]+)\"|'([^']+)'|`([^`]+)`|“([^“”]+)[“”]|‘([^’]+)’|«\\h*([^»]+?)\\h*»"
                    + "|„([^“”]+)[“”]|‚([^‘’]+)[‘’]|»([^«]+)«)(?![\\w])|\\S+");
    private static final Pattern QUESTION =
            Pattern.compile("^(?:can|could|would|will|may|how)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern SYMBOL = Pattern.compile("[^\\p{L}\\p{N}'’,.;:!?()-]");
    private static final Pattern CAPITALS = Pattern.compile("[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*");
    private static final Set<String> NAMES_OF_THE_MACHINE =
            Set.of("PXOS", "OS", "PC", "BIOS", "CPU", "RAM", "MS-DOS", "DOS", "QEMU", "ENTER", "ESC", "TAB");

    /**
     * A word or a text.
     *
     * @param text without quotation marks and the punctuation of the sentence
     * @param start where it begins in the goal
     * @param end after its last character there
     * @param quoted whether it stood in quotation marks
     */
    record Piece(String text, int start, int end, boolean quoted) {

        /** Whether its look says that it is meant literally, as {@code BONJOUR} and {@code ok>} do. */
        boolean marked() {
            return quoted
                    || SYMBOL.matcher(text).find()
                    || CAPITALS.matcher(text).matches() && !NAMES_OF_THE_MACHINE.contains(text);
        }

        String word() {
            return text.toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Pieces that follow each other.
     *
     * @param from index of the first
     * @param to index after the last
     * @param text as it stands in the goal
     */
    record Span(int from, int to, String text, boolean quoted) {

        boolean holds(int index) {
            return from <= index && index < to;
        }
    }

    static GoalPieces of(String goal) {
        List<Piece> pieces = new ArrayList<>();
        Matcher matcher = PIECE.matcher(goal.strip());
        while (matcher.find()) {
            String quoted = IntStream.rangeClosed(1, matcher.groupCount())
                    .mapToObj(matcher::group)
                    .filter(group -> group != null)
                    .findFirst()
                    .orElse("");
            Piece piece = quoted.isEmpty()
                    ? word(goal.strip(), matcher.start(), matcher.end())
                    : new Piece(quoted, matcher.start(), matcher.end(), true);
            if (!piece.text().isEmpty()) {
                pieces.add(piece);
            }
        }
        return new GoalPieces(goal.strip(), List.copyOf(pieces));
    }

    /** Without the punctuation of the sentence around it. */
    private static Piece word(String goal, int start, int end) {
        String ends = QUESTION.matcher(goal).find() ? ".,;?" : ".,;";
        int from = start;
        int to = end;
        while (to > from && ends.indexOf(goal.charAt(to - 1)) >= 0) {
            to--;
        }
        return new Piece(goal.substring(from, to), from, to, false);
    }

    /** Whether a piece looks as if it were meant literally; a name of the machine does beside a piece in capitals. */
    boolean isMarked(int index) {
        Piece piece = pieces.get(index);
        return piece.marked()
                || NAMES_OF_THE_MACHINE.contains(piece.text()) && (isCapitals(index - 1) || isCapitals(index + 1));
    }

    private boolean isCapitals(int index) {
        return index >= 0
                && index < pieces.size()
                && pieces.get(index).marked()
                && CAPITALS.matcher(pieces.get(index).text()).matches();
    }

    /** Whether every marked piece is in one of some spans. */
    boolean holdsAllMarked(List<Span> spans) {
        return IntStream.range(0, pieces.size())
                .filter(this::isMarked)
                .allMatch(index -> spans.stream().anyMatch(span -> span.holds(index)));
    }

    Span span(int from, int to) {
        boolean quoted = to == from + 1 && pieces.get(from).quoted();
        String text = quoted
                ? pieces.get(from).text()
                : goal.substring(pieces.get(from).start(), pieces.get(to - 1).end());
        return new Span(from, to, text, quoted);
    }

    /** The words outside of some spans, in small letters. */
    List<String> wordsOutside(List<Span> spans) {
        return GoalWords.of(IntStream.range(0, pieces.size())
                .filter(index -> spans.stream().noneMatch(span -> span.holds(index)))
                .mapToObj(index -> pieces.get(index).text())
                .collect(Collectors.joining(" ")));
    }
}
