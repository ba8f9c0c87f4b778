package pxos.proof.strength;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Arguments of which code reads a part alone, or that it cannot show the result of: numbers of two digits, long words, more than
 * nine letters, digits among letters, other numbers than those of the tests. A test that types such an argument says what is meant.
 */
final class UnreadArguments {

    private static final int MOST_LINES = 3;
    private static final int LONG = 30;
    private static final int LONG_IN_TESTS = 20;
    private static final int MOST_FOR_A_DIGIT = 9;
    /** Odd and even ones, primes and others: whatever is told of a number is not the same for all. */
    private static final List<Integer> NUMBERS = List.of(2, 4, 6, 8, 9, 11, 13, 40, 97, 600);

    private static final Pattern LETTERS = Pattern.compile("[a-z]{2,}");
    private static final Pattern NO_TEXT = Pattern.compile("[^ -~]");

    private final Bench bench;
    private final Replies replies;
    private final List<String> lines;

    UnreadArguments(Bench bench, Subject subject) {
        this.bench = bench;
        this.replies = new Replies(bench);
        this.lines = Sessions.lines(subject.tests(), List.of());
    }

    /**
     * What it is in words, with a line that shows it; empty where there is none, or tests type such arguments.
     *
     * @param until nothing is tried any more once the bench has done so much work
     */
    Optional<String> untested(long until) {
        return lines.stream()
                .filter(line -> line.matches("\\S+ .*\\S"))
                .limit(MOST_LINES)
                .flatMap(line -> Stream.<Function<Call, Optional<String>>>of(
                                this::firstDigit, this::longWord, this::digitForACount, this::amongLetters, this::known)
                        .takeWhile(rule -> bench.work() < until)
                        .flatMap(rule -> rule.apply(Call.of(line)).stream()))
                .findFirst();
    }

    /** @param before all of a line but its last word */
    private record Call(String before, String word) {
        static Call of(String line) {
            int last = line.lastIndexOf(' ') + 1;
            return new Call(line.substring(0, last), line.substring(last));
        }

        String with(String other) {
            return before + other;
        }
    }

    private boolean anyTestTypes(String words) {
        return lines.stream().anyMatch(line -> line.matches("\\S+ .*\\b" + words + "\\b.*"));
    }

    private Optional<String> firstDigit(Call call) {
        if (!call.word().matches("[1-9]") || anyTestTypes("\\d{2,}")) {
            return Optional.empty();
        }
        String other = "" + (Integer.parseInt(call.word()) % MOST_FOR_A_DIGIT + 1);
        List<String> own = replies.to(call.with(call.word()));
        List<String> second = replies.to(call.with(other));
        boolean reads = own.isEmpty()
                || own.equals(second)
                || Stream.of("1", "8")
                        .anyMatch(digit -> !own.equals(replies.to(call.with(call.word() + digit)))
                                || !second.equals(replies.to(call.with(other + digit))));
        return reads
                ? Optional.empty()
                : Optional.of("a number of two digits, of which the code reads the first alone ("
                        + call.with(call.word() + "1") + ")");
    }

    private Optional<String> longWord(Call call) {
        if (!LETTERS.matcher(call.word()).matches() || anyTestTypes("\\w{" + LONG_IN_TESTS + ",}")) {
            return Optional.empty();
        }
        String word = call.word().repeat(LONG).substring(0, LONG);
        String other = word.replace(word.charAt(0), 'w');
        List<String> own = replies.to(call.with(word));
        boolean reads = own.isEmpty()
                || !own.equals(replies.to(call.with(word + "q")))
                || own.equals(replies.to(call.with(other)))
                || replies.to(call.with(call.word())).equals(replies.to(call.with(call.word() + "q")));
        return reads
                ? Optional.empty()
                : Optional.of("a word of " + (LONG + 1) + " letters, of which the code leaves out the end ("
                        + call.with(word + "q") + ")");
    }

    /** A count that is added to the character 0 shows a colon for ten, and a semicolon for eleven. */
    private Optional<String> digitForACount(Call call) {
        String command = call.before().substring(0, call.before().indexOf(' ') + 1);
        return Stream.of("a", "a ")
                .filter(each -> lastOf(
                                command + each.repeat(MOST_FOR_A_DIGIT + 1).strip())
                        .equals(":"))
                .filter(each -> lastOf(
                                command + each.repeat(MOST_FOR_A_DIGIT + 2).strip())
                        .equals(";"))
                .map(each -> "more than nine letters or words, for which the code shows a colon (" + command
                        + each.repeat(MOST_FOR_A_DIGIT + 1).strip() + ")")
                .findFirst();
    }

    private String lastOf(String line) {
        List<String> rows = new ArrayList<>(replies.to(line));
        rows.removeIf(row -> row.length() != 1);
        return rows.isEmpty() ? "" : rows.get(rows.size() - 1);
    }

    private Optional<String> amongLetters(Call call) {
        String mixed = call.with(call.word() + "12 a");
        return LETTERS.matcher(call.word()).matches()
                        && !shows(replies.to(call.with(call.word())))
                        && shows(replies.to(mixed))
                ? Optional.of("digits among letters, of which the code makes other characters (" + mixed + ")")
                : Optional.empty();
    }

    private static boolean shows(List<String> rows) {
        return rows.stream().anyMatch(row -> NO_TEXT.matcher(row).find());
    }

    /** Whether there is one result for all numbers but those that tests type, a number or nothing. */
    private Optional<String> known(Call call) {
        List<Integer> others =
                NUMBERS.stream().filter(number -> !anyTestTypes("" + number)).toList();
        List<String> own = replies.to(call.with(call.word()));
        if (!call.word().matches("\\d{1,3}")
                || call.before().strip().contains(" ")
                || own.isEmpty()
                || others.size() < 2) {
            return Optional.empty();
        }
        List<List<String>> all = others.stream()
                .map(number -> replies.to(call.with("" + number)))
                .toList();
        boolean same = all.stream().distinct().count() == 1;
        List<String> first = all.get(0);
        return same && !first.equals(own) && isANumberOrNothing(first)
                ? Optional.of("another number, for all of which the code shows the same ("
                        + call.with("" + others.get(0)) + ", " + call.with("" + others.get(1)) + ")")
                : Optional.empty();
    }

    private static boolean isANumberOrNothing(List<String> rows) {
        return rows.isEmpty() || rows.size() == 1 && rows.get(0).matches("\\d+");
    }
}
