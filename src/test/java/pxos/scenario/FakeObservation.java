package pxos.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import pxos.os.TextScreen;
import pxos.scenario.Observation.Rest;

/** A screen made from rows, at rest in a chosen way, with memory that holds its own address's low byte. */
record FakeObservation(TextScreen screen, Rest rest, List<PortWrite> portWrites) implements Observation {

    static FakeObservation showing(String... rows) {
        return showing(7, rows);
    }

    static FakeObservation showing(int attribute, String... rows) {
        byte[] cells = TextScreen.blank().cells();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length(); column++) {
                cells[(row * 80 + column) * 2] = (byte) rows[row].charAt(column);
                cells[(row * 80 + column) * 2 + 1] = (byte) attribute;
            }
        }
        int last = rows.length - 1;
        return new FakeObservation(new TextScreen(cells, last, rows[last].length()), Rest.WAITS_FOR_KEY, List.of());
    }

    FakeObservation resting(Rest other) {
        return new FakeObservation(screen, other, portWrites);
    }

    /** Writes to a port, as often as there are values. */
    FakeObservation writing(int port, int... values) {
        List<PortWrite> more = Arrays.stream(values)
                .mapToObj(value -> new PortWrite(port, value))
                .toList();
        return new FakeObservation(
                screen, rest, Stream.concat(portWrites.stream(), more.stream()).toList());
    }

    @Override
    public byte[] memory(int address, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        Arrays.setAll(new Byte[sizeBytes], i -> bytes[i] = (byte) (address + i));
        return bytes;
    }

    @Override
    public String banner() {
        return "pxOS v1";
    }

    @Override
    public String prompt() {
        return "> ";
    }
}
