package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pxos.build.ShippedOs;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.Floppy;
import pxos.os.disk.SectorWrite;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.pc.PcEmulator;
import pxos.proof.pc.PcGuest;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Step;

/** What {@code survives power cuts} does not say: behind a cut in the middle of a build, pxOS can build again. */
@Tag("long")
class PowerCutsIT {

    private static final ShippedOs OS =
            ShippedOs.with(List.of("line_editor command_parser extended_loader files edit build".split(" ")));
    private static final long ENOUGH = 400_000_000;

    private static PcGuest built(byte[] disk) {
        PcGuest guest = new PcEmulator().guest(DiskImage.ofBytes(disk), DriveKind.IDE);
        assertThat(guest.powerOn().rest()).isEqualTo(Rest.WAITS_FOR_KEY);
        guest.limit(ENOUGH);
        guest.type(new Step("build{Enter}y", List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList());
        return guest;
    }

    @Test
    void whateverBuildHasWrittenPxosStartsAndBuildsAgain() {
        Fat12Disk disk = Fat12Disk.format(OS.image().bytes());
        String changed = OS.image().source().replace("WRITE 0x7C03 0x70", "WRITE 0x7C03 0x50")
                + "WRITE 0x9A00 1\nWRITE 0x9C00 2\nWRITE 0x9E00 3\nWRITE 0x7FDF 4\n";
        byte[] source = changed.getBytes(StandardCharsets.ISO_8859_1);
        disk.write(SelfBuilt.SOURCE, source);
        byte[] wanted = ListedBytes.of(source);
        byte[] state = disk.bytes();

        List<SectorWrite> writes = built(state).diskWrites().orElseThrow();

        assertThat(writes).hasSizeGreaterThan(15);
        for (SectorWrite write : writes) {
            write.into(state, Floppy.SECTOR_BYTES / 2);
            // A torn boot sector does not start, and nothing that pxOS does could help it.
            if (write.sector() > 0) {
                buildsAgain(state, wanted);
            }
            write.into(state, Floppy.SECTOR_BYTES);
            buildsAgain(state, wanted);
        }
    }

    private static void buildsAgain(byte[] state, byte[] wanted) {
        PcGuest guest = built(state);
        assertThat(Arrays.copyOf(guest.diskNow(), wanted.length))
                .as(String.join("\n", guest.screen().rows()))
                .isEqualTo(wanted);
        Fat12Disk.check(guest.diskNow());
    }
}
