package pxos.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pxos.build.BuildResult.ZoneUsage;
import pxos.build.asm.Assembler;
import pxos.build.feature.CodeItem;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.InvalidFeatureException;
import pxos.build.feature.Primitive;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.build.source.SourceLine.Define;
import pxos.build.source.SourceLine.Write;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.MemoryMap;

/** Puts a feature into the OS source, behind the safety rails, and assembles the image. */
public final class PrimitiveBuilder {

    /** The template with the entry code of the extended zone, which features do not use. */
    public static final String ENTRY_TEMPLATE = "extended_entry";

    private static final int SIGNATURE_WORD = 0xAA55;

    private final FeatureExpander expander;
    private final Assembler assembler;

    public PrimitiveBuilder(FeatureExpander expander, Assembler assembler) {
        this.expander = expander;
        this.assembler = assembler;
    }

    /**
     * Builds the OS with {@code feature} in it; a feature of the same name is replaced.
     *
     * @throws BuildException when a rail is hit, a label is unknown or there is no room
     * @throws InvalidFeatureException when templates, arguments or bytes are wrong
     * @throws IOException when a template's file cannot be read
     */
    public BuildResult add(OsSource source, Feature feature, BuildOptions options)
            throws BuildException, InvalidFeatureException, IOException {
        OsSource others = source.without(feature.name());
        FeatureBlock block = place(others, feature.name(), expander.expand(feature), options);
        OsSource linked = link(source.with(block));
        return new BuildResult(linked, assemble(linked), block.addresses(), block.sizeBytes(), usage(linked));
    }

    /**
     * The image as it would be without a feature; the image of the source itself where there is none of that name.
     *
     * @throws BuildException when the source cannot be assembled
     */
    public BootImage remove(OsSource source, String feature)
            throws BuildException, InvalidFeatureException, IOException {
        return assemble(link(source.without(feature)));
    }

    private OsSource link(OsSource source) throws BuildException, InvalidFeatureException, IOException {
        return Linker.link(source, Zones.isExtendedOpen(source) ? entryCode(source) : List.of());
    }

    private List<SourceLine> entryCode(OsSource source) throws BuildException, InvalidFeatureException, IOException {
        Primitive use = new Primitive.Use(ENTRY_TEMPLATE, Map.of(), null);
        Feature entry = new Feature(ENTRY_TEMPLATE, null, List.of(use), List.of());
        Layout layout = new Layout(entry.name(), expander.expand(entry), source.baseSymbols(), assembler);
        int end = ExtendedZone.ENTRY + layout.floatingSize(ExtendedZone.ENTRY);
        if (end != ExtendedZone.SALT) {
            throw new BuildException(
                    String.format("template '%s' ends at 0x%04X, not at 0x%04X", entry.name(), end, ExtendedZone.SALT),
                    "Restore primitives/" + entry.name() + ".json.");
        }
        return layout.lines(ExtendedZone.ENTRY);
    }

    private FeatureBlock place(OsSource others, String name, List<CodeItem> items, BuildOptions options)
            throws BuildException {
        boolean floating = !items.isEmpty() && !(items.get(0) instanceof CodeItem.Origin);
        BuildException noRoom = null;
        for (AddressRange zone : floating ? zones(others) : List.of(zoneOf(items))) {
            Attachments attachments = new Attachments(items, zone);
            Layout layout = new Layout(name, attachments.items(), others.baseSymbols(), assembler);
            int size = floating ? layout.floatingSize(zone.first()) : 0;
            Zones zones = Zones.forPlacing(name, others);
            Optional<Integer> address = floating ? zones.place(size, zone) : Optional.of(zone.first());
            if (address.isEmpty()) {
                noRoom = noRoom(others, name, size);
                continue;
            }
            List<SourceLine> lines = layout.lines(address.get());
            List<String> errors = new Rails(others, options.allowBootEdit()).errorsIn(lines);
            if (!errors.isEmpty()) {
                throw new BuildException(errors, "Leave the addresses out, and a free place is found.");
            }
            boolean editsBoot = lines.stream()
                    .anyMatch(line -> line instanceof Write write && MemoryMap.BOOT_SECTOR.contains(write.address()));
            FeatureBlock block = new FeatureBlock(
                    name,
                    options.title(),
                    options.run(),
                    options.generator(),
                    editsBoot,
                    attachments.hooks(layout),
                    lines);
            if (!zones.keepsReserve(block.addresses())) {
                throw noRoom(others, name, block.sizeBytes());
            }
            return block;
        }
        throw noRoom;
    }

    /** The zone of a feature that says itself where it goes. */
    private static AddressRange zoneOf(List<CodeItem> items) {
        boolean extended = items.stream()
                .anyMatch(item -> item instanceof CodeItem.Origin origin && ExtendedZone.holds(origin.address()));
        return extended ? ExtendedZone.FEATURES : MemoryMap.SAFE_ZONE;
    }

    private static List<AddressRange> zones(OsSource source) {
        return Zones.isExtendedOpen(source)
                ? List.of(MemoryMap.SAFE_ZONE, ExtendedZone.FEATURES)
                : List.of(MemoryMap.SAFE_ZONE);
    }

    private static BuildException noRoom(OsSource others, String name, int size) {
        Zones zones = Zones.forPlacing(name, others);
        boolean extended = Zones.isExtendedOpen(others);
        AddressRange zone = extended ? ExtendedZone.FEATURES : MemoryMap.SAFE_ZONE;
        String message = String.format(
                "no room for '%s': it takes %d bytes, and the largest free run of the %s zone has %d (%d free in all)",
                name, size, extended ? "extended" : "safe", zones.largestRun(zone), zones.freeBytes(zone));
        String reserve = zones.reserveBytes() == 0
                ? ""
                : ", of which " + zones.reserveBytes() + " in one piece are kept for the loader of milestone M6";
        return new BuildException(
                message + reserve,
                extended
                        ? "Remove a feature, or make this one smaller."
                        : "Milestone M6 opens the extended zone of 8 KB: build it with --auto --until M6, or alone with"
                                + " --goal \"Load extended code from sectors 3 to 18\".");
    }

    /**
     * The image of a source: boot sector and sector 2, and sectors 3 to 18 when anything is written there.
     *
     * @throws BuildException when the boot signature is missing or a byte lies outside the image
     */
    public BootImage assemble(OsSource source) throws BuildException {
        boolean extended =
                source.lines().anyMatch(line -> line instanceof Write write && ExtendedZone.holds(write.address()));
        int end = extended ? MemoryMap.EXTENDED_ZONE.last() : MemoryMap.VECTOR_TABLE.last();
        byte[] bytes = new byte[end + 1 - MemoryMap.IMAGE_BASE];
        Map<Integer, String> labels = new HashMap<>();
        List<String> errors = new ArrayList<>();
        source.lines().forEach(line -> {
            if (line instanceof Write write) {
                int offset = write.address() - MemoryMap.IMAGE_BASE;
                if (offset < 0 || offset >= bytes.length) {
                    errors.add(String.format("0x%04X is outside the image", write.address()));
                } else {
                    bytes[offset] = (byte) write.value();
                }
            } else if (line instanceof Define define) {
                labels.put(define.address(), define.label());
            }
        });
        int signature = MemoryMap.SIGNATURE.first() - MemoryMap.IMAGE_BASE;
        if (((bytes[signature] & 0xFF) | (bytes[signature + 1] & 0xFF) << 8) != SIGNATURE_WORD) {
            errors.add("the boot signature 55 AA is missing at 0x7DFE");
        }
        if (!errors.isEmpty()) {
            throw new BuildException(errors, "Restore pxos-v1.0/pxos_commands.txt from the last version that worked.");
        }
        return new BootImage(bytes, labels);
    }

    /** Bytes used and free in each zone of {@code source}. */
    public List<ZoneUsage> usage(OsSource source) {
        List<ZoneUsage> usage = new ArrayList<>();
        usage.add(usage("boot sector", MemoryMap.BOOT_SECTOR, source));
        usage.add(usage("safe zone", MemoryMap.SAFE_ZONE, source));
        if (Zones.isExtendedOpen(source)) {
            usage.add(usage("extended zone", ExtendedZone.FEATURES, source));
        }
        return usage;
    }

    private static ZoneUsage usage(String name, AddressRange zone, OsSource source) {
        int used = (int) source.lines()
                .filter(line -> line instanceof Write write && zone.contains(write.address()))
                .map(line -> ((Write) line).address())
                .distinct()
                .count();
        return new ZoneUsage(name, zone, used, zone.sizeBytes() - used);
    }

    /** The free ranges in the zones that generated code may take, lowest first. */
    public List<AddressRange> free(OsSource source) {
        return new Zones(source).free();
    }

    public static boolean isExtendedZoneOpen(OsSource source) {
        return Zones.isExtendedOpen(source);
    }
}
