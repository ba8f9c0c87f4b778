package pxos.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pxos.model.PlanReader.Plan;
import pxos.scenario.Scenario;

/**
 * Whether a plan's tests try numbers where they are wrong, too: numbers of 16 bits wrap silently, and a test with small ones
 * never shows it.
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

    /** What no test types, in words for their author; empty where nothing is missing or no number is typed. */
    public static String missingIn(List<Scenario> tests, String goal) {
        return told(untried(tests, goal));
    }

    /** The same of a plan's tests, which are to try the ends of the range, too. */
    static String missingIn(Plan plan, String goal) {
        List<Matcher> uses = uses(plan.tests(), goal);
        List<String> missing = new ArrayList<>();
        Matcher named = CALLED.matcher(goal);
        if (plan.tests().isEmpty() && named.find() && speaksOfNumbers(goal)) {
            String command = named.group("command");
            return told(List.of(
                    "anything (" + command + " 5)",
                    "0 (" + command + " 0)",
                    "a number beyond 65535 (" + command + " 70000)",
                    "no number at all (" + command + ")",
                    "a malformed one (" + command + " 12x)"));
        }
        if (!uses.isEmpty()) {
            String command = uses.get(0).group("command");
            if (uses.stream().noneMatch(line -> numbers(line).contains(BigInteger.ZERO))) {
                missing.add("0 (" + command + " 0)");
            }
            if (uses.stream().noneMatch(EdgeCases::isNegativeAsASignedOne)) {
                missing.add("a number beyond 32767 (" + command + " 40000)");
            }
            missing.addAll(untried(plan.tests(), goal));
        }
        return told(missing);
    }

    private static String told(List<String> missing) {
        return missing.isEmpty()
                ? ""
                : "the goal speaks of numbers, and no test types " + String.join(", or ", missing)
                        + ": add that to the tests, with what is to be shown then";
    }

    /** Wrong numbers that no test types, each in words; none where no number is typed. */
    public static List<String> untried(List<Scenario> tests, String goal) {
        List<Matcher> uses = uses(tests, goal);
        List<String> missing = new ArrayList<>();
        if (uses.isEmpty()) {
            return missing;
        }
        String command = uses.get(0).group("command");
        if (uses.stream().noneMatch(EdgeCases::isTooLarge)) {
            missing.add("a number beyond 65535 (" + command + " 70000)");
        }
        if (uses.stream().noneMatch(line -> argument(line).isEmpty())) {
            missing.add("no number at all (" + command + ")");
        }
        if (uses.stream().noneMatch(EdgeCases::isMalformed)) {
            missing.add("a malformed number (" + command + " 12x)");
        }
        return missing;
    }

    /** Lines with the command that takes a number; none where the goal speaks of none. */
    private static List<Matcher> uses(List<Scenario> tests, String goal) {
        List<Matcher> typed = typed(tests);
        String command = typed.stream()
                .filter(line -> !numbers(line).isEmpty())
                .map(line -> line.group("command"))
                .findFirst()
                .orElse("");
        if (command.isEmpty() || !speaksOfNumbers(goal)) {
            return List.of();
        }
        return typed.stream()
                .filter(line -> line.group("command").equalsIgnoreCase(command))
                .toList();
    }

    private static boolean speaksOfNumbers(String goal) {
        String taken = COUNTED.matcher(goal.toLowerCase(Locale.ROOT)).replaceAll("");
        return NUMBERS.matcher(taken).find();
    }

    private static List<Matcher> typed(List<Scenario> tests) {
        List<Matcher> typed = new ArrayList<>();
        tests.stream().flatMap(test -> test.steps().stream()).forEach(step -> {
            Matcher line = COMMAND.matcher(step.keys());
            while (line.find()) {
                typed.add(COMMAND.matcher(line.group()));
            }
        });
        typed.forEach(Matcher::matches);
        return typed;
    }

    private static String argument(Matcher line) {
        return line.group("argument") == null ? "" : line.group("argument").strip();
    }

    private static List<BigInteger> numbers(Matcher line) {
        List<BigInteger> numbers = new ArrayList<>();
        for (String word : argument(line).split(" +")) {
            if (NUMBER.matcher(word).matches()) {
                numbers.add(new BigInteger(word));
            }
        }
        return numbers;
    }

    /** Where there are several numbers, what is made of them may be too large. */
    private static boolean isTooLarge(Matcher line) {
        List<BigInteger> numbers = numbers(line);
        BigInteger sum = numbers.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return sum.compareTo(LARGEST) > 0 || argument(line).matches("(?i).*\\b[0-9a-f]{5,}\\b.*");
    }

    private static boolean isNegativeAsASignedOne(Matcher line) {
        return numbers(line).stream()
                .anyMatch(number -> number.compareTo(LARGEST_SIGNED) > 0 && number.compareTo(LARGEST) <= 0);
    }

    private static boolean isMalformed(Matcher line) {
        for (String word : argument(line).split(" +")) {
            if (!word.isEmpty() && !NUMBER.matcher(word).matches()) {
                return true;
            }
        }
        return false;
    }
}
