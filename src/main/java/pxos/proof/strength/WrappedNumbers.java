package pxos.proof.strength;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Numbers beyond 65535 that code takes for others, since a register holds 16 bits: a line with such a number shows just what
 * one with the rest of it shows, and other numbers show something else. A test that types such a number says what is meant.
 */
final class WrappedNumbers {

    private static final int MOST_LINES = 4;
    private static final int LARGEST = 0xFFFF;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /**
     * Numbers for the last ones of a line.
     *
     * @param typed what is too large, or comes to it in a sum, a double or a product
     * @param rest what comes to the same in 16 bits
     */
    private record Wrap(List<Integer> typed, List<Integer> rest) {

        /** The second one has the same last bits as the rest: whether a number is even, say, proves nothing. */
        Stream<List<Integer>> others() {
            return Stream.of(1, 128).map(more -> {
                List<Integer> other = new ArrayList<>(rest);
                other.set(0, rest.get(0) + more);
                return other;
            });
        }
    }

    private static final List<Wrap> ONE =
            List.of(new Wrap(List.of(70_000), List.of(4_464)), new Wrap(List.of(40_000), List.of(7_232)));
    private static final List<Wrap> TWO = List.of(
            new Wrap(List.of(70_000, 3), List.of(4_464, 3)),
            new Wrap(List.of(40_000, 30_000), List.of(4_464, 0)),
            new Wrap(List.of(300, 300), List.of(24_464, 1)));

    private final Bench bench;
    private final Replies replies;
    private final Subject subject;

    WrappedNumbers(Bench bench, Subject subject) {
        this.bench = bench;
        this.replies = new Replies(bench);
        this.subject = subject;
    }

    /**
     * A line that shows it, such as {@code add 40000 30000}; empty where there is none, or a test types such numbers.
     *
     * @param until no line is tried any more once the bench has done so much work
     */
    Optional<String> untested(long until) {
        List<String> lines = Sessions.lines(subject.tests(), List.of());
        if (lines.stream().anyMatch(WrappedNumbers::isTooLarge)) {
            return Optional.empty();
        }
        return lines.stream()
                .filter(line -> !numbers(line).isEmpty())
                .limit(MOST_LINES)
                .takeWhile(line -> bench.work() < until)
                .flatMap(this::wrapped)
                .findFirst();
    }

    private Stream<String> wrapped(String line) {
        List<Wrap> wraps = switch (numbers(line).size()) {
            case 1 -> ONE;
            case 2 -> TWO;
            default -> List.of();
        };
        return wraps.stream().filter(wrap -> wraps(line, wrap)).map(wrap -> with(line, wrap.typed()));
    }

    private boolean wraps(String line, Wrap wrap) {
        List<String> typed = replies.to(with(line, wrap.typed()));
        return !typed.isEmpty()
                && typed.equals(replies.to(with(line, wrap.rest())))
                && wrap.others().noneMatch(other -> typed.equals(replies.to(with(line, other))));
    }

    /** Whether its numbers are, or come to something, beyond 16 bits. */
    private static boolean isTooLarge(String line) {
        List<Long> numbers = numbers(line);
        long sum = numbers.stream().mapToLong(Long::longValue).sum();
        long product = numbers.stream().limit(2).reduce(1L, (one, other) -> one * other);
        return sum > LARGEST || numbers.size() == 2 && product > LARGEST;
    }

    private static List<Long> numbers(String line) {
        return Stream.of(line.split(" "))
                .skip(1)
                .filter(word -> NUMBER.matcher(word).matches())
                .map(Long::valueOf)
                .toList();
    }

    /** The line with other numbers. */
    private static String with(String line, List<Integer> numbers) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        int next = 0;
        for (int i = 1; i < words.size(); i++) {
            if (NUMBER.matcher(words.get(i)).matches()) {
                words.set(i, "" + numbers.get(next++));
            }
        }
        return String.join(" ", words);
    }
}
