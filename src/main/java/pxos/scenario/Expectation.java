package pxos.scenario;

import java.util.Optional;

/** Something that must be observed once the machine has come to rest. */
public sealed interface Expectation permits ScreenExpectation, MachineExpectation {

    /** Empty if satisfied, else what is wanted and what is there instead. */
    Optional<Unmet> check(Observation observation);

    /** How the machine has to come to rest for this expectation. */
    default Rest rest() {
        return Rest.WAITS_FOR_KEY;
    }

    /**
     * Reads one expectation of the vocabulary.
     *
     * @throws ScenarioException with what is wrong and where
     */
    static Expectation parse(String text) {
        return new ExpectationParser(text).parse();
    }
}
