package pxos.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pxos.build.ShippedOs;
import pxos.os.ListedBytes;
import pxos.os.disk.Fat12Disk;
import pxos.os.disk.ShortName;
import pxos.proof.DiskImage;
import pxos.proof.DriveKind;
import pxos.proof.Outcome;
import pxos.proof.pc.PcEmulator;
import pxos.proof.pc.PcGuest;
import pxos.scenario.Input;
import pxos.scenario.Observation.Rest;
import pxos.scenario.Step;

/** Switches a guest off in the middle of its writing, after every sector, and half a sector. */
class PowerCutsIT {

    private static final ShippedOs OS =
            ShippedOs.with(List.of("line_editor command_parser extended_loader files edit build".split(" ")));
    private static final long STEP = 400;
    private static final long ENOUGH = 400_000_000;

    private static PcGuest booted(byte[] disk) {
        PcGuest guest = new PcEmulator().guest(DiskImage.ofBytes(disk), DriveKind.IDE);
        assertThat(guest.powerOn().rest()).isEqualTo(Rest.WAITS_FOR_KEY);
        guest.limit(ENOUGH);
        return guest;
    }

    private static Outcome type(PcGuest guest, String keys) {
        return guest.type(new Step(keys, List.of())
                .inputs().stream().map(Input.KeyStroke.class::cast).toList());
    }

    /** Every disk that a cut can leave behind the last key, in order. */
    private static Map<Integer, byte[]> cuts(byte[] disk, String before, String lastKey) {
        PcGuest guest = booted(disk);
        type(guest, before);
        guest.limit(STEP);
        Map<Integer, byte[]> states = new LinkedHashMap<>();
        byte[] last = guest.diskNow();
        Outcome outcome = type(guest, lastKey);
        while (outcome.rest() != Rest.WAITS_FOR_KEY) {
            byte[] now = guest.diskNow();
            int at = Arrays.mismatch(last, now);
            if (at >= 0) {
                byte[] half = last.clone();
                int sector = at / 512 * 512;
                System.arraycopy(now, sector, half, sector, 256);
                states.put(Arrays.hashCode(half), half);
                states.put(Arrays.hashCode(now), now);
                last = now;
            }
            outcome = guest.type(List.of());
        }
        return states;
    }

    @Test
    void whateverBuildHasWrittenPxosStartsAndBuildsAgain() {
        Fat12Disk disk = Fat12Disk.format(OS.image().bytes());
        String changed = OS.image().source().replace("WRITE 0x7C03 0x70", "WRITE 0x7C03 0x50")
                + "WRITE 0x9A00 1\nWRITE 0x9C00 2\nWRITE 0x9E00 3\nWRITE 0x7FDF 4\n";
        byte[] source = changed.getBytes(StandardCharsets.ISO_8859_1);
        disk.write(SelfBuilt.SOURCE, source);
        byte[] wanted = ListedBytes.of(source);

        Map<Integer, byte[]> states = cuts(disk.bytes(), "build{Enter}", "y");

        assertThat(states).hasSizeGreaterThan(20);
        for (byte[] state : states.values()) {
            // A torn boot sector does not start, and nothing that pxOS does could help it.
            if (!Arrays.equals(state, 0, 512, wanted, 0, 512) && !Arrays.equals(state, 0, 512, disk.bytes(), 0, 512)) {
                continue;
            }
            PcGuest guest = booted(state);
            type(guest, "build{Enter}y");
            assertThat(Arrays.copyOf(guest.diskNow(), wanted.length))
                    .as(String.join("\n", guest.screen().rows()))
                    .isEqualTo(wanted);
            Fat12Disk.check(guest.diskNow());
        }
    }

    @Test
    void whateverEditHasSavedTheFileIsWhollyOldOrWhollyNew() {
        Fat12Disk disk = Fat12Disk.format(OS.image().bytes());
        ShortName name = new ShortName("A", "TXT");
        byte[] old = "old\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        byte[] changed = ("x" + "old\n".repeat(1000)).getBytes(StandardCharsets.ISO_8859_1);
        disk.write(name, old);

        Map<Integer, byte[]> states = cuts(disk.bytes(), "edit a.txt{Enter}x", "{F2}");

        assertThat(states).hasSizeGreaterThan(20);
        for (byte[] state : states.values()) {
            Fat12Disk left = Fat12Disk.open(state);
            byte[] content = left.read(left.find(name).orElseThrow());
            assertThat(Arrays.equals(content, old) || Arrays.equals(content, changed))
                    .isTrue();
        }
    }
}
