package pxos.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import pxos.build.source.FeatureBlock;
import pxos.build.source.ListedRow;
import pxos.os.AddressRange;

/**
 * A feature with its code and its tests.
 *
 * @param run the run that built it; {@code runShown} says whether the timeline has it
 * @param listing an instruction a line
 */
record FeatureView(
        String name,
        String title,
        String size,
        String addresses,
        String generator,
        String run,
        boolean runShown,
        int hue,
        List<TestGroups.Test> tests,
        List<Line> listing) {

    private static final int BYTES_SHOWN = 6;

    /** A line of the listing; a label has no bytes. */
    record Line(String address, String bytes, String code, String comment, boolean label) {

        static Line of(ListedRow row) {
            if (!row.hasBytes()) {
                return new Line(hex(row.address()), "", row.text() + ":", "", true);
            }
            int semicolon = commentStart(row.text());
            String bytes = row.bytes().stream()
                    .limit(BYTES_SHOWN)
                    .map(value -> String.format("%02X", value))
                    .collect(Collectors.joining(" "));
            return new Line(
                    hex(row.address()),
                    bytes + (row.bytes().size() > BYTES_SHOWN ? " …" : ""),
                    (semicolon < 0 ? row.text() : row.text().substring(0, semicolon)).strip(),
                    semicolon < 0 ? "" : row.text().substring(semicolon).strip(),
                    false);
        }

        /** The first semicolon outside quotation marks; -1 for none. */
        private static int commentStart(String text) {
            char quoted = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (quoted != 0) {
                    quoted = c == quoted ? 0 : quoted;
                } else if (c == '\'' || c == '"') {
                    quoted = c;
                } else if (c == ';') {
                    return i;
                }
            }
            return -1;
        }

        private static String hex(int address) {
            return String.format("%04X", address);
        }
    }

    String testsShown() {
        return Numbers.of(tests.size(), "test");
    }

    boolean hasTests() {
        return !tests.isEmpty();
    }

    static FeatureView of(FeatureBlock block, int hue, List<TestGroups.Test> tests, boolean runShown) {
        List<Line> listing = new ArrayList<>();
        ListedRow.of(block.lines().stream()).forEach(row -> listing.add(Line.of(row)));
        return new FeatureView(
                block.name(),
                block.title(),
                Numbers.of(block.sizeBytes(), "byte"),
                block.addresses().stream().map(AddressRange::toString).collect(Collectors.joining(", ")),
                block.generator(),
                block.run(),
                runShown,
                hue,
                tests,
                listing);
    }
}
