package pxos.qemu;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import pxos.json.JsonText;
import pxos.os.TextScreen;
import tools.jackson.databind.JsonNode;

/**
 * A started QEMU with its monitor, its memory and its trace: the means to look at a guest and to act on it.
 *
 * <p>Guest memory is a file that QEMU shares, so that reading it costs no round trip.
 */
final class Machine implements AutoCloseable {

    private static final String REGISTERS = "info registers";

    /** Physical address of the VGA text page (Ralf Brown's Interrupt List, memory B800h:0000h). */
    private static final int TEXT_PAGE = 0xB8000;
    /** BIOS data area: cursor of page 0, column then row (Ralf Brown's Interrupt List, memory 0040h:0050h). */
    private static final int CURSOR = 0x450;

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

    /**
     * What can be seen at one moment.
     *
     * @param highestByteWritten one past the highest byte that the guest wrote to any disk since QEMU started; 0 for none
     */
    record Sight(TextScreen screen, long highestByteWritten) {}

    /**
     * The registers of one moment, and what could be seen right after it.
     *
     * @param scanCodeWaits whether one waited in the keyboard's controller right before it, where that was asked
     */
    record Glance(boolean scanCodeWaits, Registers registers, Sight sight) {}

    Sight sight() {
        return sightOf(qmp.executeAll(sightCommands()));
    }

    /** @param typed whether scan codes can be on their way */
    Glance glance(boolean typed) {
        List<QmpClient.Command> commands = new ArrayList<>();
        if (typed) {
            commands.add(QmpClient.Command.monitor(Keyboard.STATUS));
        }
        commands.add(QmpClient.Command.monitor(REGISTERS));
        int own = commands.size();
        commands.addAll(sightCommands());
        List<JsonNode> replies = qmp.executeAll(commands);
        return new Glance(
                typed && Keyboard.scanCodeWaits(replies.get(0).asString()),
                Registers.parse(replies.get(own - 1).asString()),
                sightOf(replies.subList(own, replies.size())));
    }

    private List<QmpClient.Command> sightCommands() {
        return List.of(
                new QmpClient.Command(
                        "pmemsave",
                        JsonText.object()
                                .put("val", TEXT_PAGE)
                                .put("size", TextScreen.SIZE_BYTES)
                                .put("filename", folder.file("screen").toString())),
                QmpClient.Command.of("query-blockstats"));
    }

    private Sight sightOf(List<JsonNode> replies) {
        byte[] cursor = memory(CURSOR, 2);
        try {
            byte[] page = Files.readAllBytes(folder.file("screen"));
            TextScreen screen = new TextScreen(page, cursor[1] & 0xFF, cursor[0] & 0xFF);
            return new Sight(screen, highestByteWritten(replies.get(1)));
        } catch (IOException e) {
            throw new QemuException("cannot read the screen that QEMU saved", e);
        }
    }

    /** Lets nothing go on in the guest; returns whether it has written to a disk since QEMU started. */
    boolean stop() {
        List<JsonNode> replies =
                qmp.executeAll(List.of(QmpClient.Command.of("stop"), QmpClient.Command.of("query-blockstats")));
        return highestByteWritten(replies.get(1)) > 0;
    }

    private static long highestByteWritten(JsonNode drives) {
        long highest = 0;
        for (JsonNode drive : drives) {
            highest = Math.max(
                    highest, drive.path("stats").path("wr_highest_offset").asLong(0));
        }
        return highest;
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
