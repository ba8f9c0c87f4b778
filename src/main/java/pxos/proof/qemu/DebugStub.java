package pxos.proof.qemu;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import pxos.Problem;

/**
 * QEMU's door for debuggers, used to stop a guest just before an instruction.
 *
 * <p>Packets {@code $data#checksum}, breakpoints by {@code Z1} and {@code z1} (GDB manual, Remote Serial Protocol). A
 * packet also acknowledges the answer before it. QEMU stops a running guest at any byte it gets here (gdbstub.c), so
 * nothing is sent to a running guest.
 */
final class DebugStub implements AutoCloseable {

    private static final String DONE = "$OK#9a";

    private final Socket socket;

    /** @param deadline for each answer */
    DebugStub(Socket socket, Duration deadline) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) deadline.toMillis());
    }

    /** Makes QEMU stop the guest each time that it is about to execute what is at {@code address}. */
    void setBreakpoint(int address) {
        send("Z1," + Integer.toHexString(address) + ",1");
    }

    void removeBreakpoint(int address) {
        send("z1," + Integer.toHexString(address) + ",1");
    }

    private void send(String data) {
        int sum = data.chars().sum() & 0xFF;
        String packet = String.format("$%s#%02x", data, sum);
        try {
            socket.getOutputStream().write(packet.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (answer.indexOf(DONE) < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    throw new IOException("it hung up");
                }
                answer.append((char) next);
            }
        } catch (IOException e) {
            throw Problem.internal("QEMU closed its door for debuggers", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is sent any more.
        }
    }
}
