package pxos.pixel.picture;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/**
 * The memory of pxOS in two sizes: three zones of 8 rows of 64 cells, a cell a byte, or 16 bytes in the extended zone.
 */
final class MemoryPicture {
    /** Size of the large one, in pixels. */
    static final int WIDTH = 520;

    static final int HEIGHT = 312;

    private static final int ROWS = 8;
    private static final int CELLS_PER_ROW = 64;

    private MemoryPicture() {}

    private enum Zone {
        BOOT_SECTOR(MemoryMap.BOOT_SECTOR.first(), 1, "Boot sector"),
        SAFE_ZONE(MemoryMap.SAFE_ZONE.first(), 1, "Safe zone, vectors in the last half row"),
        EXTENDED_ZONE(MemoryMap.EXTENDED_ZONE.first(), 16, "Extended zone, 16 bytes a cell");

        final AddressRange addresses;
        final int bytesPerCell;
        final String label;

        Zone(int first, int bytesPerCell, String label) {
            this.addresses = AddressRange.ofSize(first, ROWS * CELLS_PER_ROW * bytesPerCell);
            this.bytesPerCell = bytesPerCell;
            this.label = label;
        }

        /** The numbers of the cells that bytes of {@code range} are in. */
        IntStream cells(AddressRange range) {
            int first = Math.max(range.first(), addresses.first()) - addresses.first();
            int last = Math.min(range.last(), addresses.last()) - addresses.first();
            return first > last ? IntStream.empty() : IntStream.rangeClosed(first / bytesPerCell, last / bytesPerCell);
        }

        /** The address of the first cell of a row. */
        String address(int row) {
            return String.format("%04X", addresses.first() + row * CELLS_PER_ROW * bytesPerCell);
        }
    }

    /** Draws the small one, 228 x 88 pixels, with {@code placed} in {@code colour}. */
    static void small(Canvas canvas, int x, int y, List<AddressRange> placed, int colour) {
        int size = 3;
        int left = x + 34;
        for (Zone zone : Zone.values()) {
            int top = y + 32 * zone.ordinal();
            Typeface.MONO.draw(canvas, Ramp.MUTED, x, top + 9, zone.address(0));
            canvas.fill(left, top, CELLS_PER_ROW * size, ROWS * size, Palette.ZONE);
            CellPainter line = (cellX, cellY) -> canvas.fill(cellX, cellY, size, size, Palette.LINE);
            paint(zone, MemoryMap.SIGNATURE, left, top, size, line);
            paint(zone, MemoryMap.VECTOR_TABLE, left, top, size, line);
            for (AddressRange range : placed) {
                paint(zone, range, left, top, size, (cellX, cellY) -> canvas.fill(cellX, cellY, size, size, colour));
            }
        }
    }

    /** Draws the large one, with the changes and a legend. */
    static void large(Canvas canvas, int x, int y, List<MemoryChange> changes) {
        int size = 7;
        int left = x + 56;
        for (Zone zone : Zone.values()) {
            int top = y + 34 + 88 * zone.ordinal();
            Typeface.SANS.draw(canvas, Ramp.MUTED, left, top - 7, zone.label);
            Typeface.MONO.draw(canvas, Ramp.MUTED, x + 16, top + 8, zone.address(0));
            Typeface.MONO.draw(canvas, Ramp.MUTED, x + 16, top + 4 * size + 8, zone.address(4));
            canvas.fill(left, top, CELLS_PER_ROW * size, ROWS * size, Palette.LINE);
            CellPainter unchanged = (cellX, cellY) -> canvas.fill(cellX, cellY, size - 1, size - 1, Palette.ZONE);
            paint(zone, zone.addresses, left, top, size, unchanged);
            // The first of several changes in a cell is the one to be seen, so it is drawn last.
            for (int i = changes.size() - 1; i >= 0; i--) {
                MemoryChange change = changes.get(i);
                paint(zone, change.range(), left, top, size, (cellX, cellY) -> {
                    unchanged.paint(cellX, cellY);
                    mark(canvas, cellX, cellY, size - 1, change.kind());
                });
            }
        }
        legend(canvas, left, y + 286, size - 1, changes);
    }

    /** Draws one cell, given its upper left corner. */
    private interface CellPainter {
        void paint(int x, int y);
    }

    private static void paint(Zone zone, AddressRange range, int left, int top, int size, CellPainter painter) {
        zone.cells(range)
                .forEach(cell -> painter.paint(left + cell % CELLS_PER_ROW * size, top + cell / CELLS_PER_ROW * size));
    }

    /** Full for added, a ring for changed, a diagonal half for removed: told apart without colours as well. */
    private static void mark(Canvas canvas, int x, int y, int size, MemoryChange.Kind kind) {
        switch (kind) {
            case ADDED -> canvas.fill(x, y, size, size, Palette.PASS);
            case CHANGED -> {
                canvas.fill(x, y, size, size, Palette.WARN);
                canvas.fill(x + 2, y + 2, size - 4, size - 4, Palette.CARD);
            }
            case REMOVED -> {
                for (int row = 0; row < size; row++) {
                    canvas.fill(x, y + row, row + 1, 1, Palette.FAIL);
                }
            }
        }
    }

    private static void legend(Canvas canvas, int x, int y, int size, List<MemoryChange> changes) {
        int at = x;
        for (MemoryChange.Kind kind : MemoryChange.Kind.values()) {
            int bytes = changes.stream()
                    .filter(change -> change.kind() == kind)
                    .mapToInt(change -> change.range().sizeBytes())
                    .sum();
            mark(canvas, at, y, size, kind);
            String text =
                    bytes + (bytes == 1 ? " byte " : " bytes ") + kind.name().toLowerCase(Locale.ROOT);
            at = Typeface.SANS.draw(canvas, Ramp.INK, at + 12, y + 8, text) + 20;
        }
    }
}
