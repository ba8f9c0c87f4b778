package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/** Whether what is asked to be a matter of chance is ever something else: a coin falls the same so often once in 4,096 times. */
record Chance(Guest guest, FreshPrompt fresh, Change change) {

    private static final Pattern CHANCE =
            Pattern.compile("(?i).*\\b(random\\w*|rolls?|dice|coin|shuffles?|at chance)\\b.*");
    private static final int TIMES = 12;

    Optional<Fault> fault(Scenario scenario, DiskImage disk) {
        boolean asked = CHANCE.matcher(change.goal()).matches();
        boolean waits = scenario.steps().stream().allMatch(step -> step.rest() == Rest.WAITS_FOR_KEY);
        return asked && waits && neverChanges(scenario, disk)
                ? Optional.of(new Fault(
                        Fault.Kind.SECOND_USE, "it shows the same " + TIMES + " times in a row: is it a constant?"))
                : Optional.empty();
    }

    private boolean neverChanges(Scenario scenario, DiskImage disk) {
        Replay replay = new Replay(guest, fresh);
        replay.begin(disk);
        List<String> first = List.of();
        for (int i = 0; i < TIMES; i++) {
            if (!replay.did(scenario)) {
                return false;
            }
            List<String> answer = replay.lastAnswer(guest.screen());
            first = i == 0 ? answer : first;
            if (!answer.equals(first) || guest.letPass(2 * i + 1).rest() != Rest.WAITS_FOR_KEY) {
                return false;
            }
        }
        return true;
    }
}
