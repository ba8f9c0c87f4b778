package pxos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pxos.os.BootImage;
import pxos.os.disk.Floppy;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

class ScenarioDiskTest {

    @Test
    void aRawEntryTakesThePlaceOfWhatItsSlotHeld() {
        List<String> items = List.of("A.TXT \"a\"", "B.TXT \"b\"", "entry 0 = E5 42", "entry 5 = 4C");
        Scenario scenario = new Scenario("raw", items, List.of(new Step("", List.of())));
        DiskImage disk = ScenarioDisk.of(new BootImage(new byte[1024], Map.of()), scenario);
        assertThat(slot(disk, 0)).startsWith(0xE5, 0x42, 0).endsWith(0, 0);
        assertThat(slot(disk, 1)).startsWith('B', ' ');
        assertThat(slot(disk, 5)).startsWith(0x4C, 0);
    }

    @Test
    void rawBytesOfASectorLeaveTheRestAsItWas() {
        List<String> items = List.of("A.TXT 4*\"a\"", "sector 50 = 62 63");
        Scenario scenario = new Scenario("raw", items, List.of(new Step("", List.of())));
        DiskImage disk = ScenarioDisk.of(new BootImage(new byte[1024], Map.of()), scenario);
        assertThat(disk.bytes(50 * Floppy.SECTOR_BYTES, 5)).containsExactly('b', 'c', 'a', 'a', 0);
    }

    private static byte[] slot(DiskImage disk, int slot) {
        return disk.bytes(Floppy.ROOT_OFFSET + slot * Floppy.ENTRY_BYTES, Floppy.ENTRY_BYTES);
    }
}
