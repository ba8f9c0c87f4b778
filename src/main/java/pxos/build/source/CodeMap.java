package pxos.build.source;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.code.Encoding;
import pxos.os.code.Instruction;

/**
 * Which bytes of a feature are instructions, and where each one begins; all else is data.
 *
 * <p>The OS source says of most bytes what they are, also for features that were built long ago: a row whose bytes decode
 * to exactly one instruction is one, whether it can be reached or not. Bytes without a word are code if something leads to
 * them: a hook, a jump, a call, or the instruction before.
 */
public final class CodeMap {

    private final byte[] image;
    private final BitSet own = new BitSet();
    private final BitSet taken = new BitSet();
    private final NavigableMap<Integer, Instruction> found = new TreeMap<>();
    private final Deque<Integer> open = new ArrayDeque<>();

    private CodeMap(FeatureBlock block, BootImage image) {
        this.image = image.bytes();
        List<ListedRow> rows = ListedRow.of(block.lines().stream());
        rows.forEach(row -> own.set(row.address(), row.address() + row.bytes().size()));
        for (ListedRow row : rows) {
            if (row.isData()) {
                take(row.address(), row.bytes().size());
            } else if (row.looksLikeCode()) {
                decoded(row.address())
                        .filter(code -> code.sizeBytes() == row.bytes().size())
                        .ifPresent(code -> add(row.address(), code, row.text()));
            }
        }
        block.hooks().forEach(this::open);
    }

    /**
     * The instructions of a feature, lowest address first.
     *
     * @param image the OS that the feature stands in
     */
    public static List<Instruction> of(FeatureBlock block, BootImage image) {
        CodeMap map = new CodeMap(block, image);
        map.descend();
        return List.copyOf(map.found.values());
    }

    private void take(int address, int sizeBytes) {
        taken.set(address, address + sizeBytes);
    }

    private Optional<Encoding> decoded(int address) {
        int at = address - MemoryMap.IMAGE_BASE;
        return at < 0 || at >= image.length ? Optional.empty() : Encoding.of(image, at);
    }

    private void add(int address, Encoding code, String text) {
        found.put(address, new Instruction(address, code, text));
        take(address, code.sizeBytes());
        code.target(address).ifPresent(open::add);
        if (code.goesOn()) {
            open.add(address + code.sizeBytes());
        }
    }

    /**
     * A routine begins where the second word of a node points, and where a slot points; the hook of a slot in the extended
     * zone is the word that is put into the vector table at run time.
     */
    private void open(FeatureBlock.Hook hook) {
        boolean links = MemoryMap.EXTENDED_ZONE.contains(hook.address());
        switch (hook.vector().kind()) {
            case SLOT -> open.add(links ? word(hook.address()) : hook.address());
            case LIST, COMMAND_LIST -> open.add(word(hook.address() + 2));
            case POINTER, TABLE -> {}
        }
    }

    private int word(int address) {
        int at = address - MemoryMap.IMAGE_BASE;
        return (image[at] & 0xFF) | (image[at + 1] & 0xFF) << 8;
    }

    private void descend() {
        while (!open.isEmpty()) {
            int address = open.remove();
            if (own.get(address) && !taken.get(address)) {
                decoded(address).filter(code -> fits(address, code)).ifPresent(code -> add(address, code, ""));
            }
        }
    }

    private boolean fits(int address, Encoding code) {
        int end = address + code.sizeBytes();
        int clear = own.nextClearBit(address);
        int next = taken.nextSetBit(address);
        return clear >= end && (next < 0 || next >= end);
    }
}
