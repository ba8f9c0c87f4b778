package pxos.build;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.source.OsSource;
import pxos.source.SourceLine;

/** Which addresses generated code may take in a given source, and which of them are free. */
final class Zones {

    /** The feature whose presence opens the extended zone: milestone M6. */
    static final String EXTENDED_LOADER = "extended_loader";

    /** The end of the safe zone, which no other feature gets before the loader is there: the way out stays open. */
    static final AddressRange KEPT_FOR_LOADER =
            new AddressRange(MemoryMap.SAFE_ZONE.last() + 1 - 88, MemoryMap.SAFE_ZONE.last());

    /** What others get of the safe zone before the loader is there: the last 88 bytes keep the way out open. */
    static final AddressRange BEFORE_LOADER =
            new AddressRange(MemoryMap.SAFE_ZONE.first(), MemoryMap.SAFE_ZONE.last() - 88);

    private final BitSet taken = new BitSet();
    private final List<AddressRange> open = new ArrayList<>();

    Zones(OsSource source) {
        open.add(MemoryMap.SAFE_ZONE);
        if (isExtendedOpen(source)) {
            open.add(ExtendedZone.FEATURES);
        }
        source.lines()
                .filter(SourceLine.Write.class::isInstance)
                .forEach(line -> taken.set(((SourceLine.Write) line).address()));
    }

    static boolean isExtendedOpen(OsSource source) {
        return source.feature(EXTENDED_LOADER).isPresent();
    }

    boolean isTaken(int address) {
        return taken.get(address);
    }

    boolean isOpen(int address) {
        return open.stream().anyMatch(zone -> zone.contains(address));
    }

    /** Free runs that any feature can have, lowest first. */
    List<AddressRange> free() {
        return open.stream()
                .map(zone -> zone.equals(MemoryMap.SAFE_ZONE) && open.size() == 1 ? BEFORE_LOADER : zone)
                .flatMap(zone -> free(zone).stream())
                .toList();
    }

    private List<AddressRange> free(AddressRange zone) {
        List<AddressRange> runs = new ArrayList<>();
        int first = taken.nextClearBit(zone.first());
        while (first <= zone.last()) {
            int next = taken.nextSetBit(first);
            int last = next < 0 ? zone.last() : Math.min(next - 1, zone.last());
            runs.add(new AddressRange(first, last));
            first = taken.nextClearBit(last + 1);
        }
        return runs;
    }

    /** The first address of the lowest free run of {@code sizeBytes} inside {@code zone}; empty if there is none. */
    Optional<Integer> place(int sizeBytes, AddressRange zone) {
        return free(zone).stream()
                .filter(run -> run.sizeBytes() >= sizeBytes)
                .map(AddressRange::first)
                .findFirst();
    }

    int freeBytes(AddressRange zone) {
        return free(zone).stream()
                .mapToInt(AddressRange::sizeBytes)
                .sum();
    }

    int largestRun(AddressRange zone) {
        return free(zone).stream()
                .mapToInt(AddressRange::sizeBytes)
                .max()
                .orElse(0);
    }
}
