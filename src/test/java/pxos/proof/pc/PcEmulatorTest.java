package pxos.proof.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Fault;
import pxos.proof.Outcome;
import pxos.scenario.Observation.Rest;

class PcEmulatorTest {

    private static DiskImage disk(int... code) {
        byte[] image = new byte[2 * MemoryMap.SECTOR_BYTES];
        for (int i = 0; i < code.length; i++) {
            image[i] = (byte) code[i];
        }
        image[0x1FE] = 0x55;
        image[0x1FF] = (byte) 0xAA;
        return DiskImage.of(new BootImage(image, java.util.Map.of()));
    }

    @Test
    void saysThatQemuHasToBeAskedForWhatItDoesNotModel() {
        PcGuest guest = new PcEmulator().guest(disk(0xD9, 0xE8), DriveKind.IDE);

        assertThat(guest.powerOn())
                .isEqualTo(Outcome.failed(Fault.Kind.NOT_MODELLED, "floating point (opcode D9) at 0000:7C02"));
    }

    @Test
    void runsPatchedCodeFromTheDiskAndInMemory() {
        PcGuest guest = new PcEmulator().guest(disk(0xFA, 0xF4), DriveKind.IDE);
        guest.patch(List.of(new Patch(0x7C00, 0xFA, 0x90), new Patch(0x7C01, 0xF5, 0x90)));

        guest.limit(1000);
        Outcome patched = guest.powerOn();
        guest.patch(List.of());

        assertThat(patched.rest()).isEqualTo(Rest.NEVER);
        assertThat(guest.memory(0x7C00, 2)).containsExactly(0x90, 0xF4);
        assertThat(guest.powerOn().rest()).isEqualTo(Rest.HALTED);
    }
}
