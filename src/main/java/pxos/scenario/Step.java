package pxos.scenario;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.Problem;

/**
 * Keys to type, then what must be observed once the machine has come to rest; as text, and parsed.
 *
 * @param keys text with special keys in braces, such as {@code help{Enter}}; may be empty
 * @param expect expectations in the scenario vocabulary, such as {@code row "pxOS v1> "}; may be empty
 * @param inputs what the keys type, in order; always parsed from {@code keys}
 * @param expectations always parsed from {@code expect}
 */
@JsonPropertyOrder({"keys", "expect"})
public record Step(
        String keys,
        List<String> expect,
        @JsonIgnore List<Input> inputs,
        @JsonIgnore List<Expectation> expectations) {

    /** @throws Problem with what is wrong in the texts, and where */
    public Step {
        keys = Objects.requireNonNullElse(keys, "");
        expect = expect == null ? List.of() : List.copyOf(expect);
        inputs = Keys.parse(keys);
        expectations = expect.stream().map(Expectation::parse).toList();
        if (stated(expectations).distinct().count() > 1) {
            throw Problem.input("a machine cannot come to rest in two ways: " + String.join("; ", expect));
        }
    }

    /** A step made of its texts; either may be null. */
    @JsonCreator
    public Step(
            @JsonProperty("keys") String keys,
            @JsonProperty("expect") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                    List<String> expect) {
        this(keys, expect, List.of(), List.of());
    }

    /** By its texts, which say it all. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Step that && keys.equals(that.keys) && expect.equals(that.expect);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keys, expect);
    }

    /** How the machine has to come to rest: waiting for a key unless the step expects a reset, a halt or a program that runs on. */
    public Observation.Rest rest() {
        return stated(expectations).findFirst().orElse(Observation.Rest.WAITS_FOR_KEY);
    }

    /** Whether it expects something of the ports of timer and speaker. */
    public boolean looksAtPorts() {
        return expectations.stream().anyMatch(PortExpectation.class::isInstance);
    }

    /** Whether it expects that a cut of the power would have done no harm. */
    public boolean cutsPower() {
        return expectations.stream().anyMatch(DiskExpectation.SurvivesPowerCuts.class::isInstance);
    }

    /** The same for a machine that does not tell what it writes. */
    public Step withoutPowerCuts() {
        List<String> others = IntStream.range(0, expect.size())
                .filter(i -> !(expectations.get(i) instanceof DiskExpectation.SurvivesPowerCuts))
                .mapToObj(expect::get)
                .toList();
        return cutsPower() ? new Step(keys, others) : this;
    }

    private static Stream<Observation.Rest> stated(List<Expectation> expectations) {
        return expectations.stream()
                .filter(Expectation.RestsAs.class::isInstance)
                .map(expectation -> ((Expectation.RestsAs) expectation).rest());
    }
}
