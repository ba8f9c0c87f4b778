package pxos.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import pxos.os.MemoryMap;
import pxos.proof.FreshPrompt.Command;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * Keys that have nothing to do with a change: other commands, unknown ones, no command at all, a line that is too long, and
 * what stands on a keyboard beside letters.
 *
 * @param keys as a scenario writes them
 * @param mayBeOther effects that let them come to something else, where a goal asks for one
 */
record OrdinaryKeys(String keys, Set<Effect> mayBeOther) {

    private static final String UNKNOWN = Probe.UNKNOWN;
    private static final String TOO_LONG = "{k*" + (MemoryMap.INPUT_LINE_MAX_CHARACTERS + 6) + "}";
    private static final int SHORTEST_CUT = 3;

    /** What a handler of one key takes, too, if it does not look which key it is. */
    private static final List<String> OTHER_THAN_ONE = List.of("ab1 c", "{F6}", "{F9}", "{Ctrl+L}");

    static final List<String> BESIDE_LETTERS = Stream.of(("{Left} c {Right} {Up} {Down} {Home} {End} {Delete}"
                            + " {Insert} {PageUp} {PageDown} {Tab} {Esc} {F1} {F2} {F3} {F4} {F5} {F6} {F7} {F8} {F9} {F10} {Ctrl+L}"
                            + " d")
                    .split(" "))
            .toList();

    /**
     * @param was the prompt without the change, whose commands are used
     * @param is the prompt with it
     * @param added the new scenarios: no key of theirs is used
     */
    static List<OrdinaryKeys> of(FreshPrompt was, FreshPrompt is, Change change, List<Scenario> added) {
        Set<String> lines =
                new LinkedHashSet<>(List.of("", "   ", UNKNOWN, UNKNOWN.toUpperCase(Locale.ROOT) + " a 12"));
        for (Command command : was.commands()) {
            if (!change.speaksOf(command.name())) {
                String name = command.name().replace("{", "{{");
                lines.addAll(List.of(name, name.toUpperCase(Locale.ROOT) + " " + UNKNOWN, name + UNKNOWN));
            }
        }
        lines.addAll(nearlyTyped(was, is, added));
        List<OrdinaryKeys> all = new ArrayList<>();
        lines.forEach(line -> all.add(new OrdinaryKeys(line + "{Enter}", Set.of(Effect.LINES))));
        all.add(new OrdinaryKeys(TOO_LONG + "{Enter}", Set.of(Effect.LINES, Effect.KEYS)));
        all.add(new OrdinaryKeys(besideLetters(added), Set.of(Effect.KEYS)));
        if (change.isForOneKey()) {
            all.add(new OrdinaryKeys(
                    OTHER_THAN_ONE.stream()
                            .filter(key -> !typed(added).contains(key))
                            .collect(Collectors.joining()),
                    Set.of()));
        }
        return List.copyOf(all);
    }

    /** Words that look like the one that a new scenario types as its first, and name no command. */
    private static List<String> nearlyTyped(FreshPrompt was, FreshPrompt is, List<Scenario> added) {
        Set<String> known = Stream.of(was, is)
                .flatMap(fresh -> fresh.commands().stream())
                .map(command -> command.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return added.stream()
                .flatMap(scenario -> scenario.steps().stream().limit(1))
                .map(Step::keys)
                .filter(keys -> keys.matches("[A-Za-z]{2,}\\{Enter}.*"))
                .map(keys -> keys.substring(0, keys.indexOf('{')))
                .flatMap(word -> Stream.of(
                        word + UNKNOWN, word.substring(0, word.length() - 1), word.charAt(0) + "q" + word.substring(2)))
                .filter(word -> word.length() >= SHORTEST_CUT - 1 && !known.contains(word.toLowerCase(Locale.ROOT)))
                .distinct()
                .limit(SHORTEST_CUT)
                .toList();
    }

    private static String besideLetters(List<Scenario> added) {
        String typed = typed(added);
        return "ab"
                + BESIDE_LETTERS.stream()
                        .filter(key -> key.length() == 1 || !typed.contains(key.substring(0, key.length() - 1)))
                        .collect(Collectors.joining());
    }

    private static String typed(List<Scenario> added) {
        return added.stream().map(Scenario::keys).collect(Collectors.joining());
    }
}
