package pxos.proof.qemu;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import pxos.Problem;

/**
 * The keyboard that a guest shares with us: QEMU's object {@code input-barrier} is the client, this is the server.
 *
 * <p>A message is its size in 4 bytes, a name of 4 letters and its values, all big-endian. {@code DKDN} and {@code DKUP}
 * press and release the key of a symbol, and {@code CALV} is answered by the same (QEMU's docs/interop/barrier).
 *
 * <p>The monitor's {@code input-send-event} does the same, but QEMU reads its monitor byte by byte: a suite then takes twice
 * the processor time (measured, QEMU 7.2).
 */
final class BarrierServer implements AutoCloseable {

    private static final String DOWN = "DKDN";
    private static final String UP = "DKUP";
    private static final byte[] ALIVE = {0, 0, 0, 4, 'C', 'A', 'L', 'V'};
    private static final int KEY_BYTES = 12;
    /** The protocol has the symbols F000 to FFFF of the X Window System at E000 to EFFF. */
    private static final int FUNCTION_SYMBOLS = 0xF000;

    private static final int MOVED = 0x1000;

    private final Socket socket;

    /** @param deadline for each answer */
    BarrierServer(Socket socket, Duration deadline) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) deadline.toMillis());
    }

    /**
     * Presses all keys of each stroke in order and releases them in the reverse order; returns when QEMU has given them
     * to the guest's keyboard.
     *
     * @param strokes key symbols of the X Window System
     * @throws Problem where QEMU does not answer
     */
    void type(List<List<Integer>> strokes) {
        int events = 2 * strokes.stream().mapToInt(List::size).sum();
        ByteBuffer messages = ByteBuffer.allocate(events * KEY_BYTES + ALIVE.length);
        for (List<Integer> keys : strokes) {
            for (int i = 0; i < keys.size(); i++) {
                add(DOWN, keys.get(i), messages);
            }
            for (int i = keys.size() - 1; i >= 0; i--) {
                add(UP, keys.get(i), messages);
            }
        }
        messages.put(ALIVE);
        try {
            // In one write: QEMU reads no message in two parts.
            socket.getOutputStream().write(messages.array());
            if (!Arrays.equals(socket.getInputStream().readNBytes(ALIVE.length), ALIVE)) {
                throw new IOException("it did not answer");
            }
        } catch (IOException e) {
            throw QemuTrouble.of("QEMU does not take keys any more", e);
        }
    }

    private static void add(String name, int symbol, ByteBuffer messages) {
        messages.putInt(KEY_BYTES - Integer.BYTES)
                .put(name.getBytes(StandardCharsets.US_ASCII))
                .putShort((short) (symbol >= FUNCTION_SYMBOLS ? symbol - MOVED : symbol))
                .putShort((short) 0);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is typed any more.
        }
    }
}
