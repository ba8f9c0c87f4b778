package pxos.proof.pc;

import static pxos.proof.pc.Registers.*;

import java.util.List;
import java.util.Set;
import pxos.os.MemoryMap;

/**
 * The one drive of the machine, and INT 13h for it, as measured on SeaBIOS (src/disk.c, src/hw/floppy.c).
 *
 * <p>What the floppy's driver notes for itself, from 0040h:003Eh to 0048h and from 0090h on, stays as it is at the start.
 */
final class Disk {

    private static final int SECTOR_BYTES = 512;
    private static final int FIRST_HARD_DISK = 0x80;

    /** BIOS data area (Ralf Brown's list, memory 0040h:0041h and 0074h): how the last call ended. */
    private static final int FLOPPY_STATUS = 0x441;

    private static final int DISK_STATUS = 0x474;

    /** Calls, and what is the same with a packet less 40h. */
    private static final int READ = 2;

    private static final int WRITE = 3;
    private static final int VERIFY = 4;

    /** Answers in AH (Ralf Brown's list, table 00234). */
    private static final int DONE = 0x00;

    private static final int BAD_PARAMETER = 0x01;
    private static final int PROTECTED = 0x03;
    private static final int ACROSS_64K = 0x09;
    private static final int BAD_TRACK = 0x0C;
    private static final int BAD_CONTROLLER = 0x20;

    private final Cpu cpu;
    private final Memory memory;
    private final int drive;
    private final Set<Integer> unreadable;
    private final int heads;
    private final int track;
    private byte[] bytes;
    private boolean isProtected;
    private Set<Integer> unwritable = Set.of();
    final WrittenSectors written = new WrittenSectors();

    private List<Patch> patches = List.of();

    /** @param unreadable sectors, counted from 0; QEMU makes them an error on a hard disk, and zeros on a floppy */
    Disk(Cpu cpu, int drive, byte[] bytes, Set<Integer> unreadable) {
        this.cpu = cpu;
        this.memory = cpu.memory;
        this.drive = drive;
        this.bytes = bytes;
        this.unreadable = Set.copyOf(unreadable);
        this.heads = isFloppy() ? 2 : 16;
        this.track = isFloppy() ? 18 : 63;
    }

    /** What it refuses from now on: some sectors, counted from 0, or everything. */
    void refuseWriting(Set<Integer> sectors, boolean everything) {
        unwritable = Set.copyOf(sectors);
        isProtected = everything;
    }

    int drive() {
        return drive;
    }

    boolean isFloppy() {
        return drive < FIRST_HARD_DISK;
    }

    void insert(byte[] other) {
        bytes = other;
        written.clear();
    }

    /** What is read instead of some bytes from now on, whatever disk is in the drive. */
    void patch(List<Patch> changes) {
        patches = List.copyOf(changes);
    }

    private int sectors() {
        return bytes.length / SECTOR_BYTES;
    }

    /** QEMU makes up a geometry for a hard disk, unless it finds one in a partition table (hw/block/hd-geometry.c). */
    private int cylinders() {
        for (int lastHead = 0x1C3; lastHead < 0x1FE && !isFloppy(); lastHead += 16) {
            if (bytes[lastHead] != 0) {
                throw Stop.notModelled("the geometry of a hard disk with a partition table");
            }
        }
        return sectors() / (heads * track);
    }

    void call(Bios bios) {
        int function = cpu.get(AH, 1);
        int place = cpu.get(DX, 1) < FIRST_HARD_DISK ? FLOPPY_STATUS : DISK_STATUS;
        int status = cpu.get(DX, 1) != drive ? BAD_PARAMETER : function == 0x01 ? memory.read(place) : answer(function);
        memory.write(place, status);
        bios.answer(Alu.CF, status != DONE);
        if (status != DONE || function != 0x15 && function != 0x41) {
            cpu.set(AH, status, 1);
        }
    }

    private int answer(int function) {
        switch (function) {
            case 0x02, 0x03, 0x04 -> {
                return byGeometry(function);
            }
            case 0x08 -> tellGeometry();
            case 0x15 -> tellKind();
            case 0x41 -> {
                if (isFloppy()) {
                    return BAD_PARAMETER;
                }
                cpu.set(AH, 0x30, 1);
                cpu.set(BX, 0xAA55, 2);
                cpu.set(CX, 7, 2);
            }
            case 0x42, 0x43, 0x44 -> {
                return isFloppy() ? BAD_PARAMETER : byNumber(function - 0x40);
            }
            case 0x00 -> {}
            default -> throw Stop.notModelled("INT 13h AH=%02X", function);
        }
        return DONE;
    }

    private void tellGeometry() {
        int last = cylinders() - (isFloppy() ? 1 : 2);
        cpu.set(AX, 0, 1);
        cpu.set(CX, last << 8 & 0xFF00 | last >> 2 & 0xC0 | track, 2);
        cpu.set(DX, heads - 1 << 8 | 1, 2);
        if (isFloppy()) {
            cpu.set(BX, 4, 2);
            cpu.segments[ES] = Bios.SEGMENT;
            cpu.set(DI, Bios.FLOPPY_TABLE, 2);
        }
    }

    private void tellKind() {
        cpu.set(AH, isFloppy() ? 1 : 3, 1);
        if (!isFloppy()) {
            int reachable = (cylinders() - 1) * heads * track;
            cpu.set(CX, reachable >> 16, 2);
            cpu.set(DX, reachable, 2);
        }
    }

    private int byGeometry(int function) {
        int count = cpu.get(AX, 1);
        int cylinder = cpu.get(CH, 1) | cpu.get(CX, 1) << 2 & 0x300;
        int head = cpu.get(DH, 1);
        int sector = (cpu.get(CX, 1) & 0x3F) - 1;
        boolean isThere = cylinder < cylinders() && head < heads && sector >= 0 && sector < track;
        if (!isThere || count == 0 || count > 128) {
            return BAD_PARAMETER;
        }
        if (isFloppy() && head * track + sector + count > heads * track) {
            throw Stop.notModelled("a transfer beyond the end of a floppy's cylinder");
        }
        int status =
                transfer(function, (cylinder * heads + head) * track + sector, count, cpu.linear(ES, cpu.word(BX)));
        cpu.set(AX, status == DONE ? count : 0, 1);
        return status;
    }

    /** With the address packet at DS:SI. */
    private int byNumber(int function) {
        int packet = cpu.word(SI);
        int target = cpu.read(DS, packet + 4, 2) + (cpu.read(DS, packet + 6, 2) << 4);
        int first = cpu.read(DS, packet + 8, 4);
        if (Integer.compareUnsigned(first, sectors()) >= 0 || cpu.read(DS, packet + 12, 4) != 0) {
            return BAD_PARAMETER;
        }
        int status = transfer(function, first, cpu.read(DS, packet + 2, 2), target);
        if (status != DONE) {
            cpu.write(DS, packet + 2, 0, 2);
        }
        return status;
    }

    private int transfer(int function, int first, int count, int address) {
        boolean crosses = isFloppy() && address >> 16 != address + count * SECTOR_BYTES - 1 >> 16;
        if (function != VERIFY && (count > 128 || crosses)) {
            return ACROSS_64K;
        }
        if (function == WRITE && isProtected) {
            return PROTECTED;
        }
        for (int i = 0; i < count; i++) {
            int sector = first + i;
            if (sector >= sectors() || !isFloppy() && unreadable.contains(sector)) {
                if (count > 1) {
                    throw Stop.notModelled("a transfer of %d sectors that fails at sector %d", count, sector);
                }
                return BAD_TRACK;
            }
            if (function == WRITE && unwritable.contains(sector)) {
                return isFloppy() ? BAD_CONTROLLER : BAD_TRACK;
            }
            if (function == READ) {
                read(sector, address + i * SECTOR_BYTES);
            } else if (function == WRITE) {
                write(sector, address + i * SECTOR_BYTES);
            }
        }
        return DONE;
    }

    void read(int sector, int address) {
        byte[] own = written.contentOrNull(sector);
        boolean zeros = unreadable.contains(sector);
        for (int i = 0; i < SECTOR_BYTES; i++) {
            memory.write(address + i, zeros ? 0 : own == null ? bytes[sector * SECTOR_BYTES + i] : own[i]);
        }
        for (Patch patch : patches) {
            int place = patch.address() - MemoryMap.IMAGE_BASE - sector * SECTOR_BYTES;
            if (place >= 0 && place < SECTOR_BYTES && memory.read(address + place) == patch.old()) {
                memory.write(address + place, patch.value());
            }
        }
    }

    private void write(int sector, int address) {
        byte[] own = new byte[SECTOR_BYTES];
        for (int i = 0; i < SECTOR_BYTES; i++) {
            own[i] = (byte) memory.read(address + i);
        }
        written.write(sector, own);
    }
}
