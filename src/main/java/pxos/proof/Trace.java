package pxos.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/**
 * What QEMU logs about the guest: every instruction that it translated to run it, and every reset of the processor.
 *
 * <p>Restoring a snapshot discards all translations, so that what a scenario executes is logged anew in each.
 */
final class Trace implements AutoCloseable {

    /** More than this much log between two looks is code that rewrites itself without end. */
    static final long MAX_BYTES = 32L * 1024 * 1024;

    private final FileChannel file;
    private final StringBuilder text = new StringBuilder();
    private final ByteBuffer buffer = ByteBuffer.allocate(65536);
    private long position;

    Trace(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Forgets everything up to now. */
    void forget() {
        text.setLength(0);
        position = size();
    }

    /** Forgets everything before the first time that {@code address} was executed. */
    void forgetBefore(int address) {
        text.delete(0, Math.max(0, indexOf(address)));
    }

    boolean isFlooded() {
        return size() - position > MAX_BYTES;
    }

    private long size() {
        try {
            return file.size();
        } catch (IOException e) {
            throw new QemuException("cannot read QEMU's log", e);
        }
    }

    private void readOn() {
        try {
            while (text.length() < MAX_BYTES && file.read(buffer, position) > 0) {
                position += buffer.position();
                text.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1));
                buffer.clear();
            }
        } catch (IOException e) {
            throw new QemuException("cannot read QEMU's log", e);
        }
    }

    boolean sawTripleFault() {
        readOn();
        return text.indexOf("Triple fault") >= 0;
    }

    boolean sawAddress(int address) {
        return indexOf(address) >= 0;
    }

    /** The line of the instruction at {@code address}; empty where it was not translated. */
    String instruction(int address) {
        int line = indexOf(address);
        return line < 0 ? "" : text.substring(line, nextLine(line)).strip();
    }

    private int indexOf(int address) {
        readOn();
        return text.indexOf("0x" + HexFormat.of().toHexDigits(address) + ":");
    }

    /** The first executed address, from the time on when {@code start} was executed, that is not allowed; or -1. */
    int firstOutside(IntPredicate allowed, int start) {
        readOn();
        boolean started = start < 0;
        for (int line = 0; line < text.length(); line = nextLine(line)) {
            int address = addressAt(line);
            started |= address == start;
            if (started && address >= 0 && !allowed.test(address)) {
                return address;
            }
        }
        return -1;
    }

    /** The first address of the block that was translated last; or -1. */
    int lastBlock() {
        readOn();
        int block = text.lastIndexOf("IN: ");
        return block < 0 ? -1 : addressAt(nextLine(block));
    }

    private int nextLine(int from) {
        int end = text.indexOf("\n", from);
        return end < 0 ? text.length() : end + 1;
    }

    /** The address in a line such as {@code 0x00007c00:  eb 3c  jmp 0x7c3e}; -1 where it is another line. */
    private int addressAt(int line) {
        if (line + 11 > text.length()
                || text.charAt(line) != '0'
                || text.charAt(line + 1) != 'x'
                || text.charAt(line + 10) != ':') {
            return -1;
        }
        try {
            return Integer.parseUnsignedInt(text, line + 2, line + 10, 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
