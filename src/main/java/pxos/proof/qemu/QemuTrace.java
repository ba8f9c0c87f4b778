package pxos.proof.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import pxos.scenario.Observation.PortWrite;

/**
 * What QEMU logs about the guest: every instruction that it translated to run it, and every reset of the processor.
 *
 * <p>Restoring a snapshot discards all translations, so what a scenario executes is logged anew in each.
 */
final class QemuTrace implements AutoCloseable {

    /** One past the addresses of a program; QEMU is told to trace nothing but the reset vector above. */
    private static final int TOP = 0xC0000;

    /** More than this much log in one scenario is code that rewrites itself without end. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    /**
     * A byte that the guest wrote to a port of timer or speaker: {@code memory_region_ops_write cpu 0 mr 0x55eb29d234b0 addr
     * 0x42 value 0xa9 size 1 name 'pit'}. What we write ourselves is of cpu -1.
     */
    private static final Pattern PORT_WRITE = Pattern.compile(
            "memory_region_ops_write cpu \\d+ mr \\S+ addr 0x(4[0-3]|61) value 0x(\\p{XDigit}+) size 1 name '(?:pit|pcspk)'");

    private final FileChannel file;
    private long start;
    private long watchedFrom;

    QemuTrace(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Forgets everything up to now. */
    void forget() {
        start = size();
        watchedFrom = 0;
    }

    /** What is written to ports counts from now on. */
    void watch() {
        watchedFrom = size();
    }

    boolean isWatched() {
        return watchedFrom > 0;
    }

    List<PortWrite> portWrites() {
        return PORT_WRITE
                .matcher(text(Math.max(start, watchedFrom)))
                .results()
                .map(found -> new PortWrite(
                        Integer.parseInt(found.group(1), 16), Integer.parseInt(found.group(2), 16) & 0xFF))
                .toList();
    }

    boolean isFlooded() {
        return size() - start > (isWatched() ? 8L : 1L) * MAX_BYTES;
    }

    boolean sawTripleFault() {
        return text().contains("Triple fault");
    }

    /** Whether the BIOS was entered where a PC begins, as a jump to FFFF:0000 does. */
    boolean enteredResetVector() {
        return allAddresses(text()).anyMatch(address -> address >= TOP);
    }

    /** The first executed address, of those that {@code where} selects. */
    OptionalInt firstExecuted(IntPredicate where) {
        return addresses(text()).filter(where).findFirst();
    }

    /** The first address of the block that was translated last. */
    OptionalInt lastBlock() {
        String text = text();
        int last = text.length();
        OptionalInt found = OptionalInt.empty();
        while (found.isEmpty() && last > 0) {
            int block = Math.max(0, text.lastIndexOf("IN: ", last - 1));
            found = addresses(text.substring(block, last)).findFirst();
            last = block;
        }
        return found;
    }

    /** The address of the first instruction below {@code A0000} that a 386 does not know. */
    OptionalInt firstBeyond386() {
        return text().lines()
                .filter(line -> address(line) >= 0 && address(line) < TOP && !Opcodes386.knows(bytes(line)))
                .mapToInt(QemuTrace::address)
                .findFirst();
    }

    /** The bytes of an instruction: two digits each, one blank between them, at least two after them. */
    private static String bytes(String line) {
        String bytes = line.substring(11).strip();
        int end = bytes.indexOf("  ");
        return end < 0 ? bytes : bytes.substring(0, end);
    }

    /** Whether the instruction at this address was executed and is none. */
    boolean isUndefined(int address) {
        return text().lines()
                .filter(line -> address(line) == address)
                .anyMatch(line -> line.contains(" ud") || line.contains(".byte") || line.contains("(bad)"));
    }

    private static IntStream addresses(String text) {
        return allAddresses(text).filter(address -> address < TOP);
    }

    private static IntStream allAddresses(String text) {
        return text.lines().mapToInt(QemuTrace::address).filter(address -> address >= 0);
    }

    /** The address in a line such as {@code 0x00007c00:  eb 3c  jmp 0x7c3e}; -1 where there is none. */
    private static int address(String line) {
        return line.startsWith("0x") && line.indexOf(':') == 10 ? Integer.parseUnsignedInt(line, 2, 10, 16) : -1;
    }

    private String text() {
        return text(start);
    }

    private String text(long from) {
        try {
            ByteBuffer log = ByteBuffer.allocate((int) Math.min(MAX_BYTES, size() - from));
            while (log.hasRemaining() && file.read(log, from + log.position()) > 0) {
                // Reads on.
            }
            return new String(log.array(), 0, log.position(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw QemuTrouble.of("cannot read QEMU's log", e);
        }
    }

    private long size() {
        try {
            return file.size();
        } catch (IOException e) {
            throw QemuTrouble.of("cannot read QEMU's log", e);
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
