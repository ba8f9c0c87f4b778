package pxos.bench;

/**
 * What came of one goal with one model: one line of a results file.
 *
 * @param goal id of the goal
 * @param level its level
 * @param model who was asked
 * @param server the server that was asked; empty where none was
 * @param answeredBy the model as the server names it in its answers; empty where nobody answered
 * @param seed the seed that the model was asked with
 * @param temperature of the first question
 * @param attemptsAllowed code attempts that it had at most
 * @param minutesAllowed how long its questions could take; 0 for no end
 * @param floor what its own tests had to reach
 * @param goals digest of the set of goals
 * @param success whether the run verified it and the hidden tests pass
 * @param attempts code attempts that it took
 * @param verified what the run itself said, before the hidden tests
 * @param fromLibrary whether the model chose a feature of the library instead of writing one
 * @param failure why it is no success; {@link FailureKind#NONE} where it is one
 * @param message the failure in words; empty where there is none
 * @param caughtPercent mutants that its own tests catch; 0 where unknown
 * @param bytes what it takes in pxOS; 0 where nothing was built
 * @param tokens prompt and completion tokens; 0 where unknown
 * @param milliseconds wall time of the run
 */
public record GoalOutcome(
        String goal,
        int level,
        String model,
        String server,
        String answeredBy,
        long seed,
        double temperature,
        int attemptsAllowed,
        int minutesAllowed,
        String floor,
        String goals,
        boolean success,
        int attempts,
        boolean verified,
        boolean fromLibrary,
        FailureKind failure,
        String message,
        int caughtPercent,
        int bytes,
        int tokens,
        long milliseconds) {

    public GoalOutcome {
        answeredBy = answeredBy == null ? "" : answeredBy;
    }

    /** What tells one measurement from another; two with the same key are the same one, done twice. */
    record Key(
            String goal,
            String model,
            String server,
            long seed,
            double temperature,
            int attemptsAllowed,
            int minutesAllowed,
            String floor,
            String goals) {
        static Key of(Coder candidate, Goal goal, Setup setup, GoalSet set) {
            return new Key(
                    goal.id(),
                    candidate.model(),
                    candidate.server(),
                    setup.seed(),
                    setup.temperature(),
                    setup.attempts(),
                    (int) setup.perGoal().toMinutes(),
                    setup.floor().toString(),
                    set.digest());
        }
    }

    Key key() {
        return new Key(goal, model, server, seed, temperature, attemptsAllowed, minutesAllowed, floor, goals);
    }

    /** Whether it was reached within this many attempts. */
    boolean succeededWithin(int count) {
        return success && attempts <= count;
    }
}
