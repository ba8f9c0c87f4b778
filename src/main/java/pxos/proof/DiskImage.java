package pxos.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import pxos.os.BootImage;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;

/** A disk to boot from, at least as large as a 1.44 MB floppy: 80 tracks, 2 heads, 18 sectors of 512 bytes. */
public final class DiskImage {

    public static final int FLOPPY_BYTES = Floppy.SIZE_BYTES;

    private final byte[] bytes;
    private final Set<Integer> unreadableSectors;
    private final boolean readOnly;

    private DiskImage(byte[] bytes, Set<Integer> unreadableSectors, boolean readOnly) {
        this.bytes = bytes;
        this.unreadableSectors = Set.copyOf(unreadableSectors);
        this.readOnly = readOnly;
    }

    /** A disk with pxOS on it and no files. */
    public static DiskImage of(BootImage image) {
        return new DiskImage(Fat12Disk.formatted(image.bytes()), Set.of(), false);
    }

    /** @param bytes any disk image; one shorter than a floppy is padded with zero bytes */
    public static DiskImage ofBytes(byte[] bytes) {
        return new DiskImage(Arrays.copyOf(bytes, Math.max(bytes.length, FLOPPY_BYTES)), Set.of(), false);
    }

    /**
     * The same disk with faults.
     *
     * @param unreadable sectors, counted from 0, that cannot be read
     * @param protectedFromWriting whether nothing can be written to it
     */
    public DiskImage failing(Set<Integer> unreadable, boolean protectedFromWriting) {
        return new DiskImage(bytes, unreadable, protectedFromWriting);
    }

    public static DiskImage read(Path file) throws IOException {
        return ofBytes(Files.readAllBytes(file));
    }

    /**
     * A copy of some bytes.
     *
     * @param offset from the start of the disk
     */
    public byte[] bytes(int offset, int sizeBytes) {
        return Arrays.copyOfRange(bytes, offset, offset + sizeBytes);
    }

    /** All bytes, without a copy: whoever gets them only reads them. */
    public byte[] shared() {
        return bytes;
    }

    /** Sectors, counted from 0, that cannot be read. */
    public Set<Integer> unreadableSectors() {
        return unreadableSectors;
    }

    /** Whether nothing can be written to it. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Whether both have the same first bytes, and fail at the same sectors. */
    public boolean startsLike(DiskImage other, int sizeBytes) {
        return bytes.length == other.bytes.length
                && Arrays.equals(bytes, 0, sizeBytes, other.bytes, 0, sizeBytes)
                && unreadableSectors.equals(other.unreadableSectors)
                && readOnly == other.readOnly;
    }

    /** Whether both hold the same pxOS, and fail at the same sectors. */
    public boolean differsOnlyInFiles(DiskImage other) {
        return startsLike(other, Floppy.RESERVED_BYTES);
    }

    /** The same disk with other bytes at its start. */
    public DiskImage startingWith(byte... first) {
        byte[] changed = bytes.clone();
        System.arraycopy(first, 0, changed, 0, first.length);
        return new DiskImage(changed, unreadableSectors, readOnly);
    }

    /** Writes it into a new file, or over a disk of the same size, which keeps its place. */
    public void writeTo(Path file) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof DiskImage that
                        && Arrays.equals(bytes, that.bytes)
                        && unreadableSectors.equals(that.unreadableSectors)
                        && readOnly == that.readOnly;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
