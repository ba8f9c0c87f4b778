package pxos.proof.qemu;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pxos.Problem;
import pxos.json.Json;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.StartState;
import tools.jackson.databind.JsonNode;

/**
 * A started QEMU with its monitor, its memory and its trace: the means to look at a guest and to act on it.
 *
 * <p>Guest memory is a file that QEMU shares, so reading it does not hold up the guest.
 */
final class Machine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    private final GuestFolder folder;
    private final QemuProcess process;
    private final QmpClient qmp;
    private final BarrierServer keyboard;
    private final ByteBuffer ram;
    private final Trace trace;
    private DiskImage disk;

    private Machine(GuestFolder folder, QemuProcess process, QmpClient qmp, BarrierServer keyboard, DiskImage disk)
            throws IOException {
        this.folder = folder;
        this.process = process;
        this.qmp = qmp;
        this.keyboard = keyboard;
        this.ram = map(folder.path().resolve("ram"));
        this.trace = new Trace(folder.path().resolve("trace"));
        this.disk = disk;
    }

    /**
     * Starts QEMU. Its guest stands before its first instruction.
     *
     * @param deadline until the monitor answers, and for each of its replies
     * @throws Problem with the end of QEMU's output where it does not come up
     */
    static Machine start(
            Path qemu,
            DiskImage disk,
            DriveKind drive,
            StartState beginning,
            Function<List<String>, ProcessBuilder> starter,
            Duration deadline) {
        try {
            return started(qemu, disk, drive, beginning, starter, deadline);
        } catch (Problem e) {
            if (!e.getMessage().contains("sandbox")) {
                throw e;
            }
            // This QEMU was built without one.
            return started(
                    qemu,
                    disk,
                    drive,
                    beginning,
                    command -> starter.apply(QemuCommand.withoutSandbox(command)),
                    deadline);
        }
    }

    private static Machine started(
            Path qemu,
            DiskImage disk,
            DriveKind drive,
            StartState beginning,
            Function<List<String>, ProcessBuilder> starter,
            Duration deadline) {
        long start = System.nanoTime();
        Path folder = GuestFolder.choose();
        GuestFolder guestFolder = null;
        QemuProcess process = null;
        try (ServerSocket monitor = listen();
                ServerSocket keyboard = listen()) {
            List<String> command = QemuCommand.tested(
                    qemu,
                    folder,
                    new QemuCommand.Ports(monitor.getLocalPort(), keyboard.getLocalPort()),
                    drive,
                    beginning,
                    !disk.unreadableSectors().isEmpty());
            // Before there is a folder, there is somebody who removes it.
            process = QemuProcess.start(starter, folder, command);
            guestFolder = GuestFolder.make(folder);
            disk.writeTo(folder.resolve("disk"));
            Files.writeString(folder.resolve("errors"), QemuCommand.readErrors(disk.unreadableSectors()));
            process.launch();
            QmpClient qmp = new QmpClient(process.accept(monitor, deadline), deadline);
            BarrierServer keys = new BarrierServer(process.accept(keyboard, deadline), deadline);
            qmp.negotiate();
            LOG.debug(
                    "QEMU answered after {} ms: {}",
                    (System.nanoTime() - start) / 1_000_000,
                    String.join(" ", command));
            return new Machine(guestFolder, process, qmp, keys, disk);
        } catch (IOException | RuntimeException e) {
            throw notStarted(e, guestFolder, process);
        }
    }

    private static Problem notStarted(Exception e, GuestFolder folderOrNull, QemuProcess processOrNull) {
        String tail = "";
        if (processOrNull != null) {
            processOrNull.close();
            tail = processOrNull.tail();
        }
        if (folderOrNull != null) {
            folderOrNull.close();
        }
        String message = "QEMU did not start: " + e.getMessage() + (tail.isEmpty() ? "" : "; " + tail);
        return e instanceof Problem problem && problem.kind() == Problem.Kind.MISSING
                ? problem
                : Problem.internal(message, e);
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    }

    QmpClient qmp() {
        return qmp;
    }

    BarrierServer keyboard() {
        return keyboard;
    }

    Trace trace() {
        return trace;
    }

    Ports ports() {
        return new Ports(qmp, trace);
    }

    QemuProcess process() {
        return process;
    }

    DiskImage disk() {
        return disk;
    }

    /** Whether the guest asked for a reset. It stands still since then. */
    boolean wantsReset() {
        return qmp.sawEvent("SHUTDOWN");
    }

    Registers registers() {
        return Registers.parse(qmp.monitor("info registers"));
    }

    TextScreen screen() {
        Path file = folder.path().resolve("screen");
        qmp.execute(
                "pmemsave",
                Json.object()
                        .put("val", BiosMemory.TEXT_PAGE)
                        .put("size", TextScreen.SIZE_BYTES)
                        .put("filename", file.toString()));
        byte[] cursor = memory(BiosMemory.CURSOR, 2);
        try {
            return new TextScreen(Files.readAllBytes(file), cursor[1] & 0xFF, cursor[0] & 0xFF);
        } catch (IOException e) {
            throw Problem.internal("cannot read the screen that QEMU saved", e);
        }
    }

    /** One past the highest byte that the guest wrote to any disk since QEMU started; 0 for none. */
    long highestByteWritten() {
        long highest = 0;
        for (JsonNode drive : qmp.execute("query-blockstats")) {
            highest = Math.max(
                    highest, drive.path("stats").path("wr_highest_offset").asLong(0));
        }
        return highest;
    }

    /** Bytes of guest memory below 0xA0000 or of the BIOS; {@code address} is physical. Zero where there is no memory. */
    byte[] memory(int address, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        if (address >= 0 && address < ram.limit()) {
            ram.get(address, bytes, 0, Math.min(sizeBytes, ram.limit() - address));
        }
        return bytes;
    }

    /** Puts bytes into the memory of a guest that stands still and has not executed anything there. */
    void setMemory(int address, byte[] bytes) {
        ram.put(address, bytes);
    }

    /** The little-endian word at {@code address}. */
    int word(int address) {
        byte[] bytes = memory(address, 2);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    }

    /** Puts another disk into the drive. The guest must not be reading, and the disk fails at the same sectors. */
    void insert(DiskImage other) {
        try {
            if (!other.equals(disk)) {
                // QEMU has the disk as the backing file of its snapshots, and keeps nothing of it in memory.
                other.writeTo(folder.path().resolve("disk"));
            }
            disk = other;
        } catch (IOException e) {
            throw Problem.internal("cannot put another disk into the drive", e);
        }
    }

    /** Ends QEMU; returns when it is gone with its folder. */
    @Override
    public void close() {
        keyboard.close();
        qmp.close();
        trace.close();
        process.close();
        folder.close();
    }
}
