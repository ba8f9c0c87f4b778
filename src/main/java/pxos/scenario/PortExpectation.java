package pxos.scenario;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import pxos.scenario.Observation.PortWrite;

/** An expectation about the ports of timer and speaker (Ralf Brown's port list, 0040h to 0043h and 0061h). */
public sealed interface PortExpectation extends Expectation {

    /** Bits 0 and 1 of this port let channel 2 of the timer sound. */
    int SPEAKER = 0x61;

    /**
     * These bytes and no others were written to the port since the step began: {@code port 42 = A9 04}.
     *
     * @param hex the bytes, two capital digits each, separated by blanks
     */
    record Port(int port, String hex) implements PortExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            String got = values(observation, port).stream()
                    .map(value -> String.format("%02X", value))
                    .collect(Collectors.joining(" "));
            return Unmet.unless(
                    got.equals(hex),
                    String.format("%s written to port %02X", hex, port),
                    got.isEmpty() ? "nothing written" : got);
        }
    }

    /** The speaker was switched on since the step began: {@code sound}; or was not: {@code no sound}. */
    record Sound(boolean wanted) implements PortExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            boolean heard = values(observation, SPEAKER).stream().anyMatch(Sound::isOn);
            return Unmet.unless(
                    heard == wanted,
                    wanted ? "a sound" : "no sound",
                    heard ? "a speaker that was switched on" : "a speaker that nobody switched on");
        }

        private static boolean isOn(int value) {
            return (value & 3) == 3;
        }
    }

    /** The speaker is off at the end of the step: {@code silent}. */
    record Silent() implements PortExpectation {
        @Override
        public Optional<Unmet> check(Observation observation) {
            List<Integer> written = values(observation, SPEAKER);
            boolean off = written.isEmpty() || !Sound.isOn(written.get(written.size() - 1));
            return Unmet.unless(off, "a speaker that is off again", "one that is still on");
        }
    }

    private static List<Integer> values(Observation observation, int port) {
        return observation.portWrites().stream()
                .filter(write -> write.port() == port)
                .map(PortWrite::value)
                .toList();
    }
}
