package pxos.os.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The FAT of a disk: for each cluster the one that follows it in its file. Both copies are written alike. */
public final class FileTable {

    public static final int FREE = 0;
    public static final int BAD = 0xFF7;
    /** Any value from here to FFFh ends a chain. */
    public static final int END = 0xFF8;

    private static final int LAST = 0xFFF;
    /** Entries 0 and 1: the media byte F0h of the BIOS parameter block, and an end (FAT specification). */
    private static final int[] HEAD = {0xFF0, 0xFFF};

    private final byte[] disk;

    FileTable(byte[] disk) {
        this.disk = disk;
    }

    void format() {
        Arrays.fill(disk, Floppy.FAT_OFFSET, Floppy.ROOT_OFFSET, (byte) 0);
        set(0, HEAD[0]);
        set(1, HEAD[1]);
    }

    /** Why this is not a table that can be trusted; empty where it is. */
    String fault() {
        int second = Floppy.FAT_OFFSET + Floppy.FAT_BYTES;
        if (!Arrays.equals(disk, Floppy.FAT_OFFSET, second, disk, second, Floppy.ROOT_OFFSET)) {
            return "the two copies of its FAT differ";
        }
        return get(0) == HEAD[0] && get(1) >= END ? "" : "its FAT does not begin with F0 FF FF";
    }

    /** The 12 bits of {@code cluster}. */
    public int get(int cluster) {
        int offset = Floppy.FAT_OFFSET + cluster * 3 / 2;
        int word = disk[offset] & 0xFF | (disk[offset + 1] & 0xFF) << 8;
        return (cluster & 1) == 0 ? word & LAST : word >> 4;
    }

    /** Writes the 12 bits of {@code cluster} in both copies. */
    public void set(int cluster, int value) {
        for (int copy = 0; copy < Floppy.FATS; copy++) {
            int offset = Floppy.FAT_OFFSET + copy * Floppy.FAT_BYTES + cluster * 3 / 2;
            int word = disk[offset] & 0xFF | (disk[offset + 1] & 0xFF) << 8;
            word = (cluster & 1) == 0 ? word & 0xF000 | value : word & 0x000F | value << 4;
            disk[offset] = (byte) word;
            disk[offset + 1] = (byte) (word >> 8);
        }
    }

    /** All free clusters, lowest first. */
    public List<Integer> free() {
        List<Integer> free = new ArrayList<>();
        for (int cluster = Floppy.FIRST_CLUSTER; cluster <= Floppy.LAST_CLUSTER; cluster++) {
            if (get(cluster) == FREE) {
                free.add(cluster);
            }
        }
        return free;
    }

    /** Makes one chain of {@code clusters}, in their order. */
    void chain(List<Integer> clusters) {
        for (int i = 0; i < clusters.size(); i++) {
            set(clusters.get(i), i + 1 < clusters.size() ? clusters.get(i + 1) : LAST);
        }
    }

    /** How many clusters of the whole disk are followed by one of {@code chain}. */
    int pointersInto(List<Integer> chain) {
        BitSet inChain = new BitSet();
        chain.forEach(inChain::set);
        int pointers = 0;
        for (int cluster = Floppy.FIRST_CLUSTER; cluster <= Floppy.LAST_CLUSTER; cluster++) {
            pointers += inChain.get(get(cluster)) ? 1 : 0;
        }
        return pointers;
    }

    /**
     * The clusters of the chain that starts at {@code first}, in order; none where {@code first} is 0.
     *
     * @throws DiskException when the chain runs into a loop, or a cluster that is free, bad or not there
     */
    public List<Integer> follow(int first) throws DiskException {
        List<Integer> chain = new ArrayList<>();
        BitSet seen = new BitSet();
        for (int cluster = first; cluster < END && !(chain.isEmpty() && cluster == 0); cluster = get(cluster)) {
            if (cluster < Floppy.FIRST_CLUSTER || cluster > Floppy.LAST_CLUSTER || seen.get(cluster)) {
                throw new DiskException("the chain from cluster " + first
                        + (cluster == FREE
                                ? " leads to a free cluster"
                                : cluster == BAD
                                        ? " leads to a bad cluster"
                                        : cluster > 0 && seen.get(cluster)
                                                ? " is a loop"
                                                : " leads to cluster " + cluster + ", which is not there"));
            }
            seen.set(cluster);
            chain.add(cluster);
        }
        return chain;
    }
}
