package pxos.proof.qemu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import pxos.Problem;

/**
 * Speaks QEMU's test protocol: a line such as {@code inb 0x64}, and a line such as {@code OK 0x001c} in return. For one
 * thread at a time.
 *
 * <p>It reads and writes ports and memory as the guest would. The monitor can do the same, but QEMU reads that byte by byte:
 * a port then takes fifteen times as long (measured, QEMU 7.2). Source: QEMU's docs/devel/qtest.rst.
 */
final class QtestClient implements AutoCloseable {

    private static final String DONE = "OK";

    private final Socket socket;
    private final BufferedReader in;

    /** @param deadline for each reply */
    QtestClient(Socket socket, Duration deadline) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        socket.setSoTimeout((int) deadline.toMillis());
    }

    void out(int port, int value) {
        execute(writing(port, value));
    }

    /** A byte of a port. */
    int in(int port) {
        return Integer.decode(execute(reading(port)));
    }

    /** A byte of {@code dataPort} after {@code index} was written to {@code indexPort}, in one message: most registers are read so. */
    int in(int indexPort, int index, int dataPort) {
        return Integer.decode(execute(writing(indexPort, index), reading(dataPort)));
    }

    private static String writing(int port, int value) {
        return "outb 0x" + Integer.toHexString(port) + " 0x" + Integer.toHexString(value);
    }

    private static String reading(int port) {
        return "inb 0x" + Integer.toHexString(port);
    }

    /** Bytes of physical memory, those of devices too. */
    byte[] memory(int address, int sizeBytes) {
        return Base64.getDecoder().decode(execute(String.format("b64read 0x%x 0x%x", address, sizeBytes)));
    }

    void setMemory(int address, byte[] bytes) {
        String value = Base64.getEncoder().encodeToString(bytes);
        execute(String.format("b64write 0x%x 0x%x %s", address, bytes.length, value));
    }

    /**
     * Runs commands that are sent at once.
     *
     * @return what stands after the last one's OK
     * @throws Problem where QEMU refuses one, does not answer in time or has gone
     */
    private String execute(String... commands) {
        String reply = "";
        String asked = commands[0];
        try {
            String lines = String.join("\n", commands) + "\n";
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
            for (String command : commands) {
                asked = command;
                reply = in.readLine();
                if (reply == null || !reply.startsWith(DONE)) {
                    throw new IOException("it answered " + reply);
                }
            }
            return reply.substring(DONE.length()).strip();
        } catch (IOException e) {
            throw QemuTrouble.of("QEMU did not obey " + asked + ": " + e.getMessage(), e);
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
