package pxos.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A started QEMU with its monitor, its memory and its trace: the means to look at a guest and to act on it.
 *
 * <p>Guest memory is a file that QEMU shares, so that reading it costs no round trip.
 */
final class Machine implements AutoCloseable {

    static final String REGISTERS = "info registers";

    private final GuestFolder folder;
    private final QemuProcess process;
    private final QmpClient qmp;
    private final DebugStub debugger;
    private final BarrierServer keyboard;
    private final ProcessorThread processor;
    private final FileChannel ram;
    private final Trace trace;
    private DiskImage disk;

    private Machine(
            GuestFolder folder,
            QemuProcess process,
            QmpClient qmp,
            DebugStub debugger,
            BarrierServer keyboard,
            DiskImage disk)
            throws IOException {
        this.folder = folder;
        this.process = process;
        this.qmp = qmp;
        this.debugger = debugger;
        this.keyboard = keyboard;
        this.processor = new ProcessorThread(
                qmp.execute("query-cpus-fast").path(0).path("thread-id").asLong(0));
        this.ram = FileChannel.open(folder.file("ram"), StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.trace = new Trace(folder.file("trace"));
        this.disk = disk;
    }

    /**
     * Starts QEMU; its guest stands before its first instruction.
     *
     * @param deadline until the monitor answers, and for each of its replies
     * @throws QemuException with the end of QEMU's output where it does not come up
     */
    static Machine start(
            Path qemu,
            DiskImage disk,
            DriveKind drive,
            Function<List<String>, ProcessBuilder> starter,
            Duration deadline) {
        GuestFolder folder = GuestFolder.create();
        QemuProcess process = null;
        try (ServerSocket monitor = listen();
                ServerSocket door = listen();
                ServerSocket keyboard = listen()) {
            disk.writeTo(folder.file("disk"));
            Blkdebug.write(disk.unreadableSectors(), folder.file("errors"));
            process = QemuProcess.start(
                    starter,
                    folder.path(),
                    QemuCommand.tested(
                            qemu,
                            folder.path(),
                            new QemuCommand.Ports(monitor.getLocalPort(), door.getLocalPort(), keyboard.getLocalPort()),
                            drive,
                            !disk.unreadableSectors().isEmpty()));
            QmpClient qmp = new QmpClient(process.accept(monitor, deadline), deadline);
            DebugStub debugger = new DebugStub(process.accept(door, deadline));
            BarrierServer keys = new BarrierServer(process.accept(keyboard, deadline), deadline);
            qmp.negotiate();
            return new Machine(folder, process, qmp, debugger, keys, disk);
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

    /** Unix sockets would make the JDK set up its cryptography. */
    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    Path folder() {
        return folder.path();
    }

    QmpClient qmp() {
        return qmp;
    }

    DebugStub debugger() {
        return debugger;
    }

    BarrierServer keyboard() {
        return keyboard;
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

    /** Whether the processor computes at this moment, as far as that can be seen without asking QEMU. */
    boolean isBusy() {
        return processor.isBusy();
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

    /** Puts bytes into the memory of a guest that stands still and has not executed anything there. */
    void setMemory(int address, byte[] bytes) {
        ByteBuffer content = ByteBuffer.wrap(bytes);
        try {
            while (content.hasRemaining()) {
                ram.write(content, (long) address + content.position());
            }
        } catch (IOException e) {
            throw new QemuException("cannot write to the guest's memory", e);
        }
    }

    /** The little-endian word at {@code address}. */
    int word(int address) {
        byte[] bytes = memory(address, 2);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    }

    /** Lets nothing go on in the guest; returns whether it has written to a disk since QEMU started. */
    boolean stop() {
        List<JsonNode> replies =
                qmp.executeAll(List.of(QmpClient.Command.of("stop"), QmpClient.Command.of("query-blockstats")));
        return MachineView.highestByteWritten(replies.get(1)) > 0;
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
        return Registers.parse(qmp.monitor(REGISTERS));
    }

    /** Ends QEMU and removes its folder; the processor time of its end is not waited for. */
    @Override
    public void close() {
        debugger.close();
        keyboard.close();
        qmp.close();
        process.end();
        trace.close();
        processor.close();
        try {
            ram.close();
        } catch (IOException e) {
            // Nothing of it is needed any more.
        }
        folder.close();
    }
}
