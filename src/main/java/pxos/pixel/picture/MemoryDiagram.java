package pxos.pixel.picture;

import java.util.List;
import java.util.Optional;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/** The memory map of a diff: a cell a byte (16 bytes in the extended zone), with a legend. */
final class MemoryDiagram {
    static final int WIDTH = 520;
    static final int HEIGHT = 312;
    private static final int CELL = 7;
    private static final int PER_ROW = 64;
    private static final int LEFT = 56;
    private static final int BLOCK_HEIGHT = 8 * CELL;
    private static final int EXTENDED_BYTES_PER_CELL = 16;

    private MemoryDiagram() {}

    static void draw(Canvas canvas, int x, int y, List<MemoryChange> changes) {
        block(canvas, x, y + 16, MemoryMap.BOOT_SECTOR.first(), 1, "Boot sector", changes);
        block(canvas, x, y + 104, MemoryMap.SAFE_ZONE.first(), 1, "Safe zone, vectors in the last half row", changes);
        block(
                canvas,
                x,
                y + 192,
                MemoryMap.EXTENDED_ZONE.first(),
                EXTENDED_BYTES_PER_CELL,
                "Extended zone, 16 bytes a cell",
                changes);
        legend(canvas, x + LEFT, y + 286, changes);
    }

    private static void block(
            Canvas canvas, int x, int y, int first, int bytesPerCell, String label, List<MemoryChange> changes) {
        Typeface.sans().draw(canvas, Ramp.MUTED, x + LEFT, y + 11, label);
        int top = y + 18;
        for (int row = 0; row < 8; row += 4) {
            String address = String.format("%04X", first + row * PER_ROW * bytesPerCell);
            Typeface.mono().draw(canvas, Ramp.MUTED, x + 16, top + row * CELL + 8, address);
        }
        canvas.fill(x + LEFT, top, PER_ROW * CELL, BLOCK_HEIGHT, Palette.LINE);
        for (int cell = 0; cell < 8 * PER_ROW; cell++) {
            AddressRange bytes = AddressRange.ofSize(first + cell * bytesPerCell, bytesPerCell);
            int cellX = x + LEFT + cell % PER_ROW * CELL;
            int cellY = top + cell / PER_ROW * CELL;
            canvas.fill(cellX, cellY, CELL - 1, CELL - 1, Palette.ZONE);
            changeOf(bytes, changes).ifPresent(kind -> mark(canvas, cellX, cellY, kind));
        }
    }

    private static Optional<MemoryChange.Kind> changeOf(AddressRange bytes, List<MemoryChange> changes) {
        return changes.stream()
                .filter(change -> change.range().overlaps(bytes))
                .map(MemoryChange::kind)
                .findFirst();
    }

    /** Full for added, a ring for changed, a diagonal half for removed: told apart without colours as well. */
    private static void mark(Canvas canvas, int x, int y, MemoryChange.Kind kind) {
        int size = CELL - 1;
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

    private static void legend(Canvas canvas, int x, int y, List<MemoryChange> changes) {
        int at = x;
        for (MemoryChange.Kind kind : MemoryChange.Kind.values()) {
            int bytes = changes.stream()
                    .filter(change -> change.kind() == kind)
                    .mapToInt(change -> change.range().sizeBytes())
                    .sum();
            mark(canvas, at, y, kind);
            String text =
                    bytes + (bytes == 1 ? " byte " : " bytes ") + kind.name().toLowerCase(java.util.Locale.ROOT);
            at = Typeface.sans().draw(canvas, Ramp.INK, at + 12, y + 8, text) + 20;
        }
    }
}
