package pxos.scenario;

import java.util.List;

/**
 * Keys to type, then what must be observed once the machine has come to rest.
 *
 * @param keys text with special keys in braces, such as {@code help{Enter}}; may be empty
 * @param expect expectations in the scenario vocabulary, such as {@code row "pxOS v1> "}; may be empty
 */
public record Step(String keys, List<String> expect) {

    /**
     * Checks that the keys and every expectation follow the vocabulary.
     *
     * @throws ScenarioException with what is wrong and where
     */
    public Step {
        keys = keys == null ? "" : keys;
        expect = expect == null ? List.of() : List.copyOf(expect);
        Keys.parse(keys);
        Rest stated = null;
        for (String each : expect) {
            Expectation expectation = Expectation.parse(each);
            if (expectation instanceof MachineExpectation.RestsAs) {
                if (stated != null && stated != expectation.rest()) {
                    throw new ScenarioException(
                            "a machine cannot come to rest in two ways: " + String.join("; ", expect));
                }
                stated = expectation.rest();
            }
        }
    }

    public List<Input> inputs() {
        return Keys.parse(keys);
    }

    public List<Expectation> expectations() {
        return expect.stream().map(Expectation::parse).toList();
    }

    /** How the machine has to come to rest: waiting for a key unless the step expects a reset or a halt. */
    public Rest rest() {
        return expectations().stream()
                .map(Expectation::rest)
                .filter(rest -> rest != Rest.WAITS_FOR_KEY)
                .findFirst()
                .orElse(Rest.WAITS_FOR_KEY);
    }
}
