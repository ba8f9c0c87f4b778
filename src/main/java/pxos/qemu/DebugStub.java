package pxos.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
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

    private final SocketChannel channel;
    private final StringBuilder answers = new StringBuilder();

    /** @param channel not blocking */
    DebugStub(SocketChannel channel) {
        this.channel = channel;
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
            channel.write(ByteBuffer.wrap(packet.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            throw new QemuException("QEMU closed its door for debuggers", e);
        }
    }

    /** Whether QEMU has done what was asked for last. */
    boolean isDone() {
        ByteBuffer buffer = ByteBuffer.allocate(256);
        try {
            int count = channel.read(buffer);
            if (count < 0) {
                throw new IOException("end of stream");
            }
            answers.append(new String(buffer.array(), 0, count, StandardCharsets.US_ASCII));
            return answers.indexOf(DONE) >= 0;
        } catch (IOException e) {
            throw new QemuException("QEMU closed its door for debuggers", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing is sent any more.
        }
    }
}
