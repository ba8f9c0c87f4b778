package pxos.page.v86;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.os.disk.Floppy;
import pxos.proof.DiskImage;
import pxos.proof.DiskTraits;

/**
 * Many disks that are nearly alike: each different sector once, and for each disk which sectors it has. The first disk has them
 * in place of empty ones, each further disk in place of the first one's.
 *
 * <pre>
 *   bytes     the sectors of the pool
 *   changes   for each disk, in their order: its number of a sector and the number in the pool, two bytes each, the low
 *             byte first
 * </pre>
 */
final class DiskPool {

    /** A disk among the others. */
    record Disk(int changes, List<Integer> unreadable, List<Integer> unwritable, boolean readOnly, boolean samePxos) {}

    /**
     * What makes a disk another one than the first.
     *
     * @param numbers of the sectors that differ
     * @param sectors their bytes, a character each
     * @param samePxos whether the disks differ in their files alone
     */
    record Difference(List<Integer> numbers, List<String> sectors, DiskTraits traits, boolean samePxos) {}

    private final DiskImage first;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream changes = new ByteArrayOutputStream();
    private final Map<String, Integer> pool = new HashMap<>();
    private final List<Disk> disks = new ArrayList<>();

    DiskPool(DiskImage first) {
        this.first = first;
        add(difference(new byte[first.shared().length], first));
    }

    /** What makes a disk another one than the first; several threads may ask. */
    Difference difference(DiskImage disk) {
        return difference(first.shared(), disk);
    }

    private Difference difference(byte[] old, DiskImage disk) {
        byte[] own = disk.shared();
        List<Integer> numbers = new ArrayList<>();
        List<String> sectors = new ArrayList<>();
        for (int at = differing(old, own, 0); at >= 0; at = differing(old, own, at + Floppy.SECTOR_BYTES)) {
            numbers.add(at / Floppy.SECTOR_BYTES);
            sectors.add(new String(own, at, Floppy.SECTOR_BYTES, StandardCharsets.ISO_8859_1));
        }
        return new Difference(numbers, sectors, disk.traits(), disk.differsOnlyInFiles(first));
    }

    /** Where the next sector that differs begins; -1 for none. */
    private static int differing(byte[] old, byte[] own, int from) {
        int at = Arrays.mismatch(old, from, old.length, own, from, own.length);
        return at < 0 ? -1 : (from + at) / Floppy.SECTOR_BYTES * Floppy.SECTOR_BYTES;
    }

    /** Adds a disk and returns its number. */
    int add(Difference disk) {
        for (int i = 0; i < disk.numbers().size(); i++) {
            writeWord(disk.numbers().get(i));
            writeWord(pooled(disk.sectors().get(i)));
        }
        disks.add(new Disk(
                disk.numbers().size(),
                disk.traits().unreadable().stream().sorted().toList(),
                disk.traits().unwritable().stream().sorted().toList(),
                disk.traits().readOnly(),
                disk.samePxos()));
        return disks.size() - 1;
    }

    private int pooled(String sector) {
        return pool.computeIfAbsent(sector, fresh -> {
            bytes.writeBytes(fresh.getBytes(StandardCharsets.ISO_8859_1));
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

    /** The sectors of the pool; packed. */
    String packedBytes() {
        return Packed.gzip(bytes.toByteArray());
    }

    /** Which sectors each disk has; packed. */
    String packedChanges() {
        return Packed.gzip(changes.toByteArray());
    }
}
