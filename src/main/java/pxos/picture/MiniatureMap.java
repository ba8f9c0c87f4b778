package pxos.picture;

import java.util.List;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/** pxOS's memory in miniature: boot sector, safe zone and vectors byte by byte, the extended zone 16 bytes a cell. */
final class MiniatureMap {
    static final int WIDTH = 228;
    static final int HEIGHT = 88;
    private static final int CELL = 3;
    private static final int CELLS_PER_ROW = 64;
    private static final int LABEL_WIDTH = 34;
    private static final int BLOCK_HEIGHT = 24;
    private static final int EXTENDED_BYTES_PER_CELL = 16;

    private MiniatureMap() {}

    /** Draws the map with {@code placed} in {@code colour}. */
    static void draw(Canvas canvas, int x, int y, List<AddressRange> placed, int colour) {
        block(canvas, x, y, MemoryMap.BOOT_SECTOR.first(), 1, placed, colour);
        block(canvas, x, y + 32, MemoryMap.SAFE_ZONE.first(), 1, placed, colour);
        block(canvas, x, y + 64, MemoryMap.EXTENDED_ZONE.first(), EXTENDED_BYTES_PER_CELL, placed, colour);
    }

    private static void block(
            Canvas canvas, int x, int y, int first, int bytesPerCell, List<AddressRange> placed, int colour) {
        Typeface.mono().draw(canvas, Ramp.MUTED, x, y + 9, String.format("%04X", first));
        int left = x + LABEL_WIDTH;
        canvas.fill(left, y, CELLS_PER_ROW * CELL, BLOCK_HEIGHT, Palette.ZONE);
        for (int cell = 0; cell < CELLS_PER_ROW * BLOCK_HEIGHT / CELL; cell++) {
            AddressRange bytes = AddressRange.ofSize(first + cell * bytesPerCell, bytesPerCell);
            int cellX = left + cell % CELLS_PER_ROW * CELL;
            int cellY = y + cell / CELLS_PER_ROW * CELL;
            if (placed.stream().anyMatch(range -> range.overlaps(bytes))) {
                canvas.fill(cellX, cellY, CELL, CELL, colour);
            } else if (bytesPerCell == 1 && special(bytes)) {
                canvas.fill(cellX, cellY, CELL, CELL, Palette.LINE);
            }
        }
    }

    private static boolean special(AddressRange bytes) {
        return MemoryMap.SIGNATURE.overlaps(bytes) || MemoryMap.VECTOR_TABLE.overlaps(bytes);
    }
}
