package pxos.pixel.picture;

import java.util.List;

/**
 * A screen as the pixel network keeps it.
 *
 * @param rows its text row by row, without trailing blanks; empty where nothing was booted
 * @param attributes its colours, as {@link pxos.os.Attributes} writes them; empty where all is light grey on black
 */
public record BootedScreen(List<String> rows, String attributes) {

    public BootedScreen {
        rows = List.copyOf(rows);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }
}
