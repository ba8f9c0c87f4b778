package pxos.proof;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;
import pxos.os.Vector;

/**
 * Bytes of pxOS that a change has no business to change: all but its own. A vector may point to these.
 *
 * @param fresh the prompt with the change
 */
record ForeignBytes(FreshPrompt fresh, Change change) {

    /** All that can be pxOS: where this one ends, that of tomorrow may have code. */
    private static final AddressRange OS = new AddressRange(MemoryMap.IMAGE_BASE, MemoryMap.EXTENDED_ZONE.last());

    /**
     * The first one that holds another byte than at the fresh prompt.
     *
     * @param besides addresses that may hold anything
     */
    OptionalInt changed(Guest guest, IntPredicate besides) {
        byte[] was = fresh.memory(OS.first(), OS.sizeBytes());
        byte[] is = guest.memory(OS.first(), OS.sizeBytes());
        return IntStream.rangeClosed(OS.first(), OS.last())
                .filter(address -> was[address - OS.first()] != is[address - OS.first()])
                .filter(address -> isForeign(is, address))
                .filter(address -> !besides.test(address))
                .findFirst();
    }

    /**
     * The first one that is another one in memory than in the image since pxOS has started, which it is not without the change.
     * What is linked at the start leads to what was linked before, which may be of the change.
     */
    OptionalInt changedByStart(FreshPrompt without) {
        byte[] old = without.image().bytes();
        byte[] own = fresh.image().bytes();
        byte[] was = without.memory(OS.first(), OS.sizeBytes());
        byte[] is = fresh.memory(OS.first(), OS.sizeBytes());
        return IntStream.range(0, Math.min(old.length, own.length))
                .filter(at -> own[at] == old[at] && was[at] == old[at] && is[at] != own[at])
                .map(at -> at + OS.first())
                .filter(address -> isForeign(is, address) && !isLink(address))
                .findFirst();
    }

    private boolean isForeign(byte[] is, int address) {
        return MemoryMap.VECTOR_TABLE.contains(address) ? !isAttached(is, address & ~1) : !change.owns(address);
    }

    private boolean isAttached(byte[] is, int vector) {
        if (vector == Vector.PROMPT.address()) {
            return change.asksFor(Effect.PROMPT);
        }
        if (vector == Vector.BANNER.address()) {
            return change.asksFor(Effect.GREETING);
        }
        int at = vector - OS.first();
        return change.owns(is[at] & 0xFF | (is[at + 1] & 0xFF) << 8);
    }

    private boolean isLink(int address) {
        return Stream.of(Vector.COMMANDS, Vector.ON_KEY, Vector.ON_LINE, Vector.ON_BOOT)
                .flatMap(list -> fresh.nodes(list).stream())
                .anyMatch(node -> address == node || address == node + 1);
    }
}
