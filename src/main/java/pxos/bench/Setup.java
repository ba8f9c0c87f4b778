package pxos.bench;

import java.time.Duration;
import pxos.pipeline.Floor;
import pxos.pipeline.RunRequest.Testing;
import pxos.proof.DriveKind;

/**
 * What is the same for every model and every goal. Results of another setup are not comparable.
 *
 * @param seed the seed that each model is asked with
 * @param temperature of the first question, 0 to 2
 * @param attempts code attempts for a goal, at least 1
 * @param perGoal how long the questions of a goal may take; zero for no end
 * @param floor what the tests of a model's own code have to reach
 */
public record Setup(long seed, double temperature, int attempts, Duration perGoal, Floor floor) {

    private static final Duration DEADLINE = Duration.ofMinutes(5);

    /** How each run is proved. */
    Testing testing() {
        return new Testing(true, DriveKind.IDE, DEADLINE, floor);
    }
}
