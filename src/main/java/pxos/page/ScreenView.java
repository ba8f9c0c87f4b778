package pxos.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pxos.os.Attributes;
import pxos.os.TextScreen;

/**
 * A text screen as a page shows it in small.
 *
 * @param rows from the first to the last one with text
 */
record ScreenView(List<Row> rows) {

    private static final int PLAIN = 0x07;
    private static final String BIOS_DONE = "Booting from ";

    /** @param changed whether the row differs from the screen that this one is compared with */
    record Row(boolean changed, List<Run> runs) {}

    /**
     * Characters of the same colours.
     *
     * @param colours names of style classes; empty for light grey on black
     */
    record Run(String text, String colours) {}

    /**
     * A kept screen.
     *
     * @param attributes as {@link Attributes} writes them
     * @param compared the rows of the screen that it is compared with; empty for none
     * @return empty where nothing was seen
     */
    static Optional<ScreenView> of(List<String> rows, String attributes, List<String> compared) {
        int end = rows.size();
        while (end > 0 && rows.get(end - 1).isBlank()) {
            end--;
        }
        byte[] colours = Attributes.cells(attributes);
        List<Row> shown = new ArrayList<>();
        for (int row = first(rows, end); row < Math.min(end, TextScreen.ROWS); row++) {
            String text = rows.get(row);
            boolean changed = !compared.isEmpty() && !compared.contains(text);
            shown.add(new Row(changed, runs(text, colours, row)));
        }
        return shown.isEmpty() ? Optional.empty() : Optional.of(new ScreenView(shown));
    }

    /** After the messages of the BIOS. */
    private static int first(List<String> rows, int end) {
        int first = 0;
        for (int row = 0; row < end - 1; row++) {
            first = rows.get(row).startsWith(BIOS_DONE) ? row + 1 : first;
        }
        return first;
    }

    private static List<Run> runs(String text, byte[] colours, int row) {
        List<Run> runs = new ArrayList<>();
        int end = Math.min(text.length(), TextScreen.COLUMNS);
        for (int from = 0; from < end; ) {
            int to = from;
            int attribute = colours[row * TextScreen.COLUMNS + from] & 0xFF;
            while (to < end && (colours[row * TextScreen.COLUMNS + to] & 0xFF) == attribute) {
                to++;
            }
            runs.add(new Run(text.substring(from, to), classes(attribute)));
            from = to;
        }
        return runs;
    }

    private static String classes(int attribute) {
        return attribute == PLAIN ? "" : String.format("f%x b%x", attribute & 0x0F, attribute >> 4);
    }
}
