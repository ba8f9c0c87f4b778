package pxos.bench;

import java.util.List;
import pxos.Problem;
import pxos.scenario.Scenario;

/**
 * A goal with the tests that decide whether it was reached. Whoever writes the code never sees them.
 *
 * @param id its name, such as {@code double}
 * @param level from 1, a text, to 5, an algorithm or a file
 * @param goal the goal in words: all that its author is told
 * @param tests fail without the feature, and pass with a right one
 */
public record Goal(String id, int level, String goal, List<Scenario> tests) {

    /** The highest level. */
    static final int LEVELS = 5;

    /** @throws Problem naming what is wrong */
    public Goal {
        if (id == null || !id.matches("[a-z][a-z0-9-]{0,39}")) {
            throw Problem.input("a goal's id has small letters, digits and hyphens, not '" + id + "'");
        }
        if (level < 1 || level > LEVELS) {
            throw Problem.input("the level of goal '" + id + "' is a number from 1 to " + LEVELS);
        }
        if (goal == null || goal.isBlank() || tests == null || tests.isEmpty()) {
            throw Problem.input("goal '" + id + "' needs its words and at least one test");
        }
        tests = List.copyOf(tests);
    }
}
