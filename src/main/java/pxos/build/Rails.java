package pxos.build;

import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/**
 * The safety rails: where generated code may be written and where never.
 *
 * @param source the OS without the feature that is checked
 */
record Rails(OsSource source, Zones zones, boolean allowBootEdit) {

    private static final int MAX_ERRORS = 8;

    /** The rails that {@code lines} hit, a message for each run of addresses; empty when they may be written. */
    List<String> errorsIn(List<SourceLine> lines) {
        Map<String, BitSet> hit = new HashMap<>();
        BitSet seen = new BitSet();
        SourceLine.writes(lines.stream()).map(SourceLine.Write::address).forEach(address -> {
            String problem = seen.get(address) ? "is written twice by the feature itself" : problemAt(address);
            seen.set(address);
            hit.computeIfAbsent(problem, none -> new BitSet()).set(address);
        });
        hit.remove("");
        return hit.entrySet().stream()
                .flatMap(entry -> AddressRange.of(entry.getValue()).stream().map(run -> Map.entry(run, entry.getKey())))
                .sorted(Comparator.comparing(entry -> entry.getKey().first()))
                .limit(MAX_ERRORS)
                .map(entry -> where(entry.getKey()) + " " + entry.getValue())
                .toList();
    }

    private static String where(AddressRange run) {
        return String.format(run.sizeBytes() == 1 ? "0x%04X" : "0x%04X-0x%04X", run.first(), run.last());
    }

    /** Why nothing may be written there; empty where it may. */
    private String problemAt(int address) {
        if (MemoryMap.SIGNATURE.contains(address)) {
            return "is the boot signature, which is never written";
        }
        if (MemoryMap.BOOT_SECTOR.contains(address)) {
            return allowBootEdit ? "" : "is in the boot sector, which only --allow-boot-edit opens";
        }
        if (MemoryMap.VECTOR_TABLE.contains(address)) {
            return "is in the vector table, which only a HOOK changes";
        }
        if (zones.isOpen(address)) {
            return zones.isTaken(address) ? "is already used by " + ownerOf(address) : "";
        }
        if (!MemoryMap.EXTENDED_ZONE.contains(address)) {
            return "is outside the safe zone " + MemoryMap.SAFE_ZONE;
        }
        return Zones.isExtendedOpen(source)
                ? "is in the head of the extended zone, which the builder writes"
                : "is in the extended zone, which milestone M6 opens";
    }

    private String ownerOf(int address) {
        return source.features().stream()
                .filter(block -> block.addresses().stream().anyMatch(run -> run.contains(address)))
                .map(block -> "feature '" + block.name() + "'")
                .findFirst()
                .orElse("the base OS");
    }
}
