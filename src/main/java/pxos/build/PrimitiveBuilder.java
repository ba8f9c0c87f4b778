package pxos.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pxos.Problem;
import pxos.build.asm.NasmAssembler;
import pxos.build.feature.CodeItem;
import pxos.build.feature.Feature;
import pxos.build.feature.FeatureExpander;
import pxos.build.feature.Primitive;
import pxos.build.source.FeatureBlock;
import pxos.build.source.FloppyText;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.build.source.SourceLine.Define;
import pxos.build.source.SourceLine.Write;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.MemoryMap;

/**
 * Puts a feature into the OS source, past the safety rails, and makes the image.
 *
 * <p>A feature is written out ({@link FeatureExpander}), placed ({@link Placement}, which lays it out and checks the
 * rails), linked with the others ({@link Linker}) and assembled.
 */
public record PrimitiveBuilder(FeatureExpander expander, NasmAssembler assembler) {

    /** The template with the entry code of the extended zone, which features do not use. */
    public static final String ENTRY_TEMPLATE = "extended_entry";

    /**
     * How a feature is to be placed.
     *
     * @param title what the feature does, one line for its header
     * @param run the run that asks for it
     * @param generator who wrote it
     * @param allowBootEdit whether it may write to the boot sector (never to its signature)
     */
    public record BuildOptions(String title, String run, String generator, boolean allowBootEdit) {}

    /**
     * A built OS.
     *
     * @param source the source with the feature in it
     * @param image the image of that source
     * @param written the addresses of the feature
     * @param sizeBytes bytes the feature takes
     */
    public record BuildResult(OsSource source, BootImage image, List<AddressRange> written, int sizeBytes) {}

    /**
     * How full a zone is.
     *
     * @param zone name of the zone
     * @param range its addresses
     * @param usedBytes bytes written
     * @param freeBytes bytes not written
     */
    public record ZoneUsage(String zone, AddressRange range, int usedBytes, int freeBytes) {}

    /**
     * Builds the OS with {@code feature} in it; a feature of the same name is replaced.
     *
     * @throws Problem when a rail is hit, there is no room, or templates, arguments, bytes or labels are wrong
     * @throws IOException when a template's file cannot be read or is malformed
     */
    public BuildResult add(OsSource source, Feature feature, BuildOptions options) throws IOException {
        List<CodeItem> items = expander.expand(feature);
        OsSource others = source.without(feature.name());
        FeatureBlock block = new Placement(others, feature.name(), options, assembler).place(items);
        OsSource linked = link(source.with(block));
        return new BuildResult(linked, image(linked), block.addresses(), block.sizeBytes());
    }

    /**
     * The image of a source: boot sector and sector 2, and sectors 3 to 18 when anything is written there.
     *
     * <p>Links and checksum are computed, whatever the source lists, which people may have edited by hand.
     *
     * @throws Problem when the boot signature is missing or a byte lies outside the image
     * @throws IOException when a template's file cannot be read or is malformed
     */
    public BootImage assemble(OsSource source) throws IOException {
        return image(link(source));
    }

    /** The source with vectors and entry code that fit its features. */
    public OsSource link(OsSource source) throws IOException {
        return Linker.link(source, Zones.isExtendedOpen(source) ? entryCode(source) : List.of());
    }

    private List<SourceLine> entryCode(OsSource source) throws IOException {
        Primitive use = new Primitive.Use(ENTRY_TEMPLATE, Map.of(), null);
        Feature entry = new Feature(ENTRY_TEMPLATE, null, List.of(use), List.of());
        Layout.Placed placed = new Layout(entry.name(), expander.expand(entry), source.baseSymbols(), assembler)
                .at(MemoryMap.EXTENDED_ENTRY);
        int end = MemoryMap.EXTENDED_ENTRY + placed.floatingBytes();
        if (end != MemoryMap.EXTENDED_SALT) {
            throw Problem.input(
                    String.format(
                            "template '%s' ends at 0x%04X, not at 0x%04X", entry.name(), end, MemoryMap.EXTENDED_SALT),
                    "Restore primitives/" + entry.name() + ".json.");
        }
        return placed.lines();
    }

    private static BootImage image(OsSource linked) {
        boolean extended = linked.writes().anyMatch(write -> MemoryMap.EXTENDED_ZONE.contains(write.address()));
        int end = extended ? MemoryMap.EXTENDED_ZONE.last() : MemoryMap.VECTOR_TABLE.last();
        byte[] bytes = new byte[end + 1 - MemoryMap.IMAGE_BASE];
        Map<Integer, String> labels = new HashMap<>();
        List<String> errors = new ArrayList<>();
        linked.lines().forEach(line -> {
            if (line instanceof Define define) {
                labels.put(define.address(), define.label());
            } else if (line instanceof Write write) {
                int offset = write.address() - MemoryMap.IMAGE_BASE;
                if (offset < 0 || offset >= bytes.length) {
                    errors.add(String.format("0x%04X is outside the image", write.address()));
                } else {
                    bytes[offset] = (byte) write.value();
                }
            }
        });
        BootImage image = new BootImage(bytes, labels, () -> FloppyText.of(linked));
        if (image.word(MemoryMap.SIGNATURE.first()) != MemoryMap.SIGNATURE_WORD) {
            errors.add(String.format("the boot signature 55 AA is missing at 0x%04X", MemoryMap.SIGNATURE.first()));
        }
        Problem.throwAny(errors, "Restore pxos-v1.0/pxos_commands.txt from the last version that worked.");
        return image;
    }

    /** Bytes used and free in each zone of {@code source}. */
    public List<ZoneUsage> usage(OsSource source) {
        Zones zones = new Zones(source);
        List<ZoneUsage> usage = List.of(
                usage("boot sector", MemoryMap.BOOT_SECTOR, zones),
                usage("safe zone", MemoryMap.SAFE_ZONE, zones),
                usage("extended zone", MemoryMap.EXTENDED_FEATURES, zones));
        return usage.subList(0, Zones.isExtendedOpen(source) ? 3 : 2);
    }

    private static ZoneUsage usage(String name, AddressRange zone, Zones zones) {
        int used = zones.usedBytes(zone);
        return new ZoneUsage(name, zone, used, zone.sizeBytes() - used);
    }

    /** What a new feature can take of the zones that generated code may take, lowest first; it has to be in one piece. */
    public List<AddressRange> free(OsSource source) {
        return Zones.forPlacing("", source).usable();
    }

    /** The feature without which the extended zone is not loaded. */
    public static String extendedLoader() {
        return Zones.EXTENDED_LOADER;
    }

    /** Whether a feature could not be built because there was no room, and not for what it is. */
    public static boolean isForWantOfRoom(String problem) {
        return Placement.isNoRoom(problem);
    }

    /**
     * The feature that would make room for one that found none; empty where it is there, or where room was not the matter.
     *
     * @param problem why the feature could not be built
     */
    public static Optional<String> makesRoom(OsSource source, String problem) {
        return Optional.of(Zones.EXTENDED_LOADER)
                .filter(loader -> Placement.isNoRoom(problem) && !Zones.isExtendedOpen(source));
    }

    public static boolean isExtendedZoneOpen(OsSource source) {
        return Zones.isExtendedOpen(source);
    }
}
