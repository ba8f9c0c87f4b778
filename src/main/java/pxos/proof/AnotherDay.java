package pxos.proof;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import pxos.os.BootImage;
import pxos.scenario.Scenario;

/**
 * Scenarios in a machine that was switched on late on a Sunday in February, and whose free memory held zeros: they may show
 * something else then, but not nothing.
 *
 * @param emulator its guests find {@link #START}
 */
record AnotherDay(Emulator emulator, DriveKind drive, BootImage image) {

    static final StartState START = new StartState(LocalDateTime.of(2027, 2, 7, 22, 5, 9), 0);

    List<ScenarioResult> failures(List<Scenario> scenarios) {
        try (Standing standing = Standing.booted(emulator, image, drive)) {
            return scenarios.stream()
                    .flatMap(scenario -> failure(scenario, standing).stream())
                    .toList();
        }
    }

    private Optional<ScenarioResult> failure(Scenario scenario, Standing standing) {
        FreshPrompt fresh = standing.fresh();
        new Replay(standing.guest(), fresh).begin(CloseLook.disk(image, scenario));
        ScenarioResult result = new ScenarioRun(standing.guest(), image).fromPrompt(scenario);
        boolean fails = result.isStopped()
                || result.verdict() == Verdict.FAIL
                        && new NothingHappens(fresh, new PromptPlace(fresh.prompt(), fresh.screen()))
                                .isAllThat(scenario, standing.guest().screen());
        return fails ? Optional.of(result.under("on another day, from memory that held zeros")) : Optional.empty();
    }
}
