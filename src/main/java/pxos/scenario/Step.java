package pxos.scenario;

import java.util.List;

/**
 * Keys to type, then what must be observed once the machine is idle again.
 *
 * @param keys text with special keys in braces, such as {@code help{Enter}}; may be empty
 * @param expect expectations in the scenario vocabulary, such as {@code row "pxOS v1> "}; may be empty
 */
public record Step(String keys, List<String> expect) {

    public Step {
        keys = keys == null ? "" : keys;
        expect = expect == null ? List.of() : List.copyOf(expect);
    }
}
