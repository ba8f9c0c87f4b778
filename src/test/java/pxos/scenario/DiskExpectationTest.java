package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.FileTable;
import pxos.os.disk.Floppy;
import pxos.os.disk.SectorWrite;
import pxos.os.disk.ShortName;

class DiskExpectationTest {

    private final Fat12Disk before = formatted();
    private Function<byte[], Observation.Start> starts =
            image -> new Observation.Start(Optional.empty(), Set.of("dir"));

    private static Fat12Disk formatted() {
        try {
            return Fat12Disk.format(Files.readAllBytes(Path.of("pxos-v1.0/pxos.bin")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Fat12Disk disk, String name, String text) {
        disk.write(ShortName.of(name).orElseThrow(), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private String unmet(String expectation, Fat12Disk now) {
        return unmet(expectation, now, Optional.empty());
    }

    private String unmet(String expectation, Fat12Disk now, Optional<List<SectorWrite>> writes) {
        Observation.Disk disk = new Observation.Disk() {
            @Override
            public byte[] before() {
                return before.bytes();
            }

            @Override
            public byte[] now() {
                return now.bytes();
            }

            @Override
            public Optional<List<SectorWrite>> writes() {
                return writes;
            }

            @Override
            public Observation.Start start(byte[] image) {
                return starts.apply(image);
            }
        };
        Observation seen = (Observation) java.lang.reflect.Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Observation.class}, (proxy, method, args) -> disk);
        return Expectation.parse(expectation).check(seen).map(Object::toString).orElse("");
    }

    @Test
    void comparesAFileByteByByte() {
        Fat12Disk now = formatted();
        write(now, "A.TXT", "one\ntwo\n");
        assertThat(unmet("file A.TXT \"one\\ntwo\\n\"", now)).isEmpty();
        assertThat(unmet("file A.TXT \"one\\nten\\n\"", now))
                .isEqualTo("wanted the file A.TXT with 8 bytes, got 8 bytes, the first other one at 5: 77");
        assertThat(unmet("file A.TXT \"one\\n\"", now)).endsWith("got 8 bytes, the first other one at 4: 74");
        assertThat(unmet("file B.TXT \"\"", now)).isEqualTo("wanted the file B.TXT with 0 bytes, got no such file");
        assertThat(unmet("no file B.TXT", now)).isEmpty();
        assertThat(unmet("no file A.TXT", now)).isEqualTo("wanted no file A.TXT, got one");
    }

    @Test
    void seesEveryByteThatIsWritten() {
        assertThat(unmet("nothing written", before)).isEmpty();
        Fat12Disk now = formatted();
        write(now, "A.TXT", "a");
        assertThat(unmet("nothing written", now)).isEqualTo("wanted a disk as before, got another byte in sector 18");
    }

    @Test
    void findsALostCluster() {
        Fat12Disk now = formatted();
        assertThat(unmet("disk sound", now)).isEmpty();
        now.table().set(5, FileTable.END);
        assertThat(unmet("disk sound", now)).isEqualTo("wanted a sound disk, got cluster 5 is lost: no file has it");
    }

    @Test
    void comparesPxosWithWhatItsSourceLists() throws IOException {
        String source = Files.readString(Path.of("pxos-v1.0/pxos_commands.txt"));
        Fat12Disk now = formatted();
        write(now, "PXOS.TXT", source);
        assertThat(unmet("pxos = source", now)).isEmpty();
        write(now, "PXOS.TXT", source.replace("WRITE 0x7C03 0x70", "write 7C03h 113 ; q"));
        assertThat(unmet("pxos = source", now)).isEqualTo("wanted what PXOS.TXT lists, got another byte at 7C03");
    }

    /** The sectors that make one disk of another, in this order. */
    private static Optional<List<SectorWrite>> writes(Fat12Disk to, int... sectors) {
        return Optional.of(IntStream.of(sectors)
                .mapToObj(sector -> new SectorWrite(
                        sector,
                        Arrays.copyOfRange(
                                to.bytes(), sector * Floppy.SECTOR_BYTES, (sector + 1) * Floppy.SECTOR_BYTES)))
                .toList());
    }

    @Test
    void pullsThePlugBehindEachSectorAndInTheMiddleOfIt() {
        write(before, "A.TXT", "a".repeat(600));
        Fat12Disk now = Fat12Disk.open(before.bytes());
        write(now, "B.TXT", "b".repeat(600));
        assertThat(unmet("survives power cuts", now, writes(now, 52, 53, 18, 27, 36)))
                .isEmpty();
        assertThat(unmet("survives power cuts", now, writes(now, 52, 36, 53, 18, 27)))
                .isEqualTo("wanted a disk that survives power cuts, got B.TXT is neither the old file nor the new one,"
                        + " where the power is cut in the middle of write 2 of 5, to sector 36");
        assertThat(unmet("survives power cuts", now, writes(now, 18, 27, 36, 52, 53)))
                .endsWith(
                        "B.TXT is neither the old file nor the new one, where the power is cut in the middle of write 3"
                                + " of 5, to sector 36");
    }

    @Test
    void wantsAPxosThatStartsWithItsCommandsWhereverThePlugIsPulled() {
        Fat12Disk now = formatted();
        write(now, "A.TXT", "a");
        starts = image -> image[18 * Floppy.SECTOR_BYTES + 3] == 0
                ? new Observation.Start(Optional.empty(), Set.of("dir", "type"))
                : new Observation.Start(
                        Optional.empty(),
                        image[36 * Floppy.SECTOR_BYTES] == 0 ? Set.of("dir") : Set.of("dir", "type", "x"));
        assertThat(unmet("survives power cuts", now, writes(now, 50, 18, 27, 36)))
                .endsWith(
                        "got pxOS starts without the command type, where the power is cut in the middle of write 2 of 4,"
                                + " to sector 18");
        starts = image -> new Observation.Start(
                image[18 * Floppy.SECTOR_BYTES + 3] == 0 ? Optional.empty() : Optional.of("it hangs"), Set.of());
        assertThat(unmet("survives power cuts", now, writes(now, 50, 18, 27, 36)))
                .contains("got it hangs, where the power is cut in the middle of write 2");
    }

    @Test
    void doesNotPullThePlugOfAMachineThatDoesNotTellWhatItWrites() {
        assertThat(unmet("survives power cuts", before))
                .isEqualTo("wanted a disk that survives power cuts, got a machine that does not tell what it writes");
    }

    @Test
    void pullsThePlugOnlyWhereWritingIsAllowed() {
        List<Step> steps = List.of(new Step("x", List.of("survives power cuts")));
        assertThat(new Scenario("a", List.of("writes files"), steps).cutsPower())
                .isTrue();
        assertThatThrownBy(() -> new Scenario("a", List.of("A.TXT \"x\""), steps))
                .hasMessageContaining("'survives power cuts' needs a disk that says where it is written");
        assertThat(steps.get(0).withoutPowerCuts()).isEqualTo(new Step("x", List.of()));
    }
}
