package pxos.page.v86;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.os.disk.Floppy;
import pxos.proof.DiskImage;

/**
 * Many disks that are nearly alike: the first one whole, each different sector of the others once, and for each of them which
 * sectors it has in place of the first one's.
 *
 * <pre>
 *   bytes     the first disk, then the sectors of the pool
 *   changes   for each further disk, in their order: its number of a sector and the number in the pool, two bytes each, the
 *             low byte first
 * </pre>
 */
final class DiskPool {

    /** A disk among the others. */
    record Disk(
            int sizeBytes,
            int changes,
            List<Integer> unreadable,
            List<Integer> unwritable,
            boolean readOnly,
            boolean samePxos) {}

    private final DiskImage first;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream changes = new ByteArrayOutputStream();
    private final Map<ByteBuffer, Integer> pool = new HashMap<>();
    private final List<Disk> disks = new ArrayList<>();

    DiskPool(DiskImage first) {
        this.first = first;
        bytes.writeBytes(first.shared());
        disks.add(new Disk(first.shared().length, 0, List.of(), List.of(), false, true));
    }

    /** Adds a disk and returns its number. */
    int add(DiskImage disk) {
        byte[] old = first.shared();
        byte[] own = disk.shared();
        int before = changes.size();
        for (int at = 0; at < own.length; at += Floppy.SECTOR_BYTES) {
            int end = at + Floppy.SECTOR_BYTES;
            if (!Arrays.equals(old, at, end, own, at, end)) {
                writeWord(at / Floppy.SECTOR_BYTES);
                writeWord(pooled(Arrays.copyOfRange(own, at, end)));
            }
        }
        disks.add(new Disk(
                0,
                (changes.size() - before) / 4,
                disk.traits().unreadable().stream().sorted().toList(),
                disk.traits().unwritable().stream().sorted().toList(),
                disk.traits().readOnly(),
                disk.differsOnlyInFiles(first)));
        return disks.size() - 1;
    }

    private int pooled(byte[] sector) {
        return pool.computeIfAbsent(ByteBuffer.wrap(sector), fresh -> {
            bytes.writeBytes(sector);
            return pool.size();
        });
    }

    private void writeWord(int word) {
        changes.write(word);
        changes.write(word >> 8);
    }

    List<Disk> disks() {
        return List.copyOf(disks);
    }

    /** The first disk and the pool; packed. */
    String packedBytes() {
        return Packed.gzip(bytes.toByteArray());
    }

    /** Which sectors each disk has; packed. */
    String packedChanges() {
        return Packed.gzip(changes.toByteArray());
    }
}
