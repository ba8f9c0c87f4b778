package pxos.pipeline;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import pxos.build.source.FeatureBlock;
import pxos.build.source.ListedRow;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/** Where no instruction stands, by the source: the processor has no business there. */
final class NoCode {

    /** Data with a text, such as {@code db "Error: ", 0}. Without a text, a directive can stand for an instruction. */
    private static final Pattern TEXT = Pattern.compile("(?i)(\\S+\\s+)?(db|dw)\\s+.*[\"'].{2,}[\"'].*");

    private NoCode() {}

    /** The texts of a feature, and the bytes behind the boot sector that nothing writes. */
    static List<AddressRange> in(OsSource source, FeatureBlock feature, AddressRange image) {
        BitSet nothing = new BitSet();
        nothing.set(MemoryMap.SAFE_ZONE.first(), image.last() + 1);
        source.writes().forEach(write -> nothing.clear(write.address()));
        ListedRow.of(feature.lines().stream()).stream()
                .filter(row -> TEXT.matcher(row.text()).matches())
                .forEach(row ->
                        nothing.set(row.address(), row.address() + row.bytes().size()));
        return AddressRange.of(nothing);
    }
}
