package pxos.page.v86;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.os.BootImage;
import pxos.os.CodePage437;
import pxos.os.MemoryMap;
import pxos.os.Vector;
import pxos.os.disk.Floppy;
import pxos.proof.DiskImage;
import pxos.proof.ScenarioDisk;
import pxos.proof.StartState;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * What the scripts of the page need to run scenarios on one pxOS; as JSON it goes into the page and to Node.
 *
 * @param facts where pxOS keeps what, and the state that a test begins in
 * @param characters code page 437
 * @param disks the first one has no files; the others are made from it
 * @param diskBytes the first disk, then the sectors in which each further one differs; packed
 * @param tests the scenarios
 */
public record Suite(Facts facts, String characters, List<Disk> disks, String diskBytes, List<Test> scenarios) {

    /** @param ticksSinceMidnight what the BIOS counts when pxOS starts */
    record Facts(int imageBase, int bannerVector, int promptVector, long noise, long clockMs, int ticksSinceMidnight) {

        static Facts of(StartState start) {
            return new Facts(
                    MemoryMap.IMAGE_BASE,
                    Vector.BANNER.address(),
                    Vector.PROMPT.address(),
                    start.noise(),
                    start.clock().toInstant(ZoneOffset.UTC).toEpochMilli(),
                    start.ticksSinceMidnight(0));
        }
    }

    /**
     * @param sizeBytes of the first disk; 0 for the others
     * @param sectors in which it differs from the first one
     * @param unreadable sectors, counted from 0, that cannot be read
     * @param samePxos whether it holds the same pxOS as the first one, so that the fresh prompt of that one will do
     */
    record Disk(int sizeBytes, List<Integer> sectors, List<Integer> unreadable, boolean samePxos) {}

    /** @param disk number of its disk */
    public record Test(String name, int disk, List<Step> steps) {}

    /** The suite for an image; scenarios that describe the same disk share it. */
    public static Suite of(BootImage image, List<Scenario> scenarios) {
        return of(image, scenarios, List.of());
    }

    /**
     * The same with more disks, whose numbers begin with 1.
     *
     * @param more each with this pxOS on it
     */
    public static Suite of(BootImage image, List<Scenario> scenarios, List<DiskImage> more) {
        DiskImage base = DiskImage.of(image);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(base.shared());
        Map<List<String>, Integer> numbers = new LinkedHashMap<>(Map.of(List.of(), 0));
        List<Disk> disks = new ArrayList<>(List.of(new Disk(base.shared().length, List.of(), List.of(), true)));
        more.forEach(disk -> disks.add(added(base, disk, bytes)));
        List<Test> tests = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Integer number = numbers.get(scenario.disk());
            if (number == null) {
                number = disks.size();
                numbers.put(scenario.disk(), number);
                disks.add(added(base, ScenarioDisk.of(image, scenario), bytes));
            }
            tests.add(new Test(scenario.name(), number, scenario.steps()));
        }
        return new Suite(Facts.of(StartState.DEFAULT), codePage(), disks, Packed.gzip(bytes.toByteArray()), tests);
    }

    private static Disk added(DiskImage base, DiskImage disk, ByteArrayOutputStream bytes) {
        List<Integer> sectors = new ArrayList<>();
        byte[] old = base.shared();
        byte[] own = disk.shared();
        for (int at = 0; at < own.length; at += Floppy.SECTOR_BYTES) {
            int end = at + Floppy.SECTOR_BYTES;
            if (!Arrays.equals(old, at, end, own, at, end)) {
                sectors.add(at / Floppy.SECTOR_BYTES);
                bytes.write(own, at, Floppy.SECTOR_BYTES);
            }
        }
        List<Integer> unreadable = disk.unreadableSectors().stream().sorted().toList();
        return new Disk(0, sectors, unreadable, disk.differsOnlyInFiles(base));
    }

    static String codePage() {
        return IntStream.range(0, 256)
                .mapToObj(code -> String.valueOf(CodePage437.character(code)))
                .collect(Collectors.joining());
    }
}
