package pxos.model.recipes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.model.recipes.GoalPieces.Piece;
import pxos.model.recipes.GoalPieces.Span;

/** Runs of a goal's words that can be meant as they stand: texts to show, and names of commands. */
final class LiteralSpans {

    private static final int LONGEST_TEXT = 14;

    /** The words that follow describe a text and are none. */
    private static final Set<String> DESCRIBING = NearSearch.words(
            "a an the my your our his her its their this that these those all"
                    + " every each any some current how what which where who whether if not no number amount list whatever");

    /** Words for what has to be computed: a text with one of them describes what to show. */
    private static final Set<String> COMPUTED = NearSearch.words(
            "time times date day clock seconds minutes hours memory size bytes file"
                    + " files directory count counter sum total random argument arguments input key keys keyboard line lines sector"
                    + " name names capitals capital upper lower case colour colour black blue green cyan red magenta yellow white"
                    + " blink blinking middle centre center corner bottom"
                    + " sectors drive disk register registers commands twice times backwards reverse reversed uppercase lowercase");

    /** A text neither begins nor ends with one of these. */
    private static final Set<String> JOINING =
            NearSearch.words("to with when whenever at on in for as is be of and or by from it me us"
                    + " that then than while after before until into onto via so changed updated replaced set should");

    /** Words that say that something is shown. */
    private static final Set<String> SAYING = NearSearch.words(
            "say says saying show shows showing print prints printing display"
                    + " displays displaying read reads reading answer answers reply replies respond responds return returns write"
                    + " writes output outputs like look looks use put text message string word words called named command");

    /** What is shown stands after one of these. */
    private static final Set<String> VERBS = NearSearch.words("say says saying show shows showing print prints printing"
            + " display displays displaying read reads reading answer answers answering reply replies replying respond"
            + " responds responding return returns returning write writes writing output outputs");

    /** A text that nothing marks stands after one of these. */
    private static final Set<String> LEADING =
            NearSearch.words("to be as by with like into text message string word words");

    /** The word after one of these is what a command is called. */
    private static final Set<String> CALLING = NearSearch.words(
            "called named command type types typing typed enter enters entering run runs running calls");

    private LiteralSpans() {}

    /** Quoted texts; without any, those whose look says that they are meant; without any of these, all that can be texts. */
    static List<Span> texts(GoalPieces goal, Set<String> commands) {
        List<Piece> pieces = goal.pieces();
        List<Span> quoted = new ArrayList<>();
        List<Span> marked = new ArrayList<>();
        List<Span> plain = new ArrayList<>();
        for (int from = 0; from < pieces.size(); from++) {
            for (int to = from + 1; to <= Math.min(pieces.size(), from + LONGEST_TEXT); to++) {
                Span span = goal.span(from, to);
                if (span.quoted()) {
                    quoted.add(span);
                } else if (goal.isMarked(from) && goal.isMarked(to - 1)) {
                    marked.add(span);
                } else if (isLiteral(goal, from, to, commands)) {
                    plain.add(span);
                }
            }
        }
        return Stream.of(quoted, marked, plain)
                .filter(spans -> !spans.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static boolean isLiteral(GoalPieces goal, int from, int to, Set<String> commands) {
        List<String> words = IntStream.range(from, to)
                .mapToObj(index -> goal.pieces().get(index).word())
                .toList();
        String before = from == 0 ? "" : goal.pieces().get(from - 1).word();
        String first = words.get(0);
        String last = words.get(words.size() - 1);
        return (LEADING.contains(before) || VERBS.contains(before))
                && !GoalWords.isChange(first)
                && !DESCRIBING.contains(first)
                && !SAYING.contains(first)
                && !JOINING.contains(first)
                && !JOINING.contains(last)
                && words.stream().noneMatch(word -> COMPUTED.contains(word) || commands.contains(word))
                && !Descriptions.describes(String.join(" ", words));
    }

    /**
     * Names for a command; where the goal says that one is called so, or typed, no others.
     *
     * @param spokenOf words by which goals speak of other things; of these only one that the goal calls a command is a name
     */
    static List<Span> names(GoalPieces goal, Set<String> spokenOf) {
        List<Span> all = new ArrayList<>();
        List<Span> called = new ArrayList<>();
        for (int at = 0; at < goal.pieces().size(); at++) {
            String word = goal.pieces().get(at).word();
            if (isOrdinary(word)) {
                continue;
            }
            if (isCalledCommand(goal, at)) {
                called.add(goal.span(at, at + 1));
            } else if (!spokenOf.contains(word)) {
                all.add(goal.span(at, at + 1));
            }
        }
        return called.isEmpty() ? all : called;
    }

    /** Whether the goal says that a piece is what a command is called. */
    static boolean isCalledCommand(GoalPieces goal, int at) {
        List<Piece> pieces = goal.pieces();
        return at > 0 && CALLING.contains(pieces.get(at - 1).word())
                || at + 1 < pieces.size() && pieces.get(at + 1).word().equals("command");
    }

    /** Whether a word has a meaning in the sentence, so that it is no name. */
    private static boolean isOrdinary(String word) {
        return GoalWords.isFiller(word)
                || GoalWords.isChange(word)
                || NearSearch.isGeneral(word)
                || SAYING.contains(word)
                || JOINING.contains(word)
                || DESCRIBING.contains(word)
                || CALLING.contains(word);
    }
}
