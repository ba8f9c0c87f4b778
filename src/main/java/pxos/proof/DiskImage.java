package pxos.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import pxos.os.BootImage;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;

/** A disk to boot from, at least as large as a 1.44 MB floppy: 80 tracks, 2 heads, 18 sectors of 512 bytes. */
public final class DiskImage {

    public static final int FLOPPY_BYTES = Floppy.SIZE_BYTES;

    private final byte[] bytes;
    private final DiskTraits traits;

    private DiskImage(byte[] bytes, DiskTraits traits) {
        this.bytes = bytes;
        this.traits = traits;
    }

    /** A disk with pxOS on it and no files. */
    public static DiskImage of(BootImage image) {
        return of(Fat12Disk.format(image.bytes()));
    }

    /** A disk that changes no more. */
    public static DiskImage of(Fat12Disk disk) {
        return new DiskImage(disk.shared(), DiskTraits.NONE);
    }

    /** @param bytes any disk image; one shorter than a floppy is padded with zero bytes */
    public static DiskImage ofBytes(byte[] bytes) {
        return new DiskImage(Arrays.copyOf(bytes, Math.max(bytes.length, FLOPPY_BYTES)), DiskTraits.NONE);
    }

    /** The same bytes on a disk with traits of its own. */
    public DiskImage with(DiskTraits other) {
        return new DiskImage(bytes, other);
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

    /** What it does besides holding bytes. */
    public DiskTraits traits() {
        return traits;
    }

    /** Whether both have the same first bytes, and have the same traits. */
    public boolean startsLike(DiskImage other, int sizeBytes) {
        return bytes.length == other.bytes.length
                && Arrays.equals(bytes, 0, sizeBytes, other.bytes, 0, sizeBytes)
                && traits.equals(other.traits);
    }

    /** Whether both hold the same pxOS, and have the same traits. */
    public boolean differsOnlyInFiles(DiskImage other) {
        return startsLike(other, Floppy.RESERVED_BYTES);
    }

    /** The same disk with other bytes at its start. */
    public DiskImage startingWith(byte... first) {
        byte[] changed = bytes.clone();
        System.arraycopy(first, 0, changed, 0, first.length);
        return new DiskImage(changed, traits);
    }

    /** Writes it into a new file, or over a disk of the same size, which keeps its place. */
    public void writeTo(Path file) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof DiskImage that && Arrays.equals(bytes, that.bytes) && traits.equals(that.traits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
