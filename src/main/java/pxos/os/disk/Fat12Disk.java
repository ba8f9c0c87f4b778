package pxos.os.disk;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import pxos.Problem;
import pxos.os.disk.RootDirectory.Entry;

/**
 * A disk image in memory: pxOS in its reserved sectors, files after them. The same steps give the same bytes: every
 * entry that is written here carries the same time.
 */
public final class Fat12Disk {

    /** 2026-11-23 00:00:00, packed as a directory entry has it; marks what the project wrote. */
    public static final int STAMP = (2026 - 1980 << 9 | 11 << 5 | 23) << 16;

    /** BIOS parameter block from bytes per sector to heads, which is all that the layout depends on. */
    private static final int GEOMETRY_OFFSET = 0x0B;

    /**
     * 512 bytes per sector, 1 sector per cluster, 18 reserved ones, 2 FATs, 224 entries, 2,880 sectors, medium F0h, 9
     * sectors per FAT, 18 per track, 2 heads.
     */
    private static final byte[] GEOMETRY =
            HexFormat.ofDelimiter(" ").parseHex("00 02 01 12 00 02 E0 00 40 0B F0 09 00 12 00 02 00");

    /** Serial number and volume label: they belong to the disk, not to the OS. */
    private static final int IDENTITY_OFFSET = 0x27;

    private static final int IDENTITY_BYTES = 4 + 11;

    private final byte[] bytes;
    private final FileTable table;
    private final RootDirectory root;

    private Fat12Disk(byte[] bytes) {
        this.bytes = bytes;
        this.table = new FileTable(bytes);
        this.root = new RootDirectory(bytes);
    }

    /**
     * A freshly formatted disk.
     *
     * @param reserved content of the reserved sectors, at most 9,216 bytes
     */
    public static Fat12Disk format(byte[] reserved) {
        Fat12Disk disk = new Fat12Disk(new byte[Floppy.SIZE_BYTES]);
        disk.table.format();
        disk.overlay(reserved);
        return disk;
    }

    /**
     * A disk that is there already.
     *
     * <p>Where the two copies of its FAT differ, somebody switched off between writing the one and the other: the first one
     * counts, as DOS and fsck have it.
     *
     * @throws Problem when it is not a 1.44 MB FAT12 disk with 18 reserved sectors
     */
    public static Fat12Disk open(byte[] image) {
        if (image.length != Floppy.SIZE_BYTES) {
            throw Problem.input("it has " + image.length + " bytes, not " + Floppy.SIZE_BYTES);
        }
        if (!describesThisLayout(image)) {
            throw Problem.input("its boot sector does not describe a 1.44 MB FAT12 disk with " + Floppy.RESERVED_SECTORS
                    + " reserved sectors");
        }
        Fat12Disk disk = new Fat12Disk(image.clone());
        disk.table.check();
        disk.table.takeFirstCopy();
        return disk;
    }

    /**
     * Looks at a disk as fsck does.
     *
     * @throws Problem when the FATs differ, a chain is broken, too short or too long, or a cluster is used twice or lost
     */
    public static void check(byte[] image) {
        Fat12Disk disk = open(image);
        if (!Arrays.equals(disk.bytes, image)) {
            throw Problem.input("the two copies of its FAT differ");
        }
        BitSet used = new BitSet();
        for (Entry entry : disk.root.entries()) {
            List<Integer> chain = disk.table.follow(entry.firstCluster());
            if (entry.isFile() && chain.size() != Floppy.clustersFor(entry.sizeBytes())) {
                throw Problem.input(
                        entry.name() + " has " + entry.sizeBytes() + " bytes in " + chain.size() + " clusters");
            }
            for (int cluster : chain) {
                if (used.get(cluster)) {
                    throw Problem.input("cluster " + cluster + " of " + entry.name() + " belongs to another file, too");
                }
                used.set(cluster);
            }
        }
        for (int cluster = Floppy.FIRST_CLUSTER; cluster <= Floppy.LAST_CLUSTER; cluster++) {
            int next = disk.table.get(cluster);
            if (!used.get(cluster) && next != FileTable.FREE && next != FileTable.BAD) {
                throw Problem.input("cluster " + cluster + " is lost: no file has it");
            }
        }
    }

    /** Whether the BIOS parameter block of a boot sector is the one that {@link Floppy} draws. */
    public static boolean describesThisLayout(byte[] bootSector) {
        int end = GEOMETRY_OFFSET + GEOMETRY.length;
        return bootSector.length >= end
                && Arrays.equals(bootSector, GEOMETRY_OFFSET, end, GEOMETRY, 0, GEOMETRY.length);
    }

    private void overlay(byte[] reserved) {
        if (reserved.length > Floppy.RESERVED_BYTES) {
            throw new IllegalArgumentException(reserved.length + " bytes do not fit into the reserved sectors");
        }
        Arrays.fill(bytes, 0, Floppy.RESERVED_BYTES, (byte) 0);
        System.arraycopy(reserved, 0, bytes, 0, reserved.length);
    }

    /**
     * Replaces pxOS; serial number and label of the disk, and all its files, stay.
     *
     * @return whether it is another pxOS than the one before
     */
    public boolean install(byte[] reserved) {
        byte[] before = Arrays.copyOf(bytes, Floppy.RESERVED_BYTES);
        overlay(reserved);
        System.arraycopy(before, IDENTITY_OFFSET, bytes, IDENTITY_OFFSET, IDENTITY_BYTES);
        return !Arrays.equals(before, Arrays.copyOf(bytes, before.length));
    }

    public FileTable table() {
        return table;
    }

    public RootDirectory root() {
        return root;
    }

    /** A copy of the whole image, 1,474,560 bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The whole image, without a copy: whoever gets it only reads it, and the disk changes no more. */
    public byte[] shared() {
        return bytes;
    }

    public int freeBytes() {
        return table.free().size() * Floppy.SECTOR_BYTES;
    }

    /** The file or directory of this name. */
    public Optional<Entry> find(ShortName name) {
        return root.find(name).stream().mapToObj(root::entry).findFirst();
    }

    /**
     * The content of a file.
     *
     * @throws Problem when its chain of clusters is broken or too short
     */
    public byte[] read(Entry file) {
        List<Integer> chain = table.follow(file.firstCluster());
        if (Floppy.clustersFor(file.sizeBytes()) > chain.size() || file.sizeBytes() < 0) {
            throw Problem.input("the chain of " + file.name() + " is too short for its size");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        chain.forEach(cluster -> content.write(bytes, Floppy.offsetOf(cluster), Floppy.SECTOR_BYTES));
        return Arrays.copyOf(content.toByteArray(), file.sizeBytes());
    }

    /**
     * Writes a file, in place of one of the same name.
     *
     * @throws Problem when it does not fit, or a directory or a file with a broken chain has that name; then
     *     nothing has changed
     */
    public void write(ShortName name, byte[] content) {
        OptionalInt old = root.find(name);
        List<Integer> freed = old.isPresent() ? chainOf(root.entry(old.getAsInt())) : List.of();
        int needed = Floppy.clustersFor(content.length);
        if (needed > table.free().size() + freed.size()) {
            throw Problem.input("no room for " + name + ": it takes " + needed * Floppy.SECTOR_BYTES + " bytes, and "
                    + freeBytes() + " are free");
        }
        if (old.isEmpty() && root.isFull()) {
            throw Problem.input("no room for " + name + ": the root directory has " + Floppy.ROOT_ENTRIES + " entries");
        }
        freed.forEach(cluster -> table.set(cluster, FileTable.FREE));
        Entry entry = new Entry(name.toString(), Entry.ARCHIVE, store(content, table.free()), content.length, STAMP);
        if (old.isPresent()) {
            root.put(old.getAsInt(), name.field(), entry);
        } else {
            root.add(name.field(), entry, "");
        }
    }

    /**
     * Writes the first bytes of a sector, whatever it belongs to; those after them stay as they are.
     *
     * @param sector counted from 0
     * @param raw at most 512
     */
    public void putRaw(int sector, List<Integer> raw) {
        for (int i = 0; i < raw.size(); i++) {
            bytes[sector * Floppy.SECTOR_BYTES + i] = raw.get(i).byteValue();
        }
    }

    private List<Integer> chainOf(Entry file) {
        if (!file.isFile()) {
            throw Problem.input(file.name() + " is a directory there");
        }
        List<Integer> chain = table.follow(file.firstCluster());
        long users = root.entries().stream()
                .filter(other -> chain.contains(other.firstCluster()))
                .count();
        if (users > 1 || table.pointersInto(chain) >= chain.size() && !chain.isEmpty()) {
            throw Problem.input(file.name() + " shares clusters with another file there");
        }
        return chain;
    }

    /**
     * Puts content into clusters, in the order given.
     *
     * @param clusters free ones, at least as many as the content takes
     * @return the first cluster, or 0 for no content
     */
    public int store(byte[] content, List<Integer> clusters) {
        List<Integer> chain = clusters.subList(0, Floppy.clustersFor(content.length));
        for (int i = 0; i < chain.size(); i++) {
            int from = i * Floppy.SECTOR_BYTES;
            byte[] sector = Arrays.copyOfRange(content, from, from + Floppy.SECTOR_BYTES);
            System.arraycopy(sector, 0, bytes, Floppy.offsetOf(chain.get(i)), Floppy.SECTOR_BYTES);
        }
        table.chain(chain);
        return chain.isEmpty() ? 0 : chain.get(0);
    }
}
