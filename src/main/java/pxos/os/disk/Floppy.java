package pxos.os.disk;

import pxos.os.MemoryMap;

/**
 * Where everything lies on the disk, a 1.44 MB floppy with FAT12.
 *
 * <pre>
 *   sectors    0-17   reserved for pxOS, which counts from 1: its boot sector is sector 0, its sector 2 is sector 1
 *             18-26   first copy of the FAT: 12 bits for each cluster
 *             27-35   second copy
 *             36-49   root directory: 224 entries of 32 bytes
 *           50-2879   2,830 clusters of one sector; the first is cluster 2
 * </pre>
 *
 * Sectors are counted from 0 here, as LBA does. The layout follows from the BIOS parameter block in pxOS's boot sector
 * (Microsoft, "FAT: General Overview of On-Disk Format", 1.03).
 */
public final class Floppy {

    public static final int SECTOR_BYTES = MemoryMap.SECTOR_BYTES;
    public static final int SECTORS = 2880;
    public static final int SIZE_BYTES = SECTORS * SECTOR_BYTES;
    public static final int RESERVED_SECTORS = 18;
    public static final int RESERVED_BYTES = RESERVED_SECTORS * SECTOR_BYTES;

    /**
     * The first of the last 16 sectors: where {@code build} of pxOS keeps the extended zone that it is about to replace, in
     * clusters that both FATs mark as bad.
     */
    public static final int ZONE_COPY_SECTOR = SECTORS - 16;

    static final int FATS = 2;
    static final int FAT_SECTORS = 9;
    static final int FAT_BYTES = FAT_SECTORS * SECTOR_BYTES;
    static final int FAT_OFFSET = RESERVED_BYTES;
    public static final int ROOT_ENTRIES = 224;
    public static final int ENTRY_BYTES = 32;
    public static final int ROOT_OFFSET = FAT_OFFSET + FATS * FAT_BYTES;
    static final int DATA_OFFSET = ROOT_OFFSET + ROOT_ENTRIES * ENTRY_BYTES;
    public static final int FIRST_CLUSTER = 2;
    public static final int CLUSTERS = (SIZE_BYTES - DATA_OFFSET) / SECTOR_BYTES;
    static final int LAST_CLUSTER = FIRST_CLUSTER + CLUSTERS - 1;
    public static final int DATA_BYTES = CLUSTERS * SECTOR_BYTES;

    private Floppy() {}

    /** Offset in the image of a cluster's first byte; {@code cluster} is 2 to 2,831. */
    public static int offsetOf(int cluster) {
        if (cluster < FIRST_CLUSTER || cluster > LAST_CLUSTER) {
            throw new IndexOutOfBoundsException("no cluster " + cluster);
        }
        return DATA_OFFSET + (cluster - FIRST_CLUSTER) * SECTOR_BYTES;
    }

    public static int clustersFor(int sizeBytes) {
        return (sizeBytes + SECTOR_BYTES - 1) / SECTOR_BYTES;
    }
}
