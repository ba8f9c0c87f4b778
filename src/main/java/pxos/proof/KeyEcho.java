package pxos.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.scenario.Expectation.Unmet;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * What the printable keys show that no new scenario types.
 *
 * @param added the new scenarios
 */
record KeyEcho(List<Scenario> added) {

    /** All printable characters: two lines of keys, neither of them too long. */
    static final List<String> CHARACTERS = List.of(characters(' ', 'O'), characters('P', '~'));

    private static String characters(char first, char last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(c -> c == '{' ? "{{" : String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    List<Unmet> differences(Guest old, FreshPrompt was, Guest guest, FreshPrompt is) {
        List<Unmet> unmet = new ArrayList<>();
        for (String all : CHARACTERS) {
            String keys = untested(all);
            String wanted = shown(old, was, keys);
            String got = shown(guest, is, keys);
            if (!wanted.equals(got)) {
                unmet.add(new Unmet(
                        "the keys \"" + keys + "\" to show as before, since the goal asks for nothing about keys",
                        "\"" + got + "\""));
            }
        }
        return unmet;
    }

    private String untested(String characters) {
        String typed = added.stream().map(Scenario::keys).collect(Collectors.joining());
        return characters
                .chars()
                .mapToObj(c -> String.valueOf((char) c))
                .filter(character -> !typed.contains(character))
                .collect(Collectors.joining());
    }

    private static String shown(Guest guest, FreshPrompt fresh, String keys) {
        guest.restorePrompt();
        new ScenarioRun(guest, fresh.image()).act(Outcome.at(Rest.WAITS_FOR_KEY), new Step(keys, List.of()));
        String row = guest.screen().row(guest.screen().cursorRow()).stripTrailing();
        String prompt = fresh.prompt().stripTrailing();
        return row.startsWith(prompt) ? row.substring(prompt.length()) : row;
    }
}
