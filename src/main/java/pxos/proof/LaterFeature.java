package pxos.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pxos.Problem;
import pxos.os.BootImage;
import pxos.os.MemoryMap;
import pxos.os.Vector;
import pxos.scenario.Expectation.Unmet;

/**
 * A feature that does nothing, put in front of a changed pxOS as the next one will be: code that sets the head of a list at the
 * start, instead of linking to what is there, loses it.
 */
final class LaterFeature {

    private static final List<Vector> LISTS = List.of(Vector.COMMANDS, Vector.ON_KEY, Vector.ON_LINE);
    /** The word of the next node, that of the handler, clc, ret, and a name. */
    private static final byte[] NODE = {0, 0, 0, 0, (byte) 0xF8, (byte) 0xC3, 0};

    private static final int HANDLER = 4;

    private final FreshPrompt was;
    private final FreshPrompt is;
    private final Change change;

    LaterFeature(FreshPrompt was, FreshPrompt is, Change change) {
        this.was = was;
        this.is = is;
        this.change = change;
    }

    /** What is lost; empty where nothing is, or no list is set at the start. */
    Optional<Unmet> lost(Emulator emulator, DriveKind drive) {
        return LISTS.stream()
                .filter(this::isSetAtStart)
                .flatMap(list -> room().stream().flatMap(node -> lost(list, node, emulator, drive)))
                .findFirst();
    }

    private boolean isSetAtStart(Vector list) {
        return is.word(list.address()) != head(is.image(), list) && was.word(list.address()) == head(was.image(), list);
    }

    private static int head(BootImage image, Vector list) {
        int at = list.address() - MemoryMap.IMAGE_BASE;
        return image.bytes()[at] & 0xFF | (image.bytes()[at + 1] & 0xFF) << 8;
    }

    /** Where nothing is, as far as the source and the memory tell. */
    private Optional<Integer> room() {
        return IntStream.rangeClosed(MemoryMap.SAFE_ZONE.first(), MemoryMap.SAFE_ZONE.last() - NODE.length)
                .filter(first -> IntStream.range(first, first + NODE.length)
                        .allMatch(address ->
                                change.holdsNoCode(address) && !change.owns(address) && is.memory(address, 1)[0] == 0))
                .boxed()
                .findFirst();
    }

    private Stream<Unmet> lost(Vector list, int node, Emulator emulator, DriveKind drive) {
        byte[] bytes = is.image().bytes().clone();
        byte[] own = Arrays.copyOf(NODE, NODE.length);
        putWord(own, 0, head(is.image(), list));
        putWord(own, 2, node + HANDLER);
        System.arraycopy(own, 0, bytes, node - MemoryMap.IMAGE_BASE, own.length);
        putWord(bytes, list.address() - MemoryMap.IMAGE_BASE, node);
        try (Standing booted =
                Standing.booted(emulator, new BootImage(bytes, is.image().labels()), drive)) {
            return booted.fresh().nodes(list).contains(node)
                    ? Stream.empty()
                    : Stream.of(new Unmet(
                            "room for features that come later",
                            "a start that sets the head of the list " + list
                                    + " and loses what is linked there; link to the word that is there"));
        } catch (Problem e) {
            // The extended zone's own sum, for one, may be in its way.
            return Stream.empty();
        }
    }

    private static void putWord(byte[] bytes, int at, int word) {
        bytes[at] = (byte) word;
        bytes[at + 1] = (byte) (word >> 8);
    }
}
