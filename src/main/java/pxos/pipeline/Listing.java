package pxos.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;

/** Instructions of an OS source with their addresses and bytes, as an assembler lists them. */
final class Listing {

    private static final int ROWS_BEFORE = 5;
    private static final int ROWS_AFTER = 3;
    /** The comment of each byte of an instruction but the first. */
    private static final Pattern FURTHER_BYTE = Pattern.compile("\\s*\\d+ of \\d+\\s*");

    /** A label, which has no bytes, or an instruction. */
    record Row(int address, List<Integer> bytes, String text) {

        boolean holds(int wanted) {
            return wanted >= address && wanted < address + bytes.size();
        }

        boolean isInstruction() {
            return !bytes.isEmpty();
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
        List<Row> rows = rows(source.lines());
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

    /** The labels and instructions of some lines. */
    static List<Row> rows(Stream<SourceLine> lines) {
        List<Row> rows = new ArrayList<>();
        lines.forEach(line -> {
            if (line instanceof SourceLine.Define define) {
                rows.add(new Row(define.address(), List.of(), define.label()));
            } else if (line instanceof SourceLine.Write write) {
                Row last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
                boolean goesOn = FURTHER_BYTE.matcher(write.comment()).matches();
                if (last != null && last.isInstruction() && goesOn) {
                    last.bytes().add(write.value());
                    return;
                }
                rows.add(new Row(write.address(), new ArrayList<>(List.of(write.value())), write.comment()));
            }
        });
        return rows;
    }
}
