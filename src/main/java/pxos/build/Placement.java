package pxos.build;

import java.util.List;
import java.util.Optional;
import pxos.Problem;
import pxos.build.PrimitiveBuilder.BuildOptions;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.CodeItem;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/** Puts a feature at the addresses that it names, or into the lowest hole of the open zones that is large enough. */
final class Placement {

    private static final String NO_ROOM = "no room for '";

    private final OsSource others;
    private final String name;
    private final BuildOptions options;
    private final NasmAssembler assembler;
    private final Zones zones;

    /** @param others the OS without the feature */
    Placement(OsSource others, String name, BuildOptions options, NasmAssembler assembler) {
        this.others = others;
        this.name = name;
        this.options = options;
        this.assembler = assembler;
        this.zones = Zones.forPlacing(name, others);
    }

    /**
     * The feature as a block of the OS source.
     *
     * @throws Problem when a rail is hit, a label is unknown or there is no room
     */
    FeatureBlock place(List<CodeItem> items) {
        if (items.isEmpty() || items.get(0) instanceof CodeItem.Origin) {
            AddressRange zone = zoneNamedBy(items);
            Attachments attachments = new Attachments(items, zone);
            return block(attachments, layout(attachments).at(zone.first()));
        }
        int sizeBytes = 0;
        for (AddressRange zone : zones.open()) {
            Attachments attachments = new Attachments(items, zone);
            Layout layout = layout(attachments);
            sizeBytes = layout.at(zone.first()).floatingBytes();
            Optional<Integer> hole = zones.place(sizeBytes, zone);
            if (hole.isPresent()) {
                return block(attachments, layout.at(hole.get()));
            }
        }
        throw noRoom(sizeBytes);
    }

    private static AddressRange zoneNamedBy(List<CodeItem> items) {
        boolean extended = items.stream()
                .anyMatch(item ->
                        item instanceof CodeItem.Origin origin && MemoryMap.EXTENDED_ZONE.contains(origin.address()));
        return extended ? MemoryMap.EXTENDED_FEATURES : MemoryMap.SAFE_ZONE;
    }

    private Layout layout(Attachments attachments) {
        return new Layout(name, attachments.items(), others.baseSymbols(), assembler);
    }

    private FeatureBlock block(Attachments attachments, Layout.Placed placed) {
        List<String> errors = new Rails(others, zones, options.allowBootEdit()).errorsIn(placed.lines());
        Problem.throwAny(errors, "Leave the addresses out, and a free place is found.");
        boolean editsBoot = SourceLine.writes(placed.lines().stream())
                .anyMatch(write -> MemoryMap.BOOT_SECTOR.contains(write.address()));
        FeatureBlock block = new FeatureBlock(
                name,
                options.title(),
                options.run(),
                options.generator(),
                editsBoot,
                attachments.hooks(placed.labels()),
                placed.lines());
        if (!zones.keepsReserve(block.addresses())) {
            throw noRoom(block.sizeBytes());
        }
        return block;
    }

    /** Whether a problem is that there was no room. */
    static boolean isNoRoom(String message) {
        return message.startsWith(NO_ROOM);
    }

    private Problem noRoom(int sizeBytes) {
        boolean extended = Zones.isExtendedOpen(others);
        List<AddressRange> free = zones.free(extended ? MemoryMap.EXTENDED_FEATURES : MemoryMap.SAFE_ZONE);
        String message = String.format(
                NO_ROOM + "%s': it takes %d bytes, and the largest free run of the %s zone has %d (%d free in all)",
                name,
                sizeBytes,
                extended ? "extended" : "safe",
                free.stream().mapToInt(AddressRange::sizeBytes).max().orElse(0),
                free.stream().mapToInt(AddressRange::sizeBytes).sum());
        String reserve = zones.reserveBytes() == 0
                ? ""
                : ", of which " + zones.reserveBytes() + " in one piece are kept for the loader of milestone M6";
        return Problem.input(
                message + reserve,
                extended
                        ? "Remove a feature, or make this one smaller."
                        : "Milestone M6 opens the extended zone of 8 KB: build it with --auto --until M6, or alone with"
                                + " --goal \"Load extended code from sectors 3 to 18\".");
    }
}
