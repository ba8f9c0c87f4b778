package pxos.pixel.picture;

import java.util.List;
import pxos.os.Attributes;
import pxos.os.CodePage437;
import pxos.os.TextScreen;

/**
 * A screen as the pixel network keeps it.
 *
 * @param rows its text row by row, without trailing blanks; empty where nothing was booted
 * @param attributes its colours, as {@link Attributes} writes them; empty where all is light grey on black
 */
public record BootedScreen(List<String> rows, String attributes) {

    public BootedScreen {
        rows = List.copyOf(rows);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The screen without a cursor. */
    public TextScreen screen() {
        byte[] attributeOfCell = Attributes.cells(attributes);
        byte[] cells = new byte[TextScreen.SIZE_BYTES];
        for (int cell = 0; cell < attributeOfCell.length; cell++) {
            int row = cell / TextScreen.COLUMNS;
            int column = cell % TextScreen.COLUMNS;
            boolean written = row < rows.size() && column < rows.get(row).length();
            cells[2 * cell] = (byte) (written ? CodePage437.code(rows.get(row).charAt(column)) : ' ');
            cells[2 * cell + 1] = attributeOfCell[cell];
        }
        return new TextScreen(cells, -1, -1);
    }
}
