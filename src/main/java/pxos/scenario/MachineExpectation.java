package pxos.scenario;

import java.util.HexFormat;
import java.util.Optional;

/** An expectation about processor and memory. */
public sealed interface MachineExpectation extends Expectation {

    /** The machine came to rest in this way: {@code idle}, {@code halted}, {@code reset}. */
    record RestsAs(Rest rest) implements MachineExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            return observation.rest() == rest
                    ? Optional.empty()
                    : Optional.of(new Unmet("a machine that " + rest, "one that " + observation.rest()));
        }
    }

    /** The machine did not ask for a reset: {@code no reset}. */
    record NoReset() implements MachineExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            return observation.rest() != Rest.RESET
                    ? Optional.empty()
                    : Optional.of(new Unmet("no reset", "a machine that " + Rest.RESET));
        }
    }

    /**
     * Bytes of physical memory: {@code memory 0600 = 61 62 00}.
     *
     * @param address 0 to 0xFFFFF
     * @param hex the bytes, two digits each, separated by blanks
     */
    record Memory(int address, String hex) implements MachineExpectation {
        private static final HexFormat BYTES = HexFormat.ofDelimiter(" ").withUpperCase();

        @Override
        public Optional<Unmet> check(Observation observation) {
            byte[] wanted = BYTES.parseHex(hex);
            String got = BYTES.formatHex(observation.memory(address, wanted.length));
            return got.equalsIgnoreCase(hex)
                    ? Optional.empty()
                    : Optional.of(new Unmet(
                            String.format("%s at %04X", hex.toUpperCase(java.util.Locale.ROOT), address), got));
        }
    }
}
