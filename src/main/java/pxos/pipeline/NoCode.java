package pxos.pipeline;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import pxos.build.source.FeatureBlock;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.os.AddressRange;

/** Where no instruction stands, by the source: the processor has no business there. */
final class NoCode {

    /** A line with a text, such as {@code db "Error: ", 0}. Without a text, a directive can stand for an instruction. */
    private static final Pattern TEXT = Pattern.compile("(?i)(\\S+\\s+)?(db|dw)\\s+.*[\"'].{2,}[\"'].*");

    /** Marks a byte that belongs to the line above it: {@code 2 of 9}. */
    private static final Pattern CONTINUED = Pattern.compile("\\s*\\d+ of \\d+");

    private NoCode() {}

    /** The texts of a feature, and the bytes behind the boot sector that nothing writes. */
    static List<AddressRange> in(OsSource source, FeatureBlock feature, AddressRange image) {
        BitSet nothing = new BitSet();
        nothing.set(pxos.os.MemoryMap.SAFE_ZONE.first(), image.last() + 1);
        source.writes().forEach(write -> nothing.clear(write.address()));
        boolean[] inText = {false};
        SourceLine.writes(feature.lines().stream()).forEach(write -> {
            if (!CONTINUED.matcher(write.comment()).matches()) {
                inText[0] = TEXT.matcher(write.comment()).matches();
            }
            nothing.set(write.address(), nothing.get(write.address()) || inText[0]);
        });
        return AddressRange.of(nothing);
    }
}
