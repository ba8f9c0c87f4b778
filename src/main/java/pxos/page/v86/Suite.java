package pxos.page.v86;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.os.BootImage;
import pxos.os.CodePage437;
import pxos.os.MemoryMap;
import pxos.os.Vector;
import pxos.proof.DiskImage;
import pxos.proof.ScenarioDisk;
import pxos.proof.StartState;
import pxos.scenario.DiskItem;
import pxos.scenario.Scenario;
import pxos.scenario.Step;

/**
 * What the scripts of the page need to run scenarios on one pxOS; as JSON it goes into the page and to Node.
 *
 * @param facts where pxOS keeps what, and the state that a test begins in
 * @param characters code page 437
 * @param disks the first one has no files; the others are made from it
 * @param diskBytes the sectors of all disks, as {@link DiskPool} packs them
 * @param diskChanges which of them each disk has
 * @param scenarios the tests
 */
public record Suite(
        Facts facts,
        String characters,
        List<DiskPool.Disk> disks,
        String diskBytes,
        String diskChanges,
        List<Test> scenarios) {

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
     * @param disk number of its disk
     * @param writes where it may write to that
     */
    public record Test(String name, int disk, List<DiskItem.Writes> writes, List<Step> steps) {}

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
        DiskPool pool = new DiskPool(DiskImage.of(image));
        more.forEach(disk -> pool.add(pool.difference(disk)));
        Map<List<String>, Scenario> described = new LinkedHashMap<>();
        scenarios.forEach(scenario -> described.putIfAbsent(scenario.disk(), scenario));
        described.remove(List.of());
        // A disk is large, and soon made: on all cores, and only what differs is kept.
        List<DiskPool.Difference> made = described.values().parallelStream()
                .map(scenario -> pool.difference(ScenarioDisk.of(image, scenario)))
                .toList();
        Map<List<String>, Integer> numbers = new HashMap<>(Map.of(List.of(), 0));
        Iterator<DiskPool.Difference> next = made.iterator();
        described.keySet().forEach(items -> numbers.put(items, pool.add(next.next())));
        List<Test> tests = scenarios.stream()
                .map(each -> new Test(name(each), numbers.get(each.disk()), each.writes(), steps(each)))
                .toList();
        return new Suite(
                Facts.of(StartState.DEFAULT),
                codePage(),
                pool.disks(),
                pool.packedBytes(),
                pool.packedChanges(),
                tests);
    }

    /** Cutting the power is left to QEMU; a test that expects it says so. */
    private static String name(Scenario scenario) {
        return scenario.name() + (scenario.cutsPower() ? " (no power is cut here)" : "");
    }

    private static List<Step> steps(Scenario scenario) {
        return scenario.steps().stream().map(Step::withoutPowerCuts).toList();
    }

    static String codePage() {
        return IntStream.range(0, 256)
                .mapToObj(code -> String.valueOf(CodePage437.character(code)))
                .collect(Collectors.joining());
    }
}
