package pxos.proof.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import pxos.Problem;

/**
 * What QEMU logs about the guest: every instruction that it translated to run it, and every reset of the processor.
 *
 * <p>Restoring a snapshot discards all translations, so what a scenario executes is logged anew in each.
 */
final class Trace implements AutoCloseable {

    /** More than this much log in one scenario is code that rewrites itself without end. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private final FileChannel file;
    private long start;

    Trace(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Forgets everything up to now. */
    void forget() {
        start = size();
    }

    boolean isFlooded() {
        return size() - start > MAX_BYTES;
    }

    boolean sawTripleFault() {
        return text().contains("Triple fault");
    }

    /** The first executed address, of those that {@code where} selects. */
    OptionalInt firstExecuted(IntPredicate where) {
        return addresses(text()).filter(where).findFirst();
    }

    /** The first address of the block that was translated last. */
    OptionalInt lastBlock() {
        String text = text();
        return addresses(text.substring(Math.max(0, text.lastIndexOf("IN: ")))).findFirst();
    }

    /** Whether the instruction at this address was executed and is none. */
    boolean isUndefined(int address) {
        return text().lines()
                .filter(line -> address(line) == address)
                .anyMatch(line -> line.contains(" ud") || line.contains(".byte") || line.contains("(bad)"));
    }

    private static IntStream addresses(String text) {
        return text.lines().mapToInt(Trace::address).filter(address -> address >= 0);
    }

    /** The address in a line such as {@code 0x00007c00:  eb 3c  jmp 0x7c3e}; -1 where there is none. */
    private static int address(String line) {
        return line.startsWith("0x") && line.indexOf(':') == 10 ? Integer.parseUnsignedInt(line, 2, 10, 16) : -1;
    }

    private String text() {
        try {
            ByteBuffer log = ByteBuffer.allocate((int) Math.min(MAX_BYTES, size() - start));
            while (log.hasRemaining() && file.read(log, start + log.position()) > 0) {
                // Reads on.
            }
            return new String(log.array(), 0, log.position(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw Problem.internal("cannot read QEMU's log", e);
        }
    }

    private long size() {
        try {
            return file.size();
        } catch (IOException e) {
            throw Problem.internal("cannot read QEMU's log", e);
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
