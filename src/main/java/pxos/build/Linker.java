package pxos.build;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pxos.build.source.FeatureBlock;
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
    private final Map<Vector, Integer> heads = new EnumMap<>(Vector.class);
    private final Map<Vector, String> owners = new EnumMap<>(Vector.class);
    /** The "next" words of nodes and descriptors, by address. */
    private final Map<Integer, Integer> words = new HashMap<>();

    private int firstDescriptor;
    private int lastDescriptor;

    private Linker(OsSource source, List<SourceLine> entryCode) {
        this.source = source;
        this.entryCode = entryCode;
    }

    /**
     * {@code source} with every node, head word and checksum in agreement with the features.
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
        List<FeatureBlock> linked = source.features().stream()
                .map(block ->
                        block.withLines(block.lines().stream().map(this::linked).toList()))
                .toList();
        List<SourceLine> links = vectorTable();
        if (!entryCode.isEmpty()) {
            links.addAll(extendedHead(linked));
        }
        return new OsSource(source.baseText(), source.base(), linked, links);
    }

    private void attach(String feature, FeatureBlock.Hook hook) {
        if (MemoryMap.EXTENDED_ZONE.contains(hook.address())) {
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
    private void attachAtRunTime(FeatureBlock.Hook hook) {
        int descriptor = hook.address() - Attachments.DESCRIPTOR_BYTES;
        if (lastDescriptor == 0) {
            firstDescriptor = descriptor;
        } else {
            words.put(lastDescriptor, descriptor);
        }
        words.put(descriptor, 0);
        lastDescriptor = descriptor;
    }

    private SourceLine linked(SourceLine line) {
        if (!(line instanceof Write write)) {
            return line;
        }
        int address = write.address();
        if (words.containsKey(address)) {
            return new Write(address, words.get(address) & 0xFF, write.comment());
        }
        return words.containsKey(address - 1) ? new Write(address, words.get(address - 1) >> 8, write.comment()) : line;
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

    private List<SourceLine> extendedHead(List<FeatureBlock> blocks) {
        List<SourceLine> code = new ArrayList<>(entryCode);
        code.removeIf(line -> line instanceof Write write && write.address() >= MemoryMap.FIRST_DESCRIPTOR);
        addWord(code, MemoryMap.FIRST_DESCRIPTOR, firstDescriptor, "first hook descriptor");
        int sum = MemoryMap.EXTENDED_WORD_SUM - wordSum(blocks, code) & 0xFFFF;
        int salt = sum == 0 ? 1 : 0;
        List<SourceLine> head = new ArrayList<>();
        head.add(SourceLine.Remark.comment("extended zone: checksum, entry code, first descriptor and salt"));
        addWord(head, MemoryMap.EXTENDED_CHECKSUM, sum - salt & 0xFFFF, "checksum");
        head.addAll(code);
        addWord(head, MemoryMap.EXTENDED_SALT, salt, "salt");
        return head;
    }

    private int wordSum(List<FeatureBlock> blocks, List<SourceLine> head) {
        Stream<SourceLine> features = blocks.stream().flatMap(block -> block.lines().stream());
        return Stream.of(source.base().stream(), features, head.stream())
                .flatMap(SourceLine::writes)
                .filter(write -> MemoryMap.EXTENDED_ZONE.contains(write.address()))
                .mapToInt(write -> (write.address() & 1) == 0 ? write.value() : write.value() << 8)
                .sum();
    }

    private static void addWord(List<SourceLine> lines, int address, int word, String comment) {
        lines.add(new Write(address, word & 0xFF, comment));
        lines.add(new Write(address + 1, word >> 8, "  2 of 2"));
    }
}
