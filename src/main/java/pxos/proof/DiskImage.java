package pxos.proof;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import pxos.os.BootImage;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;

/** The bytes of a disk to boot from, padded to a 1.44 MB floppy: 80 tracks, 2 heads, 18 sectors of 512 bytes. */
public final class DiskImage {

    public static final int FLOPPY_BYTES = Floppy.SIZE_BYTES;

    private final byte[] bytes;
    private final Set<Integer> unreadableSectors;
    /** Freshly formatted: the reserved sectors say all. */
    private final boolean isPlain;

    DiskImage(byte[] bytes, Set<Integer> unreadableSectors) {
        this(bytes, unreadableSectors, false);
    }

    private DiskImage(byte[] bytes, Set<Integer> unreadableSectors, boolean isPlain) {
        this.isPlain = isPlain;
        this.bytes = bytes;
        this.unreadableSectors = Set.copyOf(unreadableSectors);
    }

    /** A disk with pxOS on it and no files. */
    public static DiskImage of(BootImage image) {
        return of(image.bytes());
    }

    /**
     * The same.
     *
     * @param image pxOS, at most 9,216 bytes
     */
    public static DiskImage of(byte[] image) {
        return new DiskImage(Fat12Disk.formatted(image), Set.of(), true);
    }

    /** @param bytes any disk image; one shorter than a floppy is padded with zero bytes */
    public static DiskImage ofBytes(byte[] bytes) {
        return new DiskImage(Arrays.copyOf(bytes, Math.max(bytes.length, FLOPPY_BYTES)), Set.of());
    }

    public static DiskImage read(Path file) throws IOException {
        return ofBytes(Files.readAllBytes(file));
    }

    /** Sectors, counted from 0, that cannot be read. */
    Set<Integer> unreadableSectors() {
        return unreadableSectors;
    }

    /** Whether both have the same pxOS in their reserved sectors, and fail at the same ones. */
    boolean differsOnlyInFiles(DiskImage other) {
        return other == this || unreadableSectors.equals(other.unreadableSectors) && hasSameReserved(other);
    }

    private boolean hasSameReserved(DiskImage other) {
        return Arrays.equals(bytes, 0, Floppy.RESERVED_BYTES, other.bytes, 0, Floppy.RESERVED_BYTES);
    }

    /** Whether a QEMU that was started with the other disk sees no difference until it reads beyond the boot sector. */
    boolean startsLike(DiskImage other) {
        return unreadableSectors.isEmpty()
                && other.unreadableSectors.isEmpty()
                && bytes.length == other.bytes.length
                && Arrays.equals(bytes, 0, Floppy.SECTOR_BYTES, other.bytes, 0, Floppy.SECTOR_BYTES);
    }

    /** Writes it over a disk that is there, in its place, or makes one. */
    void writeTo(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(bytes);
            while (content.hasRemaining()) {
                channel.write(content);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof DiskImage that
                        && (isPlain && that.isPlain ? hasSameReserved(that) : Arrays.equals(bytes, that.bytes))
                        && unreadableSectors.equals(that.unreadableSectors);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
