package pxos.qemu;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import pxos.os.TextScreen;
import tools.jackson.databind.JsonNode;

/**
 * A started QEMU with its monitor, its memory and its trace: the means to look at a guest and to act on it.
 *
 * <p>Guest memory is a file that QEMU shares, so that reading it costs no round trip.
 */
final class Machine implements AutoCloseable {

    /** Physical address of the VGA text page (Ralf Brown's Interrupt List, memory B800h:0000h). */
    private static final int TEXT_PAGE = 0xB8000;
    /** BIOS data area: cursor of page 0, column then row (Ralf Brown's Interrupt List, memory 0040h:0050h). */
    private static final int CURSOR = 0x450;

    private final GuestFolder folder;
    private final QemuProcess process;
    private final QmpClient qmp;
    private final FileChannel ram;
    private final Trace trace;
    private DiskImage disk;

    private Machine(
            GuestFolder folder, QemuProcess process, QmpClient qmp, FileChannel ram, Trace trace, DiskImage disk) {
        this.folder = folder;
        this.process = process;
        this.qmp = qmp;
        this.ram = ram;
        this.trace = trace;
        this.disk = disk;
    }

    /**
     * Starts QEMU.
     *
     * @param running whether the guest runs when this returns; else it waits for {@link #powerOn}
     * @param deadline until the monitor answers, and for each of its replies
     * @throws QemuException with the end of QEMU's output where it does not come up
     */
    static Machine start(
            Path qemu,
            DiskImage disk,
            DriveKind drive,
            boolean running,
            Function<List<String>, ProcessBuilder> starter,
            Duration deadline) {
        GuestFolder folder = GuestFolder.create();
        QemuProcess process = null;
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            disk.writeTo(folder.file("disk"));
            Blkdebug.write(disk.unreadableSectors(), folder.file("errors"));
            listener.bind(UnixDomainSocketAddress.of(folder.file("qmp")));
            process = QemuProcess.start(
                    starter,
                    folder.path(),
                    QemuCommand.tested(
                            qemu,
                            folder.path(),
                            drive,
                            !disk.unreadableSectors().isEmpty(),
                            running));
            QmpClient qmp = new QmpClient(accept(listener, process, deadline), deadline);
            qmp.negotiate();
            FileChannel ram = FileChannel.open(folder.file("ram"), StandardOpenOption.READ);
            return new Machine(folder, process, qmp, ram, new Trace(folder.file("trace")), disk);
        } catch (IOException | RuntimeException e) {
            String tail = "";
            if (process != null) {
                process.close();
                tail = process.tail();
            }
            folder.close();
            throw new QemuException("QEMU did not start: " + e.getMessage() + (tail.isEmpty() ? "" : "; " + tail), e);
        }
    }

    private static SocketChannel accept(ServerSocketChannel listener, QemuProcess process, Duration deadline)
            throws IOException {
        listener.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            listener.register(selector, SelectionKey.OP_ACCEPT);
            process.whenEnded(selector::wakeup);
            if (process.isRunning()) {
                selector.select(deadline.toMillis());
            }
            SocketChannel channel = listener.accept();
            if (channel == null) {
                throw new QemuException(
                        process.isRunning()
                                ? "its monitor did not connect within " + deadline.toMillis() + " ms"
                                : "it ended at once");
            }
            return channel;
        }
    }

    /** Lets a guest that was started stopped run its first instruction, with this disk in its drive. */
    void powerOn(DiskImage wanted) {
        insert(wanted);
        qmp.execute("cont", Map.of());
    }

    Path folder() {
        return folder.path();
    }

    QmpClient qmp() {
        return qmp;
    }

    Trace trace() {
        return trace;
    }

    boolean isRunning() {
        return process.isRunning();
    }

    String tail() {
        return process.tail();
    }

    Duration cpuTime() {
        return process.cpuTime();
    }

    /** Bytes of guest memory below 0xA0000 or of the BIOS; {@code address} is physical. */
    byte[] memory(int address, int sizeBytes) {
        ByteBuffer bytes = ByteBuffer.allocate(sizeBytes);
        try {
            while (bytes.hasRemaining()) {
                if (ram.read(bytes, (long) address + bytes.position()) < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new QemuException("cannot read the guest's memory", e);
        }
        return bytes.array();
    }

    /** The little-endian word at {@code address}. */
    int word(int address) {
        byte[] bytes = memory(address, 2);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    }

    TextScreen screen() {
        Path file = folder.file("screen");
        qmp.execute("pmemsave", Map.of("val", TEXT_PAGE, "size", TextScreen.SIZE_BYTES, "filename", file.toString()));
        byte[] cursor = memory(CURSOR, 2);
        try {
            return new TextScreen(Files.readAllBytes(file), cursor[1] & 0xFF, cursor[0] & 0xFF);
        } catch (IOException e) {
            throw new QemuException("cannot read the screen that QEMU saved", e);
        }
    }

    DiskImage disk() {
        return disk;
    }

    /** Puts another disk into the drive; the guest must not be reading. It has the same unreadable sectors. */
    void insert(DiskImage other) {
        if (other.equals(disk)) {
            // The next comparison with it is one of references.
            disk = other;
            return;
        }
        // QEMU has the disk as the backing file of its snapshot, and keeps nothing of it in memory.
        try {
            other.writeTo(folder.file("disk"));
            disk = other;
        } catch (IOException e) {
            throw new QemuException("cannot put another disk into the drive", e);
        }
    }

    Registers registers() {
        return Registers.parse(qmp.monitor("info registers"));
    }

    /** One past the highest byte that the guest wrote to any disk since QEMU started; 0 for none. */
    long highestByteWritten() {
        long highest = 0;
        for (JsonNode drive : qmp.execute("query-blockstats", Map.of())) {
            highest = Math.max(
                    highest, drive.path("stats").path("wr_highest_offset").asLong(0));
        }
        return highest;
    }

    /** Ends QEMU and removes its folder; the processor time of its end is not waited for. */
    @Override
    public void close() {
        qmp.close();
        process.end();
        trace.close();
        try {
            ram.close();
        } catch (IOException e) {
            // It was only read.
        }
        folder.close();
    }
}
