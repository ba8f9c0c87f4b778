package pxos.pipeline;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import pxos.build.source.CodeMap;
import pxos.build.source.FeatureBlock;
import pxos.build.source.ListedRow;
import pxos.build.source.OsSource;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.proof.Change;

/** Where no instruction stands, by the source: the processor has no business there. */
final class NoCode {

    /** Data with a text, such as {@code db "Error: ", 0}. Without a text, a directive can stand for an instruction. */
    private static final Pattern TEXT = Pattern.compile("(?i)(\\S+\\s+)?(db|dw)\\s+.*[\"'].{2,}[\"'].*");

    /** The word of the next node, and that of the handler. */
    private static final int NODE_BYTES = 4;

    private NoCode() {}

    /** The texts of a feature, and the bytes after the boot sector that nothing writes. */
    static List<AddressRange> in(OsSource source, FeatureBlock feature, AddressRange image) {
        BitSet nothing = new BitSet();
        nothing.set(MemoryMap.SAFE_ZONE.first(), image.last() + 1);
        source.writes().forEach(write -> nothing.clear(write.address()));
        addTexts(feature, nothing);
        return AddressRange.of(nothing);
    }

    private static void addTexts(FeatureBlock feature, BitSet addresses) {
        ListedRow.of(feature.lines().stream()).stream()
                .filter(row -> TEXT.matcher(row.text()).matches())
                .forEach(row ->
                        addresses.set(row.address(), row.address() + row.bytes().size()));
    }

    /** A feature that a change has to leave alone: its instructions, its texts and its nodes are no variables. */
    static Change.OtherFeature other(FeatureBlock feature, BootImage image) {
        BitSet fixed = new BitSet();
        addTexts(feature, fixed);
        CodeMap.of(feature, image).forEach(code -> fixed.set(code.address(), code.address() + code.sizeBytes()));
        feature.hooks().stream()
                .filter(hook -> hook.vector().kind().isList())
                .forEach(hook -> fixed.set(hook.address(), hook.address() + NODE_BYTES));
        return new Change.OtherFeature(feature.addresses(), AddressRange.of(fixed));
    }
}
