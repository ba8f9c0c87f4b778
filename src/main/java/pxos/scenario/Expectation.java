package pxos.scenario;

import java.util.HexFormat;
import java.util.Optional;
import pxos.scenario.Observation.Rest;

/** Something that must be observed once the machine has come to rest. */
public sealed interface Expectation
        permits ScreenExpectation,
                PortExpectation,
                DiskExpectation,
                Expectation.RestsAs,
                Expectation.NoReset,
                Expectation.Memory {

    /**
     * Why an expectation is not satisfied.
     *
     * @param wanted what was expected
     * @param got what was there instead
     */
    record Unmet(String wanted, String got) {
        static Optional<Unmet> unless(boolean satisfied, String wanted, String got) {
            return satisfied ? Optional.empty() : Optional.of(new Unmet(wanted, got));
        }

        @Override
        public String toString() {
            return "wanted " + wanted + ", got " + got;
        }
    }

    /** Empty if satisfied, else what is wanted and what is there instead. */
    Optional<Unmet> check(Observation observation);

    /**
     * Reads one expectation of the vocabulary.
     *
     * @throws pxos.Problem with what is wrong and where
     */
    static Expectation parse(String text) {
        return new ExpectationParser(text).parse();
    }

    /** The machine came to rest in this way: {@code idle}, {@code halted}, {@code reset}; or it runs on: {@code running}. */
    record RestsAs(Rest rest) implements Expectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            return Unmet.unless(observation.rest() == rest, "a machine that " + rest, "one that " + observation.rest());
        }
    }

    /** The machine did not ask for a reset: {@code no reset}. */
    record NoReset() implements Expectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            return Unmet.unless(observation.rest() != Rest.RESET, "no reset", "a machine that " + Rest.RESET);
        }
    }

    /**
     * Bytes of physical memory: {@code memory 0600 = 61 62 00}.
     *
     * @param address 0 to 0xFFFFF
     * @param hex the bytes, two capital digits each, separated by blanks
     */
    record Memory(int address, String hex) implements Expectation {
        private static final HexFormat BYTES = HexFormat.ofDelimiter(" ").withUpperCase();

        @Override
        public Optional<Unmet> check(Observation observation) {
            String got = BYTES.formatHex(observation.memory(address, BYTES.parseHex(hex).length));
            return Unmet.unless(got.equals(hex), String.format("%s at %04X", hex, address), got);
        }
    }
}
