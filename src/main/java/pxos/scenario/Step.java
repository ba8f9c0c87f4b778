package pxos.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import pxos.Problem;

/** Keys to type, then what must be observed once the machine has come to rest; as text, and parsed. */
@JsonPropertyOrder({"keys", "expect"})
public final class Step {

    private final String keys;
    private final List<String> expect;
    private final List<Input> inputs;
    private final List<Expectation> expectations;

    /**
     * Parses a step.
     *
     * @param keys text with special keys in braces, such as {@code help{Enter}}; may be empty, or null
     * @param expect expectations in the scenario vocabulary, such as {@code row "pxOS v1> "}; may be empty, or null
     * @throws Problem with what is wrong and where
     */
    @JsonCreator
    public Step(
            @JsonProperty("keys") String keys,
            @JsonProperty("expect") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    List<String> expect) {
        this.keys = Objects.requireNonNullElse(keys, "");
        this.expect = expect == null ? List.of() : List.copyOf(expect);
        this.inputs = Keys.parse(this.keys);
        this.expectations = this.expect.stream().map(Expectation::parse).toList();
        if (stated().distinct().count() > 1) {
            throw Problem.input("a machine cannot come to rest in two ways: " + String.join("; ", this.expect), "");
        }
    }

    private Stream<Rest> stated() {
        return expectations.stream()
                .filter(Expectation.RestsAs.class::isInstance)
                .map(expectation -> ((Expectation.RestsAs) expectation).rest());
    }

    @JsonProperty
    public String keys() {
        return keys;
    }

    @JsonProperty
    public List<String> expect() {
        return expect;
    }

    /** What the keys type, in order. */
    public List<Input> inputs() {
        return inputs;
    }

    public List<Expectation> expectations() {
        return expectations;
    }

    /** How the machine has to come to rest: waiting for a key unless the step expects a reset or a halt. */
    public Rest rest() {
        return stated().findFirst().orElse(Rest.WAITS_FOR_KEY);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Step that && keys.equals(that.keys) && expect.equals(that.expect);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keys, expect);
    }

    @Override
    public String toString() {
        return keys + " -> " + expect;
    }
}
