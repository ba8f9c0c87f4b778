package pxos.os.disk;

import java.util.Objects;

/** One sector as it was written to a disk. */
public final class SectorWrite {

    private final int sector;
    private final byte[] content;

    /**
     * @param sector counted from 0
     * @param content 512 bytes
     */
    public SectorWrite(int sector, byte[] content) {
        this.sector = Objects.checkIndex(sector, Floppy.SECTORS);
        this.content = content.clone();
        if (content.length != Floppy.SECTOR_BYTES) {
            throw new IllegalArgumentException(content.length + " bytes are no sector");
        }
    }

    public int sector() {
        return sector;
    }

    /** Puts its first bytes onto a disk. */
    public void into(byte[] disk, int sizeBytes) {
        System.arraycopy(content, 0, disk, sector * Floppy.SECTOR_BYTES, sizeBytes);
    }
}
