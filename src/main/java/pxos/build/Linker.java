package pxos.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import pxos.build.source.FeatureBlock;
import pxos.build.source.HookPoint;
import pxos.build.source.OsSource;
import pxos.build.source.SourceLine;
import pxos.build.source.SourceLine.Write;
import pxos.os.MemoryMap;
import pxos.os.Vector;

/** Ties the features together: list nodes in block order, the last one first, and the words of the vector table. */
final class Linker {

    private static final String DEFAULT_PREFIX = "default_";

    private final OsSource source;
    private final List<SourceLine> entryCode;
    private final Map<Vector, Integer> heads = new TreeMap<>();
    private final Map<Vector, String> owners = new TreeMap<>();
    private final Map<Integer, Integer> words = new HashMap<>();
    private int firstDescriptor;

    private Linker(OsSource source, List<SourceLine> entryCode) {
        this.source = source;
        this.entryCode = entryCode;
    }

    /**
     * {@code source} with every node and head word in agreement with the hooks of its features.
     *
     * @param entryCode the lines of the extended zone's entry code; empty where that zone is not open
     */
    static OsSource link(OsSource source, List<SourceLine> entryCode) {
        return new Linker(source, entryCode).link();
    }

    private OsSource link() {
        Map<String, Integer> symbols = source.baseSymbols();
        for (Vector vector : Vector.values()) {
            String standard = DEFAULT_PREFIX + vector.label();
            heads.put(vector, symbols.getOrDefault(standard, 0));
            owners.put(vector, symbols.containsKey(standard) ? vector.label() + " = " + standard : vector.label());
        }
        source.features().forEach(block -> block.hooks().forEach(hook -> attach(block.name(), hook)));
        List<FeatureBlock> blocks =
                source.features().stream().map(this::patched).toList();
        OsSource patched = new OsSource(source.baseText(), source.base(), blocks, List.of());
        List<SourceLine> links = new ArrayList<>(vectorTable());
        if (!entryCode.isEmpty()) {
            links.addAll(extendedHead(patched));
        }
        return patched.withLinks(links);
    }

    private void attach(String feature, HookPoint hook) {
        if (ExtendedZone.holds(hook.address())) {
            attachAtRunTime(hook);
            return;
        }
        if (hook.vector().kind().isList()) {
            words.put(hook.address(), heads.get(hook.vector()));
        }
        heads.put(hook.vector(), hook.address());
        owners.put(hook.vector(), hook.vector().label() + " = " + feature);
    }

    /**
     * Chains a hook of the extended zone through its descriptor. For a list the hook is its node; for a slot or pointer
     * it is the descriptor's value field.
     */
    private void attachAtRunTime(HookPoint hook) {
        int descriptor = hook.address() - ExtendedZone.DESCRIPTOR_BYTES;
        lastDescriptorPointsTo(descriptor);
        words.put(descriptor, 0);
        lastDescriptor = descriptor;
    }

    private int lastDescriptor;

    private void lastDescriptorPointsTo(int descriptor) {
        if (lastDescriptor == 0) {
            firstDescriptor = descriptor;
        } else {
            words.put(lastDescriptor, descriptor);
        }
    }

    private FeatureBlock patched(FeatureBlock block) {
        List<SourceLine> lines = block.lines().stream().map(this::patched).toList();
        return new FeatureBlock(
                block.name(), block.title(), block.run(), block.generator(), block.editsBoot(), block.hooks(), lines);
    }

    private SourceLine patched(SourceLine line) {
        if (line instanceof Write write) {
            if (words.containsKey(write.address())) {
                return new Write(write.address(), words.get(write.address()) & 0xFF, write.comment());
            }
            if (words.containsKey(write.address() - 1)) {
                return new Write(write.address(), words.get(write.address() - 1) >> 8, write.comment());
            }
        }
        return line;
    }

    private List<SourceLine> vectorTable() {
        List<SourceLine> lines = new ArrayList<>();
        heads.forEach((vector, head) -> addWord(lines, vector.address(), head, owners.get(vector)));
        int unused = MemoryMap.VECTOR_TABLE.first() + 2 * heads.size();
        for (int address = unused; address <= MemoryMap.VECTOR_TABLE.last(); address += 2) {
            addWord(lines, address, 0, "free");
        }
        return lines;
    }

    private List<SourceLine> extendedHead(OsSource patched) {
        List<SourceLine> lines = new ArrayList<>(entryCode);
        lines.removeIf(line -> line instanceof Write write && write.address() >= ExtendedZone.FIRST_DESCRIPTOR);
        addWord(lines, ExtendedZone.FIRST_DESCRIPTOR, firstDescriptor, "first hook descriptor");
        int sum = MemoryMap.EXTENDED_WORD_SUM - wordSum(patched, lines) & 0xFFFF;
        int salt = sum == 0 ? 1 : 0;
        List<SourceLine> head = new ArrayList<>();
        head.add(SourceLine.Remark.comment("extended zone: checksum, entry code, first descriptor and salt"));
        addWord(head, ExtendedZone.CHECKSUM, sum - salt & 0xFFFF, "checksum");
        head.addAll(lines);
        addWord(head, ExtendedZone.SALT, salt, "salt");
        return head;
    }

    private static int wordSum(OsSource patched, List<SourceLine> head) {
        int sum = 0;
        for (SourceLine line :
                (Iterable<SourceLine>) java.util.stream.Stream.concat(patched.lines(), head.stream())::iterator) {
            if (line instanceof Write write && ExtendedZone.holds(write.address())) {
                sum += (write.address() & 1) == 0 ? write.value() : write.value() << 8;
            }
        }
        return sum & 0xFFFF;
    }

    private static void addWord(List<SourceLine> lines, int address, int word, String comment) {
        lines.add(new Write(address, word & 0xFF, comment));
        lines.add(new Write(address + 1, word >> 8, "  2 of 2"));
    }
}
