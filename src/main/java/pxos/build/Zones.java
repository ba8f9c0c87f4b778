package pxos.build;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/** Which addresses generated code may take in a given source, and which of them are free. */
final class Zones {

    /** The feature whose presence opens the extended zone: milestone M6. */
    static final String EXTENDED_LOADER = "extended_loader";

    /** Bytes that the loader takes at most, in one piece: the address budget of milestone M6. */
    static final int LOADER_BYTES = 88;

    private final BitSet taken = new BitSet();
    private final int reserveBytes;
    private final List<AddressRange> open = new ArrayList<>();

    /** The zones of {@code source} for placing {@code feature}, which is not in it. */
    static Zones forPlacing(String feature, OsSource source) {
        boolean loaderIsStillToCome = !isExtendedOpen(source) && !feature.equals(EXTENDED_LOADER);
        return new Zones(source, loaderIsStillToCome ? LOADER_BYTES : 0);
    }

    Zones(OsSource source) {
        this(source, 0);
    }

    private Zones(OsSource source, int reserveBytes) {
        this.reserveBytes = reserveBytes;
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

    /** Free runs in the open zones, lowest first. */
    List<AddressRange> free() {
        List<AddressRange> runs = new ArrayList<>();
        for (AddressRange zone : open) {
            int first = taken.nextClearBit(zone.first());
            while (first <= zone.last()) {
                int next = taken.nextSetBit(first);
                int last = next < 0 ? zone.last() : Math.min(next - 1, zone.last());
                runs.add(new AddressRange(first, last));
                first = taken.nextClearBit(last + 1);
            }
        }
        return runs;
    }

    /**
     * The first address of the lowest free run of {@code sizeBytes} inside {@code zone}; empty if there is none, or none
     * that leaves room for the loader.
     */
    Optional<Integer> place(int sizeBytes, AddressRange zone) {
        return free().stream()
                .filter(run -> zone.contains(run.first()) && run.sizeBytes() >= sizeBytes)
                .filter(run -> keepsReserve(new AddressRange(run.first(), run.first() + Math.max(1, sizeBytes) - 1)))
                .map(AddressRange::first)
                .findFirst();
    }

    /** Whether there is still room for the loader when a feature takes {@code range}, or nothing there. */
    private boolean keepsReserve(AddressRange range) {
        return keepsReserve(List.of(range));
    }

    /** Whether there is still room for the loader, in one piece, when a feature takes {@code ranges}. */
    boolean keepsReserve(List<AddressRange> ranges) {
        if (reserveBytes == 0) {
            return true;
        }
        BitSet after = (BitSet) taken.clone();
        ranges.forEach(range -> after.set(range.first(), range.last() + 1));
        int first = after.nextClearBit(MemoryMap.SAFE_ZONE.first());
        while (first + reserveBytes - 1 <= MemoryMap.SAFE_ZONE.last()) {
            int next = after.nextSetBit(first);
            if (next < 0 || next - first >= reserveBytes) {
                return true;
            }
            first = after.nextClearBit(next);
        }
        return false;
    }

    /** Bytes in one piece that are kept for the loader; 0 once it is there. */
    int reserveBytes() {
        return reserveBytes;
    }

    int freeBytes(AddressRange zone) {
        return free().stream()
                .filter(run -> zone.contains(run.first()))
                .mapToInt(AddressRange::sizeBytes)
                .sum();
    }

    int largestRun(AddressRange zone) {
        return free().stream()
                .filter(run -> zone.contains(run.first()))
                .mapToInt(AddressRange::sizeBytes)
                .max()
                .orElse(0);
    }
}
