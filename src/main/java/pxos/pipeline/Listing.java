package pxos.pipeline;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.build.source.ListedRow;
import pxos.build.source.OsSource;

/** Instructions of an OS source with their addresses and bytes, as an assembler lists them. */
final class Listing {

    private static final int ROWS_BEFORE = 5;
    private static final int ROWS_AFTER = 3;

    private Listing() {}

    /**
     * The instructions around {@code address}, with a mark at the one that stands there.
     *
     * @return empty where the source has no instruction there
     */
    static String around(int address, OsSource source) {
        List<ListedRow> rows = ListedRow.of(source.lines());
        int at = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).holds(address))
                .findFirst()
                .orElse(-1);
        if (at < 0) {
            return "";
        }
        return IntStream.rangeClosed(Math.max(0, at - ROWS_BEFORE), Math.min(rows.size() - 1, at + ROWS_AFTER))
                .mapToObj(row -> (row == at ? "> " : "  ") + rows.get(row))
                .collect(Collectors.joining("\n"));
    }
}
