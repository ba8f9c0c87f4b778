package pxos.proof;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * QEMU's door for debuggers, used to stop a guest just before an instruction.
 *
 * <p>Packets {@code $data#checksum}, breakpoints by {@code Z1} and {@code z1} (GDB manual, Remote Serial Protocol). A
 * packet also acknowledges the answer before it. QEMU stops a running guest for any byte that comes (gdbstub.c), so that
 * nothing is sent to one.
 */
final class DebugStub implements AutoCloseable {

    private static final String DONE = "$OK#9a";

    private final Socket socket;
    private final StringBuilder answers = new StringBuilder();

    DebugStub(Socket socket) {
        this.socket = socket;
    }

    /** Asks QEMU to stop the guest each time that it is about to execute what is at {@code address}. */
    void setBreakpoint(int address) {
        send("Z1," + Integer.toHexString(address) + ",1");
    }

    void removeBreakpoint(int address) {
        send("z1," + Integer.toHexString(address) + ",1");
    }

    private void send(String data) {
        answers.setLength(0);
        int sum = data.chars().sum() & 0xFF;
        String packet = "$" + data + "#" + Integer.toHexString(0x100 | sum).substring(1);
        try {
            socket.getOutputStream().write(packet.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new QemuException("QEMU closed its door for debuggers", e);
        }
    }

    /** Whether QEMU has done what was asked for last. */
    boolean isDone() {
        try {
            InputStream in = socket.getInputStream();
            answers.append(new String(in.readNBytes(in.available()), StandardCharsets.US_ASCII));
            return answers.indexOf(DONE) >= 0;
        } catch (IOException e) {
            throw new QemuException("QEMU closed its door for debuggers", e);
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
