package pxos.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.build.source.SourceLine.Write;
import pxos.os.MemoryMap;

/** The safety rails: where generated code may be written and where never. */
final class Rails {

    private static final int MAX_ERRORS = 8;

    private final OsSource source;
    private final Zones zones;
    private final boolean allowBootEdit;

    /** @param source the OS without the feature that is checked */
    Rails(OsSource source, boolean allowBootEdit) {
        this.source = source;
        this.zones = new Zones(source);
        this.allowBootEdit = allowBootEdit;
    }

    /** The rails that {@code lines} hit, a message for each run of addresses; empty when they may be written. */
    List<String> errorsIn(List<SourceLine> lines) {
        Map<Integer, String> problems = new TreeMap<>();
        List<Integer> seen = new ArrayList<>();
        for (SourceLine line : lines) {
            if (line instanceof Write write) {
                String problem = seen.contains(write.address())
                        ? "is written twice by the feature itself"
                        : problemAt(write.address());
                seen.add(write.address());
                if (!problem.isEmpty()) {
                    problems.put(write.address(), problem);
                }
            }
        }
        return grouped(problems);
    }

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
        if (!zones.isOpen(address)) {
            return MemoryMap.EXTENDED_ZONE.contains(address)
                    ? Zones.isExtendedOpen(source)
                            ? "is in the head of the extended zone, which the builder writes"
                            : "is in the extended zone, which milestone M6 opens"
                    : "is outside the safe zone " + MemoryMap.SAFE_ZONE;
        }
        return zones.isTaken(address) ? "is already used by " + ownerOf(address) : "";
    }

    private String ownerOf(int address) {
        return source.features().stream()
                .filter(block -> block.addresses().stream().anyMatch(run -> run.contains(address)))
                .map(block -> "feature '" + block.name() + "'")
                .findFirst()
                .orElse("the base OS");
    }

    private static List<String> grouped(Map<Integer, String> problems) {
        List<String> errors = new ArrayList<>();
        int first = -1;
        int last = -2;
        String problem = "";
        for (Map.Entry<Integer, String> entry : problems.entrySet()) {
            if (entry.getKey() != last + 1 || !entry.getValue().equals(problem)) {
                addError(errors, first, last, problem);
                first = entry.getKey();
                problem = entry.getValue();
            }
            last = entry.getKey();
        }
        addError(errors, first, last, problem);
        return errors.size() <= MAX_ERRORS ? errors : errors.subList(0, MAX_ERRORS);
    }

    private static void addError(List<String> errors, int first, int last, String problem) {
        if (first >= 0) {
            String where = first == last ? String.format("0x%04X", first) : String.format("0x%04X-0x%04X", first, last);
            errors.add(where + " " + problem);
        }
    }
}
