package pxos.os.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import pxos.Problem;

/** The FAT of a disk: for each cluster the one that follows it in its file. Writes go to both copies. */
public final class FileTable {

    public static final int FREE = 0;
    public static final int BAD = 0xFF7;
    /** Any value from here to FFFh ends a chain. */
    public static final int END = 0xFF8;

    private static final int LAST = 0xFFF;
    /** Entries 0 and 1: the media byte F0h of the BIOS parameter block, and an end (FAT specification). */
    private static final int[] HEAD = {0xFF0, 0xFFF};

    private final byte[] bytes;
    private final ByteBuffer disk;

    FileTable(byte[] bytes) {
        this.bytes = bytes;
        this.disk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    void format() {
        Arrays.fill(bytes, Floppy.FAT_OFFSET, Floppy.ROOT_OFFSET, (byte) 0);
        set(0, HEAD[0]);
        set(1, HEAD[1]);
    }

    /** Makes the second copy equal to the first. */
    void takeFirstCopy() {
        System.arraycopy(bytes, Floppy.FAT_OFFSET, bytes, Floppy.FAT_OFFSET + Floppy.FAT_BYTES, Floppy.FAT_BYTES);
    }

    /** @throws Problem when this table cannot be trusted */
    void check() {
        if (get(0) != HEAD[0] || get(1) < END) {
            throw Problem.input("its FAT does not begin with F0 FF FF");
        }
    }

    /** The 12 bits of {@code cluster}. */
    public int get(int cluster) {
        int word = disk.getShort(Floppy.FAT_OFFSET + cluster * 3 / 2) & 0xFFFF;
        return (cluster & 1) == 0 ? word & LAST : word >> 4;
    }

    /** Writes the 12 bits of {@code cluster} in both copies. */
    public void set(int cluster, int value) {
        for (int copy = 0; copy < Floppy.FATS; copy++) {
            int offset = Floppy.FAT_OFFSET + copy * Floppy.FAT_BYTES + cluster * 3 / 2;
            int word = disk.getShort(offset);
            disk.putShort(offset, (short) ((cluster & 1) == 0 ? word & 0xF000 | value : word & 0x000F | value << 4));
        }
    }

    private static IntStream clusters() {
        return IntStream.rangeClosed(Floppy.FIRST_CLUSTER, Floppy.LAST_CLUSTER);
    }

    /** All free clusters, lowest first. */
    public List<Integer> free() {
        return clusters().filter(cluster -> get(cluster) == FREE).boxed().toList();
    }

    /** The first free clusters, at most {@code most}. */
    public List<Integer> free(int most) {
        return clusters()
                .filter(cluster -> get(cluster) == FREE)
                .limit(most)
                .boxed()
                .toList();
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
        return (int) clusters().filter(cluster -> inChain.get(get(cluster))).count();
    }

    /**
     * The clusters of the chain that starts at {@code first}, in order; none where {@code first} is 0.
     *
     * @throws Problem when the chain runs into a loop, or a cluster that is free, bad or not there
     */
    public List<Integer> follow(int first) {
        List<Integer> chain = new ArrayList<>();
        BitSet seen = new BitSet();
        for (int cluster = first; cluster < END && !(chain.isEmpty() && cluster == FREE); cluster = get(cluster)) {
            boolean there = cluster >= Floppy.FIRST_CLUSTER && cluster <= Floppy.LAST_CLUSTER;
            if (!there || seen.get(cluster)) {
                throw Problem.input("the chain from cluster " + first + " " + fault(cluster, there));
            }
            seen.set(cluster);
            chain.add(cluster);
        }
        return chain;
    }

    private static String fault(int cluster, boolean there) {
        if (there) {
            return "is a loop";
        }
        return switch (cluster) {
            case FREE -> "leads to a free cluster";
            case BAD -> "leads to a bad cluster";
            default -> "leads to cluster " + cluster + ", which is not there";
        };
    }
}
