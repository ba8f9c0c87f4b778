package pxos.build;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/** Which addresses generated code may take in a given source, and which of them are free. */
final class Zones {

    /** The feature whose presence opens the extended zone: milestone M6. */
    static final String EXTENDED_LOADER = "extended_loader";

    /** Bytes that the loader takes at most, in one piece. */
    static final int LOADER_BYTES = 100;

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
            open.add(MemoryMap.EXTENDED_FEATURES);
        }
        source.writes().forEach(write -> taken.set(write.address()));
    }

    static boolean isExtendedOpen(OsSource source) {
        return source.feature(EXTENDED_LOADER).isPresent();
    }

    /** The zones that generated code may take, the safe zone first. */
    List<AddressRange> open() {
        return open;
    }

    boolean isOpen(int address) {
        return open.stream().anyMatch(zone -> zone.contains(address));
    }

    boolean isTaken(int address) {
        return taken.get(address);
    }

    int usedBytes(AddressRange zone) {
        return taken.get(zone.first(), zone.last() + 1).cardinality();
    }

    /** Free runs in the open zones, lowest first. */
    List<AddressRange> free() {
        return open.stream().flatMap(zone -> free(zone, taken).stream()).toList();
    }

    List<AddressRange> free(AddressRange zone) {
        return free(zone, taken);
    }

    /** What one feature can take, lowest first: the free runs without what is kept for the loader. */
    List<AddressRange> usable() {
        return free().stream().flatMap(run -> usable(run).stream()).toList();
    }

    private Optional<AddressRange> usable(AddressRange run) {
        if (keepsReserve(List.of(run))) {
            return Optional.of(run);
        }
        int sizeBytes = run.sizeBytes() - reserveBytes;
        return sizeBytes > 0 ? Optional.of(AddressRange.ofSize(run.first(), sizeBytes)) : Optional.empty();
    }

    private static List<AddressRange> free(AddressRange zone, BitSet taken) {
        BitSet free = new BitSet();
        free.set(zone.first(), zone.last() + 1);
        free.andNot(taken);
        return AddressRange.of(free);
    }

    /**
     * The first address of the lowest free run of {@code sizeBytes} inside {@code zone}; empty if there is none, or none
     * that leaves room for the loader.
     */
    Optional<Integer> place(int sizeBytes, AddressRange zone) {
        return free(zone).stream()
                .filter(run -> run.sizeBytes() >= sizeBytes)
                .map(AddressRange::first)
                .filter(first -> keepsReserve(List.of(AddressRange.ofSize(first, Math.max(1, sizeBytes)))))
                .findFirst();
    }

    /** Whether there is still room for the loader, in one piece, when a feature takes {@code ranges}. */
    boolean keepsReserve(List<AddressRange> ranges) {
        BitSet after = (BitSet) taken.clone();
        ranges.forEach(range -> after.set(range.first(), range.last() + 1));
        return reserveBytes == 0
                || free(MemoryMap.SAFE_ZONE, after).stream().anyMatch(run -> run.sizeBytes() >= reserveBytes);
    }

    /** Bytes in one piece that are kept for the loader; 0 once it is there. */
    int reserveBytes() {
        return reserveBytes;
    }
}
