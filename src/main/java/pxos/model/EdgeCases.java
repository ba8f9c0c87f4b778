package pxos.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.model.PlanReader.Plan;
import pxos.scenario.Scenario;

/**
 * Whether tests try numbers and texts where they go wrong, too: numbers of 16 bits wrap silently, and a test with small ones
 * never shows it. For texts see {@link TextEdges}.
 */
public final class EdgeCases {

    private static final Pattern NUMBERS = Pattern.compile(
            "\\b(n|numbers?|numeric|digits?|decimals?|hex\\w*|binary|octal|integers?|sums?"
                    + "|adds?|subtracts?|multipl\\w*|divid\\w*|calc\\w*|convert\\w*|factorials?|primes?|squares?|powers?|counts?|times"
                    + "|stars|repeats?|seconds?|ticks?|even|odd|gcd|average|celsius|fahrenheit|roman|dice|random|rolls?)\\b");

    /** A number that is shown, not taken; and "add a command", which adds no numbers. */
    private static final Pattern COUNTED = Pattern.compile(
            "\\b(prints?|shows?|tells?|counts?) (the )?number of\\b|\\badds? (me )?(a|an|the|another)\\b");

    private static final Pattern COMMAND = Pattern.compile("(?<command>[A-Za-z][\\w]*)(?<argument> [^{}]*)?\\{Enter}");
    private static final Pattern CALLED = Pattern.compile(
            "(?i)\\bcommand\\s+(?:called\\s+|named\\s+)?['\"`]?(?!(?:that|which|to|for|so)\\b)(?<command>[a-z]\\w*)");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final BigInteger LARGEST = BigInteger.valueOf(0xFFFF);
    private static final BigInteger LARGEST_SIGNED = BigInteger.valueOf(0x7FFF);

    private EdgeCases() {}

    /**
     * A line that a test types.
     *
     * @param argument what stands after the command; empty where nothing does
     */
    record Line(String command, String argument) {}

    /** What no test types, in words for their author; empty where nothing is missing, and no number or text is typed. */
    public static String missingIn(List<Scenario> tests, String goal) {
        return told(untried(tests, goal), numberUses(typed(tests), goal).isEmpty() ? "a text" : "numbers");
    }

    /** The same of a plan's tests, which are to try the ends of the range, too. */
    static String missingIn(Plan plan, String goal) {
        List<Line> uses = numberUses(typed(plan.tests()), goal);
        List<String> missing = new ArrayList<>();
        Matcher named = CALLED.matcher(goal);
        if (plan.tests().isEmpty() && named.find() && speaksOfNumbers(goal)) {
            String command = named.group("command");
            return told(
                    List.of(
                            "anything (" + command + " 5)",
                            "0 (" + command + " 0)",
                            "a number beyond 65535 (" + command + " 70000)",
                            "no number at all (" + command + ")",
                            "a malformed one (" + command + " 12x)"),
                    "numbers");
        }
        if (!uses.isEmpty()) {
            String command = uses.get(0).command();
            if (uses.stream().noneMatch(line -> numbers(line).contains(BigInteger.ZERO))) {
                missing.add("0 (" + command + " 0)");
            }
            if (uses.stream().noneMatch(EdgeCases::isNegativeAsASignedOne)) {
                missing.add("a number beyond 32767 (" + command + " 40000)");
            }
        }
        missing.addAll(untried(plan.tests(), goal));
        return told(missing, uses.isEmpty() ? "a text" : "numbers");
    }

    private static String told(List<String> missing, String what) {
        return missing.isEmpty()
                ? ""
                : "the goal speaks of " + what + ", and no test types " + String.join(", or ", missing)
                        + ": add that to the tests, with what is to be shown then";
    }

    /** Wrong numbers, or else usual texts, that no test types, each in words; none where no number or text is typed. */
    public static List<String> untried(List<Scenario> tests, String goal) {
        List<Line> typed = typed(tests);
        List<String> missing = new ArrayList<>();
        List<Line> uses = numberUses(typed, goal);
        if (uses.isEmpty()) {
            return TextEdges.untried(typed, goal);
        }
        String command = uses.get(0).command();
        if (uses.stream().noneMatch(EdgeCases::isTooLarge)) {
            missing.add("a number beyond 65535 (" + command + " 70000)");
        }
        if (uses.stream().noneMatch(line -> line.argument().isEmpty())) {
            missing.add("no number at all (" + command + ")");
        }
        if (uses.stream().noneMatch(EdgeCases::isMalformed)) {
            missing.add("a malformed number (" + command + " 12x)");
        }
        return missing;
    }

    /** Lines with the command that takes a number; none where the goal speaks of none. */
    private static List<Line> numberUses(List<Line> typed, String goal) {
        return speaksOfNumbers(goal)
                ? ofFirstCommand(typed, line -> !numbers(line).isEmpty())
                : List.of();
    }

    /** The lines with the command of the first line that is of a kind; none where none is. */
    static List<Line> ofFirstCommand(List<Line> typed, Predicate<Line> kind) {
        return typed.stream()
                .filter(kind)
                .findFirst()
                .map(first -> typed.stream()
                        .filter(line -> line.command().equalsIgnoreCase(first.command()))
                        .toList())
                .orElse(List.of());
    }

    private static boolean speaksOfNumbers(String goal) {
        String taken = COUNTED.matcher(goal.toLowerCase(Locale.ROOT)).replaceAll("");
        return NUMBERS.matcher(taken).find();
    }

    private static List<Line> typed(List<Scenario> tests) {
        return tests.stream()
                .flatMap(test -> test.steps().stream())
                .flatMap(step -> COMMAND.matcher(step.keys()).results())
                .map(found -> new Line(
                        found.group(1),
                        found.group(2) == null ? "" : found.group(2).strip()))
                .toList();
    }

    private static List<BigInteger> numbers(Line line) {
        List<BigInteger> numbers = new ArrayList<>();
        for (String word : line.argument().split(" +")) {
            if (NUMBER.matcher(word).matches()) {
                numbers.add(new BigInteger(word));
            }
        }
        return numbers;
    }

    /** Where there are several numbers, what is made of them may be too large. */
    private static boolean isTooLarge(Line line) {
        BigInteger sum = numbers(line).stream().reduce(BigInteger.ZERO, BigInteger::add);
        return sum.compareTo(LARGEST) > 0 || line.argument().matches("(?i).*\\b[0-9a-f]{5,}\\b.*");
    }

    private static boolean isNegativeAsASignedOne(Line line) {
        return numbers(line).stream()
                .anyMatch(number -> number.compareTo(LARGEST_SIGNED) > 0 && number.compareTo(LARGEST) <= 0);
    }

    private static boolean isMalformed(Line line) {
        for (String word : line.argument().split(" +")) {
            if (!word.isEmpty() && !NUMBER.matcher(word).matches()) {
                return true;
            }
        }
        return false;
    }
}
