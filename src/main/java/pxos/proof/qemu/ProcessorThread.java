package pxos.proof.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * The thread of QEMU that is a guest's processor. It sleeps where that has halted, and does not while it executes anything:
 * so looking at it, which costs the guest nothing, tells when it makes sense to ask QEMU for more.
 *
 * <p>Linux shows it as {@code /proc/ID/task/ID/stat}; its third field is the state, the 14th and 15th are processor time in
 * hundredths of a second (proc(5)).
 */
final class ProcessorThread implements AutoCloseable {

    private static final int STATE = 0;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int HUNDREDTH_MILLIS = 10;
    private static final int MOST_BYTES = 512;

    /** Null where the system does not show it. */
    private final FileChannel stat;

    private final QemuProcess process;

    /**
     * @param id of the thread, for the system
     * @param process the QEMU that it belongs to
     */
    ProcessorThread(long id, QemuProcess process) {
        this(Path.of("/proc", "" + id, "task", "" + id, "stat"), process);
    }

    ProcessorThread(Path stat, QemuProcess process) {
        this.stat = open(stat);
        this.process = process;
    }

    private static FileChannel open(Path file) {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether it sleeps, or the system does not tell. One that executes something sleeps at most for moments. */
    boolean maySleep() {
        String[] fields = fields();
        return fields.length == 0 || !fields[STATE].equals("R");
    }

    /** Processor time that it has used; that of the whole QEMU where the system does not tell. */
    Duration time() {
        String[] fields = fields();
        return fields.length == 0
                ? process.cpuTime()
                : Duration.ofMillis(
                        HUNDREDTH_MILLIS * (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])));
    }

    /** What stands after its name, which can hold anything, in parentheses; empty where the system does not tell. */
    private String[] fields() {
        if (stat == null) {
            return new String[0];
        }
        ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
        try {
            stat.read(bytes, 0);
        } catch (IOException e) {
            // It has gone.
            return new String[0];
        }
        String line = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        return line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
    }

    @Override
    public void close() {
        try {
            if (stat != null) {
                stat.close();
            }
        } catch (IOException e) {
            // It was only read.
        }
    }
}
