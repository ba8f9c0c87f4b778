package pxos.page.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Follows the file of events, which each run begins anew. */
final class EventTail {

    private static final Duration PAUSE = Duration.ofMillis(80);
    /** A word now and then keeps the connection, and tells whether the page is still there. */
    private static final int PAUSES_BETWEEN_WORDS = 100;

    private static final int CHUNK_BYTES = 1 << 16;

    private final Path file;
    private long position;
    private Object key;
    private byte[] started = new byte[0];

    EventTail(Path file) {
        this.file = file;
    }

    /** Writes what is there, then what comes, until whoever reads has gone or the thread is interrupted. */
    void follow(OutputStream out) throws IOException {
        out.write("retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        for (int quiet = 0; !Thread.currentThread().isInterrupted(); quiet++) {
            if (send(out)) {
                quiet = 0;
            } else if (quiet % PAUSES_BETWEEN_WORDS == PAUSES_BETWEEN_WORDS - 1) {
                out.write(":\n\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Sends the whole lines that are new; returns whether there were any. */
    private boolean send(OutputStream out) throws IOException {
        byte[] fresh = fresh();
        int from = 0;
        for (int at = 0; at < fresh.length; at++) {
            if (fresh[at] == '\n') {
                out.write("data: ".getBytes(StandardCharsets.US_ASCII));
                out.write(started);
                out.write(fresh, from, at - from);
                out.write("\n\n".getBytes(StandardCharsets.US_ASCII));
                started = new byte[0];
                from = at + 1;
            }
        }
        started = joined(started, fresh, from);
        out.flush();
        return from > 0;
    }

    private static byte[] joined(byte[] first, byte[] second, int from) {
        byte[] both = new byte[first.length + second.length - from];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, from, both, first.length, second.length - from);
        return both;
    }

    private byte[] fresh() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Object found = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            if (!found.equals(key) || channel.size() < position) {
                key = found;
                position = 0;
                started = new byte[0];
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, channel.size() - position));
            int read = channel.read(buffer, position);
            position += Math.max(0, read);
            return Arrays.copyOf(buffer.array(), Math.max(0, read));
        } catch (NoSuchFileException e) {
            position = 0;
            return new byte[0];
        }
    }
}
