package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;

/** Instructions of an OS source with their addresses and bytes, as an assembler lists them. */
final class Listing {

    private static final int ROWS_BEFORE = 5;
    private static final int ROWS_AFTER = 3;
    private static final Pattern FURTHER_BYTE = Pattern.compile("\\s*\\d+ of \\d+\\s*");

    /** A label, which has no bytes, or an instruction. */
    private record Row(int address, List<Integer> bytes, String text) {

        boolean holds(int wanted) {
            return wanted >= address && wanted < address + bytes.size();
        }

        @Override
        public String toString() {
            String code =
                    bytes.stream().map(value -> String.format("%02X", value)).collect(Collectors.joining(" "));
            return bytes.isEmpty() ? text + ":" : String.format("%04X  %-14s %s", address, code, text);
        }
    }

    private Listing() {}

    /**
     * The instructions around {@code address}, with a mark at the one that stands there.
     *
     * @return empty where the source has no instruction there
     */
    static String around(int address, OsSource source) {
        List<Row> rows = rows(source);
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

    /** Whether its comment says that it is a further byte of an instruction, as in {@code 2 of 3}. */
    static boolean continuesAnInstruction(SourceLine.Write write) {
        return FURTHER_BYTE.matcher(write.comment()).matches();
    }

    private static List<Row> rows(OsSource source) {
        List<Row> rows = new ArrayList<>();
        source.lines().forEach(line -> {
            if (line instanceof SourceLine.Define define) {
                rows.add(new Row(define.address(), List.of(), define.label()));
            } else if (line instanceof SourceLine.Write write) {
                Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
                if (last != null && !last.bytes().isEmpty() && continuesAnInstruction(write)) {
                    last.bytes().add(write.value());
                    return;
                }
                rows.add(new Row(write.address(), new ArrayList<>(List.of(write.value())), write.comment()));
            }
        });
        return rows;
    }
}
