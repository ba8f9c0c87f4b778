package pxos.pixel.picture;

import java.util.List;
import java.util.Locale;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.pixel.picture.Palette.Ramp;

/**
 * The memory of pxOS in two sizes: three zones of 8 rows of 64 cells, a cell a byte, or 16 bytes in the extended zone.
 */
final class MemoryPicture {
    /** Size of the large one, in pixels. */
    static final int WIDTH = 520;

    static final int HEIGHT = 312;

    private static final int SMALL_CELL = 3;
    private static final int LARGE_CELL = 7;

    /** Side of a large cell without the gap to the next. */
    private static final int MARK = LARGE_CELL - 1;

    private static final int ROWS = 8;
    private static final int CELLS_PER_ROW = 64;
    private static final List<Zone> ZONES = List.of(
            new Zone("Boot sector", MemoryMap.BOOT_SECTOR.first(), 1),
            new Zone("Safe zone, vectors in the last half row", MemoryMap.SAFE_ZONE.first(), 1),
            new Zone("Extended zone, 16 bytes a cell", MemoryMap.EXTENDED_ZONE.first(), 16));

    private MemoryPicture() {}

    private record Zone(String label, int first, int bytesPerCell) {
        AddressRange addresses() {
            return AddressRange.ofSize(first, ROWS * CELLS_PER_ROW * bytesPerCell);
        }

        /** Draws the address of the first cell of a row. */
        void drawAddress(Canvas canvas, int x, int y, int row) {
            String address = String.format("%04X", first + row * CELLS_PER_ROW * bytesPerCell);
            Typeface.MONO.draw(canvas, Ramp.MUTED, x, y, address);
        }

        /** Draws each cell that has bytes of {@code range}; the cells stand from {@code left} and {@code top} on. */
        void draw(AddressRange range, int left, int top, int cellPx, Cell cell) {
            int from = Math.max(range.first(), addresses().first()) - first;
            int to = Math.min(range.last(), addresses().last()) - first;
            for (int i = from / bytesPerCell; from <= to && i <= to / bytesPerCell; i++) {
                cell.draw(left + i % CELLS_PER_ROW * cellPx, top + i / CELLS_PER_ROW * cellPx);
            }
        }
    }

    /** Draws a cell, given its upper left corner. */
    private interface Cell {
        void draw(int x, int y);
    }

    /** Draws the small one, 228 x 88 pixels, with {@code placed} in {@code colour}. */
    static void small(Canvas canvas, int x, int y, List<AddressRange> placed, int colour) {
        int left = x + 34;
        int top = y;
        Cell reserved = (cellX, cellY) -> canvas.fill(cellX, cellY, SMALL_CELL, SMALL_CELL, Palette.LINE);
        Cell written = (cellX, cellY) -> canvas.fill(cellX, cellY, SMALL_CELL, SMALL_CELL, colour);
        for (Zone zone : ZONES) {
            zone.drawAddress(canvas, x, top + 9, 0);
            canvas.fill(left, top, CELLS_PER_ROW * SMALL_CELL, ROWS * SMALL_CELL, Palette.ZONE);
            zone.draw(MemoryMap.SIGNATURE, left, top, SMALL_CELL, reserved);
            zone.draw(MemoryMap.VECTOR_TABLE, left, top, SMALL_CELL, reserved);
            for (AddressRange range : placed) {
                zone.draw(range, left, top, SMALL_CELL, written);
            }
            top += 32;
        }
    }

    /** Draws the large one, with the changes and a legend. */
    static void large(Canvas canvas, int x, int y, List<MemoryChange> changes) {
        int left = x + 56;
        int top = y + 34;
        Cell unchanged = (cellX, cellY) -> canvas.fill(cellX, cellY, MARK, MARK, Palette.ZONE);
        for (Zone zone : ZONES) {
            Typeface.SANS.draw(canvas, Ramp.MUTED, left, top - 7, zone.label);
            zone.drawAddress(canvas, x + 16, top + 8, 0);
            zone.drawAddress(canvas, x + 16, top + 4 * LARGE_CELL + 8, 4);
            canvas.fill(left, top, CELLS_PER_ROW * LARGE_CELL, ROWS * LARGE_CELL, Palette.LINE);
            zone.draw(zone.addresses(), left, top, LARGE_CELL, unchanged);
            // If a cell has several changes, the first one has to be visible, so it is drawn last.
            for (int i = changes.size() - 1; i >= 0; i--) {
                MemoryChange change = changes.get(i);
                zone.draw(change.range(), left, top, LARGE_CELL, unchanged);
                zone.draw(
                        change.range(),
                        left,
                        top,
                        LARGE_CELL,
                        (cellX, cellY) -> mark(canvas, cellX, cellY, change.kind()));
            }
            top += 88;
        }
        legend(canvas, left, y + 286, changes);
    }

    /** Full for added, a ring for changed, a diagonal half for removed: told apart without colours as well. */
    private static void mark(Canvas canvas, int x, int y, MemoryChange.Kind kind) {
        switch (kind) {
            case ADDED -> canvas.fill(x, y, MARK, MARK, Palette.PASS);
            case CHANGED -> {
                canvas.fill(x, y, MARK, MARK, Palette.WARN);
                canvas.fill(x + 2, y + 2, MARK - 4, MARK - 4, Palette.CARD);
            }
            case REMOVED -> {
                for (int row = 0; row < MARK; row++) {
                    canvas.fill(x, y + row, row + 1, 1, Palette.FAIL);
                }
            }
        }
    }

    private static void legend(Canvas canvas, int x, int y, List<MemoryChange> changes) {
        int at = x;
        for (MemoryChange.Kind kind : MemoryChange.Kind.values()) {
            int bytes = changes.stream()
                    .filter(change -> change.kind() == kind)
                    .mapToInt(change -> change.range().sizeBytes())
                    .sum();
            mark(canvas, at, y, kind);
            String text =
                    bytes + (bytes == 1 ? " byte " : " bytes ") + kind.name().toLowerCase(Locale.ROOT);
            at = Typeface.SANS.draw(canvas, Ramp.INK, at + 12, y + 8, text) + 20;
        }
    }
}
