package pxos.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Scenario;

/** Whether what is asked to be a matter of chance is ever something else: a coin falls the same so often once in 4,096 times. */
record Chance(Guest guest, FreshPrompt fresh, Change change) {

    private static final Pattern CHANCE =
            Pattern.compile("(?i).*\\b(random\\w*|rolls?|dice|coin|shuffles?|at chance)\\b.*");
    private static final int TIMES = 12;

    /** Some tests of such a feature show no chance, such as one of a wrong argument: one that does is enough. */
    Optional<Fault> fault(Scenario scenario, DiskImage disk) {
        boolean asked = CHANCE.matcher(change.goal()).matches();
        return asked
                        && answers(scenario, disk).size() == 1
                        && change.tests().stream().noneMatch(this::changes)
                ? Optional.of(new Fault(
                        Fault.Kind.SECOND_USE, "it shows the same " + TIMES + " times in a row: is it a constant?"))
                : Optional.empty();
    }

    private boolean changes(Scenario test) {
        return answers(test, CloseLook.disk(fresh.image(), test)).size() > 1;
    }

    /** What it comes to, until it is something else; nothing where it does not lead back to the prompt. */
    private Set<List<String>> answers(Scenario scenario, DiskImage disk) {
        Set<List<String>> answers = new HashSet<>();
        Replay replay = new Replay(guest, fresh);
        replay.begin(disk);
        for (int i = 0; i < TIMES && answers.size() < 2; i++) {
            if (!replay.did(scenario) || !isAtPrompt()) {
                return Set.of();
            }
            answers.add(replay.lastAnswer(guest.screen()));
            if (guest.letPass(2 * i + 1).rest() != Rest.WAITS_FOR_KEY) {
                return Set.of();
            }
        }
        return answers;
    }

    private boolean isAtPrompt() {
        return PromptPlace.of(new ImageObservation(guest, fresh.image(), Rest.WAITS_FOR_KEY))
                .isFresh();
    }
}
