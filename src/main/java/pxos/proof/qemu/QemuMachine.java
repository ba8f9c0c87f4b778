package pxos.proof.qemu;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import pxos.file.TemporaryFolder;
import pxos.os.BiosMemory;
import pxos.os.TextScreen;
import pxos.os.disk.Floppy;
import pxos.os.disk.SectorWrite;
import pxos.proof.DiskImage;
import tools.jackson.databind.JsonNode;

/**
 * A started QEMU with its monitor, its memory and its trace: the means to look at a guest and to act on it.
 *
 * <p>Guest memory is a file that QEMU shares, so reading it does not hold up the guest.
 */
final class QemuMachine implements AutoCloseable {

    /** Where {@link #checkConnection} writes: memory that the BIOS does not count on. */
    private static final int FREE_BYTES = 0x500;

    private static final Pattern INTERRUPT_TABLE = Pattern.compile("IDT=\\s*(\\p{XDigit}+)");

    private final TemporaryFolder folder;
    private final QemuProcess process;
    private final QmpClient qmp;
    private final BarrierServer keyboard;
    private final QtestClient qtest;
    private final ProcessorThread processor;
    private final ByteBuffer ram;
    private final QemuTrace trace;
    private DiskImage disk;
    /** Whether the file in the drive holds what the guest wrote, too. */
    private boolean committed;
    /** What QEMU's statistics say of earlier disks, and said at the last look. */
    private long highestBefore;

    private long highest;
    private final WriteLog writes;

    /** @param folder holds its memory, its trace and its disk */
    QemuMachine(
            TemporaryFolder folder,
            QemuProcess process,
            QmpClient qmp,
            BarrierServer keyboard,
            QtestClient qtest,
            DiskImage disk)
            throws IOException {
        this.folder = folder;
        this.process = process;
        this.qmp = qmp;
        this.keyboard = keyboard;
        this.qtest = qtest;
        this.ram = map(folder.path().resolve("ram"));
        this.trace = new QemuTrace(folder.path().resolve("trace"));
        this.disk = disk;
        this.writes = new WriteLog(folder.path().resolve("writes"));
        this.processor = new ProcessorThread(
                qmp.execute("query-cpus-fast").path(0).path("thread-id").asLong(), process);
        checkConnection();
    }

    /** A stranger who connected before QEMU did cannot show us a screen: the memory that we see is not theirs. */
    private void checkConnection() throws IOException {
        byte[] sign = ByteBuffer.allocate(Long.BYTES).putLong(System.nanoTime()).array();
        qtest.setMemory(FREE_BYTES, sign);
        if (!Arrays.equals(memory(FREE_BYTES, sign.length), sign)) {
            throw new IOException("somebody else answers on its port");
        }
        setMemory(FREE_BYTES, new byte[sign.length]);
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
        }
    }

    QmpClient qmp() {
        return qmp;
    }

    BarrierServer keyboard() {
        return keyboard;
    }

    QemuTrace trace() {
        return trace;
    }

    Ports ports() {
        return new Ports(qmp, qtest, trace);
    }

    ProcessorThread processor() {
        return processor;
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

    /** Where the processor looks for its interrupt table: {@code IDT=     00000000 000003ff}. */
    String interruptTable() {
        return INTERRUPT_TABLE
                .matcher(qmp.monitor("info registers"))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("unknown");
    }

    TextScreen screen() {
        byte[] cells = qtest.memory(BiosMemory.TEXT_PAGE, TextScreen.SIZE_BYTES);
        byte[] cursor = memory(BiosMemory.CURSOR, 2);
        return new TextScreen(cells, cursor[1] & 0xFF, cursor[0] & 0xFF);
    }

    /**
     * One past the highest byte that the guest wrote to the disk since it was put in; 0 for none. QEMU tells it of all disks
     * together: after one that was written to, bytes are compared, and a byte that was written as it was does not count.
     */
    long highestByteWritten() {
        lookAtStatistics();
        if (highestBefore == 0 || highest == 0) {
            return highest;
        }
        byte[] now = diskNow();
        int last = now.length;
        while (last > 0 && now[last - 1] == disk.shared()[last - 1]) {
            last--;
        }
        return (last + Floppy.SECTOR_BYTES - 1L) / Floppy.SECTOR_BYTES * Floppy.SECTOR_BYTES;
    }

    private void lookAtStatistics() {
        for (JsonNode drive : qmp.execute("query-blockstats")) {
            highest = Math.max(
                    highest, drive.path("stats").path("wr_highest_offset").asLong(0));
        }
    }

    /** What the disk holds, with all that was written to it. The guest must not be writing. */
    byte[] diskNow() {
        lookAtStatistics();
        if (highest == 0) {
            return disk.shared();
        }
        commit();
        try {
            return Files.readAllBytes(folder.path().resolve("disk"));
        } catch (IOException e) {
            throw QemuTrouble.of("cannot read the disk that QEMU wrote to", e);
        }
    }

    /** What was written to the disk since it was put in; empty where QEMU does not keep it. The guest must not be writing. */
    Optional<List<SectorWrite>> diskWrites() {
        return disk.traits().logged() ? Optional.of(writes.read()) : Optional.empty();
    }

    /** Makes what the guest wrote outlive the loading of a snapshot, which would take it back. */
    void commit() {
        String answer = disk.traits().readOnly() ? "" : qmp.monitor("commit all");
        if (!answer.isBlank()) {
            throw QemuTrouble.of("QEMU refused to commit: " + answer.strip(), null);
        }
        committed = true;
    }

    /** Bytes of guest memory below 0xA0000 or of the BIOS; {@code address} is physical. Zero where there is no memory. */
    byte[] memory(int address, int sizeBytes) {
        byte[] bytes = new byte[sizeBytes];
        if (address >= 0 && address < ram.limit()) {
            ram.get(address, bytes, 0, Math.min(sizeBytes, ram.limit() - address));
        }
        return bytes;
    }

    /** Puts bytes into the memory of a guest that stands still or waits, and has not executed anything there. */
    void setMemory(int address, byte[] bytes) {
        ram.put(address, bytes);
    }

    /** The little-endian word at {@code address}. */
    int word(int address) {
        byte[] bytes = memory(address, 2);
        return bytes[0] & 0xFF | (bytes[1] & 0xFF) << 8;
    }

    /**
     * Puts another disk into the drive, or the same one as it was. The guest must not be reading, and the disk fails at the
     * same sectors. What the guest wrote to the one before stays on top of it until a snapshot is loaded.
     */
    void insert(DiskImage other) {
        try {
            if (committed || QemuCommand.isWrittenAtOnce(disk) || !other.equals(disk)) {
                // QEMU has the disk as the backing file of its snapshots, and keeps nothing of it in memory.
                other.writeTo(folder.path().resolve("disk"));
            }
            disk = other;
            committed = false;
            highestBefore = highest;
            writes.forget();
        } catch (IOException e) {
            throw QemuTrouble.of("cannot put another disk into the drive", e);
        }
    }

    /** Ends QEMU; returns when it is gone with its folder. */
    @Override
    public void close() {
        keyboard.close();
        qtest.close();
        qmp.close();
        trace.close();
        processor.close();
        process.close();
        folder.close();
    }
}
