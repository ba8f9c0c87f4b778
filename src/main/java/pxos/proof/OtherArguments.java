package pxos.proof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/**
 * The line with which a scenario calls a command of the change with an argument, with others: one like it, none, one with
 * zeros for digits, and a long one for a word. What
 * they show is up to the command; that pxOS goes on is not.
 *
 * @param fresh knows the commands
 */
record OtherArguments(FreshPrompt fresh, Change change) {

    /** Characters of a long word. */
    static final int LONG = 60;

    private static final String WORDS = Probe.UNKNOWN + " " + Probe.UNKNOWN;

    /** Keys to type instead of those of a scenario; none where it calls no command of the change. */
    List<String> keysFor(Scenario scenario) {
        return call(scenario)
                .map(call -> call.argument().isEmpty() ? unknownKeys(call) : otherKeys(call))
                .orElse(List.of());
    }

    /** A program wants keys of its own after the line. */
    private static List<String> unknownKeys(Call call) {
        return call.isLast() ? lines(call, Stream.of("7", WORDS)) : List.of();
    }

    private static List<String> otherKeys(Call call) {
        String own = call.argument();
        String inZeros = own.replaceAll("\\d", "0");
        List<String> all =
                new ArrayList<>(lines(call, Stream.of(like(own), "", inZeros, longer(own), own + " " + WORDS)));
        all.add((call.name() + " " + own + "  ").replace("{", "{{") + "{Enter}");
        return all;
    }

    /** The line that calls a command of the change with an argument, one with another argument, and one without any. */
    List<String> callsOf(Scenario scenario) {
        return call(scenario)
                .filter(call -> !call.argument().isEmpty())
                .map(call -> lines(call, Stream.of(call.argument(), like(call.argument()), "")))
                .orElse(List.of());
    }

    /** Lines that call it with arguments of many kinds, the scenario's own first. */
    List<String> variedCallsOf(Scenario scenario) {
        return call(scenario)
                .filter(call -> !call.argument().isEmpty())
                .map(call -> {
                    String own = call.argument();
                    String backwards =
                            new StringBuilder(own).reverse().toString().strip();
                    String zeros = own.replaceAll("\\d", "0");
                    return lines(call, Stream.of(own, like(own), like(like(own)), zeros, backwards, WORDS + " b 9"));
                })
                .orElse(List.of());
    }

    /**
     * The line that calls it with nothing but a number, one with one less, or 2 for 1, since the number may be the largest that
     * it takes, and one with 0; none where there is no such line.
     */
    List<String> numberCallsOf(Scenario scenario) {
        return call(scenario)
                .filter(call -> call.argument().matches("[1-9]\\d{0,2}"))
                .map(call -> lines(call, Stream.of(call.argument(), neighbour(Integer.parseInt(call.argument())), "0")))
                .orElse(List.of());
    }

    private static String neighbour(int number) {
        return "" + (number == 1 ? 2 : number - 1);
    }

    /** Whether a scenario calls a command of the change. */
    boolean areIn(Scenario scenario) {
        return calls(scenario).findAny().isPresent();
    }

    private static List<String> lines(Call call, Stream<String> arguments) {
        return arguments
                .map(argument -> (call.name() + " " + argument).stripTrailing())
                .distinct()
                .map(line -> line.replace("{", "{{") + "{Enter}")
                .toList();
    }

    /** How a scenario calls a command of the change: with its first argument, where it gives one. */
    private Optional<Call> call(Scenario scenario) {
        boolean stops =
                scenario.steps().stream().anyMatch(step -> step.rest() == Rest.RESET || step.rest() == Rest.HALTED);
        if (stops) {
            return Optional.empty();
        }
        return calls(scenario).max(Comparator.comparing(call -> !call.argument().isEmpty()));
    }

    /** All lines of a scenario that call a command of the change with an argument. */
    List<String> ownCallsOf(Scenario scenario) {
        return calls(scenario)
                .filter(call -> !call.argument().isEmpty())
                .flatMap(call -> lines(call, Stream.of(call.argument())).stream())
                .distinct()
                .toList();
    }

    private Stream<Call> calls(Scenario scenario) {
        StringBuilder typed = new StringBuilder();
        scenario.steps().stream()
                .flatMap(step -> step.inputs().stream())
                .forEach(input -> typed.append(character(input)));
        String all = typed.toString();
        Rest last = scenario.steps().get(scenario.steps().size() - 1).rest();
        return all.lines().flatMap(line -> call(line, last != Rest.RUNS && all.endsWith(line + "\n")).stream());
    }

    /** @param isLast whether nothing is typed after it, and it leads back to the prompt */
    private record Call(String name, String argument, boolean isLast) {}

    /** The call that a line is, where it is one of the change's own commands, with its argument or none. */
    private Optional<Call> call(String line, boolean isLast) {
        String[] parts = line.strip().split(" +", 2);
        return fresh.commandsOf(change).stream()
                        .anyMatch(command -> command.name().equalsIgnoreCase(parts[0]))
                ? Optional.of(new Call(parts[0], parts.length == 2 ? parts[1] : "", isLast))
                : Optional.empty();
    }

    /** What a key adds to the line; what moves in it or takes back from it makes a line that is no call. */
    private static String character(Input input) {
        if (!(input instanceof Input.KeyStroke key)) {
            return "";
        }
        String text = key.text();
        return key.isEnter() ? "\n" : text.equals("{Space}") ? " " : text.equals("{{") ? "{" : plain(text);
    }

    private static String plain(String text) {
        return text.length() == 1 ? text : "\n";
    }

    /** A word as long as a line has room for; a number stays what it is, as it may ask for as much of something. */
    private static String longer(String argument) {
        String word = argument.replace(" ", "");
        if (!word.isEmpty() && word.chars().allMatch(Character::isLetter)) {
            return word.repeat(LONG / word.length() + 1).substring(0, LONG);
        }
        return word.matches("\\d+") ? "0".repeat(Math.max(0, LONG - word.length())) + word : argument;
    }

    /** An argument of the same shape: each digit and letter one further, none of them 0. */
    private static String like(String argument) {
        StringBuilder other = new StringBuilder();
        for (char c : argument.toCharArray()) {
            boolean last = c == '9' || c == 'z' || c == 'Z';
            boolean moves = c < 0x7F && Character.isLetterOrDigit(c);
            other.append(moves ? (char) (last ? c - 1 : c + 1) : c);
        }
        return other.toString();
    }
}
