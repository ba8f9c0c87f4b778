package pxos.pixel.picture;

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
        Typeface.mono()
                .draw(canvas, Ramp.MUTED, x, y + 9, Integer.toHexString(first).toUpperCase(java.util.Locale.ROOT));
        int left = x + LABEL_WIDTH;
        canvas.fill(left, y, CELLS_PER_ROW * CELL, BLOCK_HEIGHT, Palette.ZONE);
        int end = first + CELLS_PER_ROW * BLOCK_HEIGHT / CELL * bytesPerCell;
        if (bytesPerCell == 1) {
            cells(canvas, left, y, bytesPerCell, clip(MemoryMap.SIGNATURE, first, end), Palette.LINE);
            cells(canvas, left, y, bytesPerCell, clip(MemoryMap.VECTOR_TABLE, first, end), Palette.LINE);
        }
        for (AddressRange range : placed) {
            cells(canvas, left, y, bytesPerCell, clip(range, first, end), colour);
        }
    }

    /** The offsets of a range's first and last byte inside a block; the last is below the first when it is outside. */
    private static int[] clip(AddressRange range, int first, int end) {
        return new int[] {Math.max(range.first(), first) - first, Math.min(range.last(), end - 1) - first};
    }

    private static void cells(Canvas canvas, int left, int top, int bytesPerCell, int[] offsets, int colour) {
        for (int offset = offsets[0]; offset <= offsets[1]; offset++) {
            int cell = offset / bytesPerCell;
            canvas.fill(left + cell % CELLS_PER_ROW * CELL, top + cell / CELLS_PER_ROW * CELL, CELL, CELL, colour);
        }
    }
}
