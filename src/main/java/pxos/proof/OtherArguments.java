package pxos.proof;

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

    private static final int LONG = 60;

    /** Keys to type instead of those of a scenario; none where it gives no command of the change an argument. */
    List<String> keysFor(Scenario scenario) {
        return callsOf(scenario).stream().skip(1).toList();
    }

    /** The line that calls a command of the change with an argument, and those that call it with others. */
    List<String> callsOf(Scenario scenario) {
        boolean stops =
                scenario.steps().stream().anyMatch(step -> step.rest() == Rest.RESET || step.rest() == Rest.HALTED);
        if (stops) {
            return List.of();
        }
        return typedCalls(scenario)
                .findFirst()
                .map(call -> Stream.of(
                                call.line(),
                                call.name() + " " + like(call.argument()),
                                call.name(),
                                call.name() + " " + call.argument().replaceAll("\\d", "0"),
                                call.name() + " " + longer(call.argument()))
                        .distinct()
                        .map(OtherArguments::keys)
                        .toList())
                .orElse(List.of());
    }

    /** All lines of a scenario that call a command of the change with an argument. */
    List<String> ownCallsOf(Scenario scenario) {
        return typedCalls(scenario).map(call -> keys(call.line())).distinct().toList();
    }

    private Stream<Call> typedCalls(Scenario scenario) {
        StringBuilder typed = new StringBuilder();
        scenario.steps().stream()
                .flatMap(step -> step.inputs().stream())
                .forEach(input -> typed.append(character(input)));
        return typed.toString().lines().flatMap(line -> call(line).stream());
    }

    private static String keys(String line) {
        return line.replace("{", "{{") + "{Enter}";
    }

    private record Call(String name, String argument) {
        String line() {
            return name + " " + argument;
        }
    }

    /** The call that a line is, where it is one of the change's own commands, with an argument. */
    private Optional<Call> call(String line) {
        String[] parts = line.strip().split(" +", 2);
        return parts.length == 2
                        && fresh.commands().stream()
                                .anyMatch(command ->
                                        command.name().equalsIgnoreCase(parts[0]) && change.owns(command.node()))
                ? Optional.of(new Call(parts[0], parts[1]))
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

    /** A word as long as a line has room for; what has a digit can be a number, which may ask for as much of something. */
    private static String longer(String argument) {
        String word = argument.replace(" ", "");
        return word.chars().allMatch(Character::isLetter) && !word.isEmpty()
                ? word.repeat(LONG / word.length() + 1).substring(0, LONG)
                : argument;
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
