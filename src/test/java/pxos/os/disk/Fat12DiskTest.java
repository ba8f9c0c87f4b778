package pxos.os.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pxos.Problem;
import pxos.os.disk.RootDirectory.Entry;

class Fat12DiskTest {

    private final Fat12Disk disk = Fat12Disk.format(Disks.pxos());

    @Test
    void takesTheFirstCopyOfTheFatWhereSomebodySwitchedOffBetweenTheTwo() {
        disk.write(Disks.name("A.TXT"), new byte[1000]);
        byte[] image = disk.bytes();
        byte[] torn = image.clone();
        torn[27 * 512 + 5] ^= 1;
        assertThat(Fat12Disk.open(torn).bytes()).isEqualTo(image);
        assertThatThrownBy(() -> Fat12Disk.check(torn)).hasMessage("the two copies of its FAT differ");
    }

    @Test
    void checksADiskAsFsckDoes() {
        disk.write(Disks.name("A.TXT"), new byte[1000]);
        Fat12Disk.check(disk.bytes());
        disk.table().set(9, FileTable.END);
        assertThatThrownBy(() -> Fat12Disk.check(disk.bytes())).hasMessage("cluster 9 is lost: no file has it");
        disk.table().set(9, FileTable.BAD);
        Fat12Disk.check(disk.bytes());
        disk.table().set(3, 4);
        disk.table().set(4, FileTable.END);
        assertThatThrownBy(() -> Fat12Disk.check(disk.bytes())).hasMessage("A.TXT has 1000 bytes in 3 clusters");
        disk.table().set(3, FileTable.END);
        disk.table().set(4, FileTable.FREE);
        disk.root().add(Disks.name("B.TXT").field(), new Entry("", 0, 3, 100, 0), "");
        assertThatThrownBy(() -> Fat12Disk.check(disk.bytes()))
                .hasMessage("cluster 3 of B.TXT belongs to another file, too");
    }

    /** Writes, overwrites and deletes at random, and compares with a map after each round. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsWrittenIsReadBackByAnotherReader(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, byte[]> expected = new TreeMap<>();
        for (int round = 0; round < 150; round++) {
            String name = "F" + random.nextInt(60) + (random.nextBoolean() ? ".TXT" : "");
            if (random.nextInt(4) == 0 && expected.remove(name) != null) {
                delete(name);
            } else {
                byte[] content = new byte[random.nextInt(5) == 0 ? random.nextInt(4) * 512 : random.nextInt(20_000)];
                random.nextBytes(content);
                disk.write(Disks.name(name), content);
                expected.put(name, content);
            }
        }
        Map<String, byte[]> read = new FatReader(disk.bytes()).files();
        assertThat(read.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, content) -> assertThat(read.get(name)).as(name).isEqualTo(content));
        for (Entry entry : Fat12Disk.open(disk.bytes()).root().entries()) {
            assertThat(disk.read(entry)).as(entry.name()).isEqualTo(expected.get(entry.name()));
        }
    }

    private void delete(String name) {
        int slot = disk.root().find(Disks.name(name)).orElseThrow();
        for (int cluster : disk.table().follow(disk.root().entry(slot).firstCluster())) {
            disk.table().set(cluster, FileTable.FREE);
        }
        disk.root().delete(slot);
    }

    @Test
    void theSameStepsGiveTheSameBytes() throws Exception {
        Fat12Disk other = Fat12Disk.format(Disks.pxos());
        for (Fat12Disk each : List.of(disk, other)) {
            each.write(Disks.name("A.TXT"), new byte[3000]);
            each.write(Disks.name("B.TXT"), new byte[0]);
        }
        assertThat(disk.bytes()).isEqualTo(other.bytes());
    }

    @Test
    void refusesAFileThatDoesNotFitAndChangesNothing() throws Exception {
        disk.write(Disks.name("BIG.BIN"), new byte[Floppy.DATA_BYTES - 512]);
        byte[] before = disk.bytes();
        assertThatThrownBy(() -> disk.write(Disks.name("MORE.BIN"), new byte[513]))
                .isInstanceOf(Problem.class)
                .hasMessage("no room for MORE.BIN: it takes 1024 bytes, and 512 are free");
        assertThat(disk.bytes()).isEqualTo(before);
        disk.write(Disks.name("LAST.BIN"), new byte[512]);
        assertThat(disk.freeBytes()).isZero();
    }

    @Test
    void overwritesAFileOnAFullDisk() throws Exception {
        disk.write(Disks.name("BIG.BIN"), new byte[Floppy.DATA_BYTES]);
        disk.write(Disks.name("BIG.BIN"), new byte[Floppy.DATA_BYTES]);
        assertThat(disk.root().entries()).hasSize(1);
    }

    @Test
    void takesTwoHundredAndTwentyFourEntriesAndNoMore() throws Exception {
        for (int i = 0; i < Floppy.ROOT_ENTRIES; i++) {
            disk.write(Disks.name("F" + i), new byte[] {1});
        }
        assertThatThrownBy(() -> disk.write(Disks.name("MORE"), new byte[0]))
                .isInstanceOf(Problem.class)
                .hasMessage("no room for MORE: the root directory has 224 entries");
        delete("F7");
        disk.write(Disks.name("MORE"), new byte[0]);
        assertThat(disk.find(Disks.name("more"))).isPresent();
    }

    @Test
    void neverFreesClustersThatTwoFilesShare() throws Exception {
        disk.write(Disks.name("A.TXT"), new byte[1500]);
        disk.write(Disks.name("B.TXT"), new byte[1500]);
        List<Integer> first =
                disk.table().follow(disk.find(Disks.name("A.TXT")).orElseThrow().firstCluster());
        List<Integer> second =
                disk.table().follow(disk.find(Disks.name("B.TXT")).orElseThrow().firstCluster());
        disk.table().set(second.get(0), first.get(1));
        assertThatThrownBy(() -> disk.write(Disks.name("A.TXT"), new byte[1]))
                .isInstanceOf(Problem.class)
                .hasMessage("A.TXT shares clusters with another file there");
    }

    @Test
    void saysHowAChainIsBroken() throws Exception {
        disk.write(Disks.name("A.TXT"), new byte[1500]);
        Entry file = disk.find(Disks.name("A.TXT")).orElseThrow();
        List<String> messages = new ArrayList<>();
        for (int next : new int[] {2, 0, 0xFF7, 1, 2900, 0xFFF}) {
            disk.table().set(2, next);
            assertThatThrownBy(() -> disk.read(file))
                    .isInstanceOf(Problem.class)
                    .satisfies(e -> messages.add(e.getMessage()));
        }
        assertThat(messages)
                .containsExactly(
                        "the chain from cluster 2 is a loop",
                        "the chain from cluster 2 leads to a free cluster",
                        "the chain from cluster 2 leads to a bad cluster",
                        "the chain from cluster 2 leads to cluster 1, which is not there",
                        "the chain from cluster 2 leads to cluster 2900, which is not there",
                        "the chain of A.TXT is too short for its size");
    }

    @Test
    void opensNothingThatIsNotSuchADisk() {
        byte[] image = disk.bytes();
        assertThatThrownBy(() -> Fat12Disk.open(new byte[512])).hasMessage("it has 512 bytes, not 1474560");
        image[14] = 1;
        assertThatThrownBy(() -> Fat12Disk.open(image)).hasMessageContaining("with 18 reserved sectors");
        image[14] = 18;
        image[18 * 512] = image[27 * 512] = 0;
        assertThatThrownBy(() -> Fat12Disk.open(image)).hasMessage("its FAT does not begin with F0 FF FF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".TXT", "LONGERNAME", "A.HTML", "A B", "A.B.C", "A+B", "Ä", "A/B", "A*"})
    void refusesANameThatIsNotOfEightAndThreeCharacters(String name) {
        assertThat(ShortName.of(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "readme.txt", "12345678.123", "A-B_C~1.$$$", "x."})
    void takesANameInAnyLetterCase(String name) {
        assertThat(ShortName.of(name).orElseThrow())
                .hasToString(name.toUpperCase(java.util.Locale.ROOT).replaceAll("\\.$", ""));
    }
}
