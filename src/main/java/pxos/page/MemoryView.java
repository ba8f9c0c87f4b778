package pxos.page;

import java.util.ArrayList;
import java.util.List;
import pxos.build.source.FeatureBlock;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.MemoryMap;

/**
 * Where everything lives in memory, as rectangles.
 *
 * @param zones top down
 * @param legend the features
 */
record MemoryView(List<Zone> zones, List<Owner> legend) {

    /** Cells in a row, their width and height in the units of the drawing. */
    static final int COLUMNS = 128;

    private static final int CELL_WIDTH = 5;
    private static final int CELL_HEIGHT = 9;
    private static final int HUE_STEP = 137;
    private static final int FIRST_HUE = 158;

    /**
     * A part of memory.
     *
     * @param height of the drawing; its width is {@link #COLUMNS} cells
     */
    record Zone(String first, String label, int width, int height, List<Owner> owners) {}

    /**
     * Whoever owns bytes.
     *
     * @param link anchor of the feature; empty for what people wrote
     * @param hue of its colour, 0 to 359; -1 for grey
     * @param rectangles its bytes in a zone; none in the legend
     */
    record Owner(String name, String link, int hue, int bytes, List<Rectangle> rectangles) {

        boolean grey() {
            return hue < 0;
        }

        String bytesShown() {
            return Numbers.grouped(bytes);
        }
    }

    /** In the units of the drawing. */
    record Rectangle(int x, int y, int width, int height) {}

    static MemoryView of(BootImage image, List<FeatureBlock> features) {
        List<Owner> owners = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            FeatureBlock block = features.get(i);
            int hue = (FIRST_HUE + i * HUE_STEP) % 360;
            owners.add(new Owner(block.name(), "feature-" + block.name(), hue, block.sizeBytes(), List.of()));
        }
        List<Zone> zones = new ArrayList<>();
        zones.add(zone("boot sector, written by people", MemoryMap.BOOT_SECTOR, 1, owners, features));
        AddressRange safe = new AddressRange(MemoryMap.SAFE_ZONE.first(), MemoryMap.VECTOR_TABLE.last());
        zones.add(zone("generated code, and 32 bytes of vectors", safe, 1, owners, features));
        if (image.range().last() >= MemoryMap.EXTENDED_ZONE.first()) {
            zones.add(zone("extended zone, 8 bytes a cell", MemoryMap.EXTENDED_ZONE, 8, owners, features));
        }
        return new MemoryView(zones, owners);
    }

    private static Zone zone(
            String label, AddressRange range, int bytesPerCell, List<Owner> owners, List<FeatureBlock> features) {
        List<Owner> inside = new ArrayList<>();
        for (AddressRange people : List.of(MemoryMap.BOOT_SECTOR, MemoryMap.VECTOR_TABLE)) {
            List<Rectangle> rectangles = rectangles(people, range, bytesPerCell);
            if (!rectangles.isEmpty()) {
                inside.add(new Owner("by people", "", -1, people.sizeBytes(), rectangles));
            }
        }
        for (int i = 0; i < features.size(); i++) {
            List<Rectangle> rectangles = features.get(i).addresses().stream()
                    .flatMap(bytes -> rectangles(bytes, range, bytesPerCell).stream())
                    .toList();
            Owner owner = owners.get(i);
            if (!rectangles.isEmpty()) {
                inside.add(new Owner(owner.name(), owner.link(), owner.hue(), owner.bytes(), rectangles));
            }
        }
        int rows = range.sizeBytes() / bytesPerCell / COLUMNS;
        return new Zone(String.format("%04X", range.first()), label, COLUMNS * CELL_WIDTH, rows * CELL_HEIGHT, inside);
    }

    /** The cells of some bytes, as one rectangle a row. */
    private static List<Rectangle> rectangles(AddressRange bytes, AddressRange zone, int bytesPerCell) {
        int from = Math.max(bytes.first(), zone.first());
        int to = Math.min(bytes.last(), zone.last());
        List<Rectangle> rectangles = new ArrayList<>();
        if (from > to) {
            return rectangles;
        }
        int last = (to - zone.first()) / bytesPerCell;
        for (int cell = (from - zone.first()) / bytesPerCell; cell <= last; ) {
            int row = cell / COLUMNS;
            int end = Math.min(last + 1, (row + 1) * COLUMNS);
            rectangles.add(new Rectangle(
                    cell % COLUMNS * CELL_WIDTH, row * CELL_HEIGHT, (end - cell) * CELL_WIDTH, CELL_HEIGHT - 1));
            cell = end;
        }
        return rectangles;
    }
}
