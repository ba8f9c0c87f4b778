package pxos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.FileTable;
import pxos.os.disk.ShortName;

class DiskExpectationTest {

    private final Fat12Disk before = formatted();

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
        Observation.Disk disk = new Observation.Disk() {
            @Override
            public byte[] before() {
                return before.bytes();
            }

            @Override
            public byte[] now() {
                return now.bytes();
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
}
