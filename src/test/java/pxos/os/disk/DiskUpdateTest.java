package pxos.os.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import pxos.os.disk.RootDirectory.Entry;

class DiskUpdateTest {

    private static final SortedMap<ShortName, byte[]> FILES =
            Disks.files("HELLO.TXT", "hello", "README.TXT", "read me");

    private static DiskUpdate update(byte[] old, SortedMap<ShortName, byte[]> files) {
        return DiskUpdate.of(Optional.of(old), Disks.pxos(), files);
    }

    private static String text(DiskUpdate update, String name) throws Exception {
        Fat12Disk disk = Fat12Disk.open(update.disk().bytes());
        return new String(
                disk.read(disk.find(Disks.name(name)).orElseThrow()), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** An entry as mtools would leave it: with another time. */
    private static byte[] touched(byte[] image, String name) throws Exception {
        Fat12Disk disk = Fat12Disk.open(image);
        int slot = disk.root().find(Disks.name(name)).orElseThrow();
        Entry entry = disk.root().entry(slot);
        disk.root()
                .put(
                        slot,
                        Disks.name(name).field(),
                        new Entry(name, entry.attributes(), entry.firstCluster(), entry.sizeBytes(), 0x5A215A21));
        return disk.bytes();
    }

    @Test
    void makesADiskWithTheProjectsFiles() throws Exception {
        DiskUpdate made = DiskUpdate.of(Optional.empty(), Disks.pxos(), FILES);
        assertThat(text(made, "hello.txt")).isEqualTo("hello");
        assertThat(made.keepsOldAside()).isFalse();
        assertThat(made.notes()).isEmpty();
        assertThat(made.changes()).isTrue();
        assertThat(update(made.disk().bytes(), FILES).disk().bytes())
                .isEqualTo(made.disk().bytes());
        assertThat(update(made.disk().bytes(), FILES).changes()).isFalse();
        assertThat(update(made.disk().bytes(), Disks.files("HELLO.TXT", "hello!"))
                        .changes())
                .isTrue();
    }

    @Test
    void keepsWhatAPersonAddedOrChanged() throws Exception {
        Fat12Disk disk = Fat12Disk.open(
                DiskUpdate.of(Optional.empty(), Disks.pxos(), FILES).disk().bytes());
        disk.write(Disks.name("MINE.TXT"), "mine".getBytes());
        disk.write(Disks.name("HELLO.TXT"), "my own hello".getBytes());
        DiskUpdate updated = update(
                touched(disk.bytes(), "HELLO.TXT"),
                Disks.files("HELLO.TXT", "new", "README.TXT", "new", "MINE.TXT", "new"));
        assertThat(text(updated, "HELLO.TXT")).isEqualTo("my own hello");
        assertThat(text(updated, "README.TXT")).isEqualTo("new");
        assertThat(new FatReader(update(touched(disk.bytes(), "MINE.TXT"), Disks.files("MINE.TXT", "x"))
                                .disk()
                                .bytes())
                        .files()
                        .get("MINE.TXT"))
                .isEqualTo("mine".getBytes());
    }

    @Test
    void replacesTheSystemAloneAndLeavesTheLabel() throws Exception {
        byte[] old = DiskUpdate.of(Optional.empty(), Disks.pxos(), FILES).disk().bytes();
        System.arraycopy("MY FLOPPY  ".getBytes(), 0, old, 0x2B, 11);
        byte[] system = Disks.pxos();
        system[600] = 0x55;
        DiskUpdate update = DiskUpdate.of(Optional.of(old), system, FILES);
        assertThat(update.changes()).isTrue();
        byte[] updated = update.disk().bytes();
        int[] different = java.util.stream.IntStream.range(0, old.length)
                .filter(i -> old[i] != updated[i])
                .toArray();
        assertThat(different).containsExactly(600);
    }

    @Test
    void keepsAForeignOrDamagedDiskAside() {
        byte[] damaged =
                DiskUpdate.of(Optional.empty(), Disks.pxos(), FILES).disk().bytes();
        damaged[18 * 512] ^= 1;
        for (byte[] old : new byte[][] {new byte[0], new byte[Floppy.SIZE_BYTES], damaged}) {
            DiskUpdate update = update(old, FILES);
            assertThat(update.keepsOldAside()).isTrue();
            assertThat(update.notes()).hasSize(1).allMatch(note -> note.startsWith("was no disk of pxOS: "));
            assertThat(update.disk().bytes())
                    .isEqualTo(DiskUpdate.of(Optional.empty(), Disks.pxos(), FILES)
                            .disk()
                            .bytes());
        }
    }

    @Test
    void leavesOutWhatDoesNotFit() throws Exception {
        Fat12Disk full = Fat12Disk.format(Disks.pxos());
        full.write(Disks.name("FULL.BIN"), new byte[Floppy.DATA_BYTES]);
        DiskUpdate update = update(full.bytes(), FILES);
        assertThat(update.notes())
                .containsExactly(
                        "no room for HELLO.TXT: it takes 512 bytes, and 0 are free",
                        "no room for README.TXT: it takes 512 bytes, and 0 are free");
        assertThat(Arrays.equals(update.disk().bytes(), full.bytes())).isTrue();
    }

    @Test
    void leavesAProjectFileWithABrokenChainAlone() throws Exception {
        Fat12Disk disk = Fat12Disk.open(
                DiskUpdate.of(Optional.empty(), Disks.pxos(), FILES).disk().bytes());
        disk.table().set(disk.find(Disks.name("HELLO.TXT")).orElseThrow().firstCluster(), FileTable.BAD);
        DiskUpdate update = update(disk.bytes(), Disks.files("HELLO.TXT", "new"));
        assertThat(update.disk().bytes()).isEqualTo(disk.bytes());
        assertThat(update.notes()).containsExactly("the chain from cluster 2 leads to a bad cluster");
    }
}
