package pxos.qemu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import pxos.os.BootImage;

/** The bytes of a disk to boot from, padded to a 1.44 MB floppy: 80 tracks, 2 heads, 18 sectors of 512 bytes. */
public final class DiskImage {

    public static final int FLOPPY_BYTES = 80 * 2 * 18 * 512;

    private final byte[] bytes;

    private DiskImage(byte[] bytes) {
        this.bytes = bytes;
    }

    public static DiskImage of(BootImage image) {
        return ofBytes(image.bytes());
    }

    /** @param bytes any disk image; one shorter than a floppy is padded with zero bytes */
    public static DiskImage ofBytes(byte[] bytes) {
        return new DiskImage(Arrays.copyOf(bytes, Math.max(bytes.length, FLOPPY_BYTES)));
    }

    public static DiskImage read(Path file) throws IOException {
        return ofBytes(Files.readAllBytes(file));
    }

    void writeTo(Path file) throws IOException {
        Files.write(file, bytes);
    }
}
