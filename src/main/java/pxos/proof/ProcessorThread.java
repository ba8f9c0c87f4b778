package pxos.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The thread of QEMU that is the guest's processor, as Linux sees it: a look that costs QEMU nothing, and does not hold
 * up the guest.
 */
final class ProcessorThread implements AutoCloseable {

    /** Number, name in parentheses of at most 15 characters, state (proc(5), stat). */
    private static final int ENOUGH_BYTES = 64;

    private final FileChannel stat;

    /** @param id of the thread; where the system shows no threads, nothing is known of it */
    ProcessorThread(long id) throws IOException {
        Path file = Path.of("/proc/" + id + "/stat");
        stat = Files.isReadable(file) ? FileChannel.open(file) : null;
    }

    /** Whether it computes at this moment; one that does not either sleeps or is not known of. */
    boolean isBusy() {
        if (stat == null) {
            return false;
        }
        ByteBuffer head = ByteBuffer.allocate(ENOUGH_BYTES);
        try {
            stat.read(head, 0);
        } catch (IOException e) {
            // It has ended, which other looks find out.
            return false;
        }
        for (int i = 0; i + 2 < head.position(); i++) {
            if (head.get(i) == ')') {
                return head.get(i + 2) == 'R';
            }
        }
        return false;
    }

    @Override
    public void close() {
        try {
            if (stat != null) {
                stat.close();
            }
        } catch (IOException e) {
            // Nothing of it is needed any more.
        }
    }
}
