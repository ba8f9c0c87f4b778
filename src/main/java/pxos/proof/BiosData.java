package pxos.proof;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import pxos.os.AddressRange;

/**
 * What the BIOS keeps in memory about the machine and its screen, as far as it stays the same while pxOS works (Ralf Brown's
 * Interrupt List, memory 0040h:0000h and on).
 */
final class BiosData {

    /** @param bits of each of its bytes that stay as they are */
    private record Part(AddressRange range, String what, int bits) {
        Part(AddressRange range, String what) {
            this(range, what, 0xFF);
        }
    }

    private static final List<Part> PARTS = List.of(
            new Part(new AddressRange(0x400, 0x40F), "its serial and parallel ports"),
            new Part(new AddressRange(0x410, 0x411), "its equipment"),
            new Part(new AddressRange(0x413, 0x414), "its memory in KB"),
            new Part(new AddressRange(0x417, 0x417), "which keys are locked, such as Caps Lock", 0x70),
            new Part(new AddressRange(0x449, 0x44F), "its video mode and page"),
            new Part(new AddressRange(0x460, 0x461), "the shape of the cursor"),
            new Part(new AddressRange(0x462, 0x466), "the video page and its colours"),
            new Part(new AddressRange(0x475, 0x475), "how many hard disks it has"),
            new Part(new AddressRange(0x480, 0x483), "the ring of keys"),
            new Part(new AddressRange(0x484, 0x48A), "the rows of the screen and the height of a character"));

    private static final AddressRange ALL = new AddressRange(0x400, 0x4FF);

    private BiosData() {}

    /** The first part that is not as it was, in words. */
    static Optional<String> difference(FreshPrompt fresh, Guest guest) {
        return difference(fresh, guest.memory(ALL.first(), ALL.sizeBytes()));
    }

    /** The same of a prompt. */
    static Optional<String> difference(FreshPrompt fresh, FreshPrompt other) {
        return difference(fresh, other.memory(ALL.first(), ALL.sizeBytes()));
    }

    private static Optional<String> difference(FreshPrompt fresh, byte[] is) {
        byte[] was = fresh.memory(ALL.first(), ALL.sizeBytes());
        return PARTS.stream()
                .flatMap(part -> IntStream.rangeClosed(
                                part.range().first(), part.range().last())
                        .filter(address ->
                                ((was[address - ALL.first()] ^ is[address - ALL.first()]) & part.bits()) != 0)
                        .limit(1)
                        .mapToObj(address -> String.format(
                                "what the BIOS knows of %s, at %04X: %02X instead of %02X",
                                part.what(), address, is[address - ALL.first()], was[address - ALL.first()])))
                .findFirst();
    }
}
