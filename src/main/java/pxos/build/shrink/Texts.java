package pxos.build.shrink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import pxos.build.shrink.Cell.Reference;
import pxos.os.AddressRange;
import pxos.os.BootImage;
import pxos.os.MemoryMap;

/**
 * Leaves out a text that is the end of another one: of the same feature, or of a text of the boot sector.
 *
 * <p>Texts of other features are not shared. A feature can be removed, built anew and brought back, each by itself, and its
 * bytes are given to others then; who reads a text of it would have to be found and changed each time.
 */
final class Texts {

    private static final AddressRange BASE = new AddressRange(0x7DA8, 0x7DFD);
    private static final Set<Service> PRINTERS = Set.of(Service.PUTS, Service.ERRS);

    private final Code code;
    private final Facts facts;
    private final List<Cell> texts;

    private Texts(Code code) {
        this.code = code;
        this.facts = new Facts(code);
        this.texts = code.cells().stream().filter(this::isOnlyPrinted).toList();
    }

    /** @return what was done, one line each */
    static List<String> share(Code code, BootImage image) {
        return new Texts(code).share(image);
    }

    private List<String> share(BootImage image) {
        List<String> done = new ArrayList<>();
        // The longest first: what another one leads to is left where it is.
        List<Cell> longest = texts.stream()
                .sorted(Comparator.comparingInt((Cell text) -> text.bytes().size())
                        .reversed())
                .toList();
        for (Cell text : longest) {
            int place = inBase(text, image);
            for (Cell other : texts) {
                if (place < 0 && other != text && code.at(other.old()) == other && isEnd(text, other)) {
                    place = other.old() + other.bytes().size() - text.bytes().size();
                }
            }
            if (place >= 0) {
                code.alias(text, place);
                done.add(String.format("%s: the same stands at %04X", text.inWords(), place));
            }
        }
        return done;
    }

    /** Whether it ends with its only NUL, and all that anybody does with it is to print it. */
    private boolean isOnlyPrinted(Cell cell) {
        if (cell.isCode()
                || cell.bytes().indexOf(0) != cell.bytes().size() - 1
                || !cell.references().isEmpty()) {
            return false;
        }
        List<Cell> users = code.cells().stream()
                .filter(user ->
                        user.references().stream().map(Reference::target).anyMatch(target -> holds(cell, target)))
                .toList();
        return !users.isEmpty()
                && users.stream().allMatch(user -> isPrinted(user, cell))
                && code.hooks().stream().noneMatch(hook -> hook.address() == cell.old());
    }

    private static boolean holds(Cell cell, int address) {
        return address >= cell.old() && address < cell.old() + cell.oldSize();
    }

    /** {@code mov si, text}, and a service that prints it; nobody goes on with what stands after it. */
    private boolean isPrinted(Cell user, Cell text) {
        Cell next = code.next(user);
        return Rule.is(user, 3, 0xBE)
                && user.target() == text.old()
                && next != null
                && (next.isCall() || next.isJump())
                && Service.at(next.target()).filter(PRINTERS::contains).isPresent()
                && facts.isDeadAfter(next, Parts.SI);
    }

    private static boolean isEnd(Cell text, Cell other) {
        int longer = other.bytes().size() - text.bytes().size();
        return longer >= 0
                && other.bytes().subList(longer, other.bytes().size()).equals(text.bytes());
    }

    private static int inBase(Cell text, BootImage image) {
        byte[] bytes = image.bytes();
        for (int at = BASE.first(); at + text.bytes().size() - 1 <= BASE.last(); at++) {
            int from = at - MemoryMap.IMAGE_BASE;
            boolean same = true;
            for (int i = 0; same && i < text.bytes().size(); i++) {
                same = (bytes[from + i] & 0xFF) == text.bytes().get(i);
            }
            if (same) {
                return at;
            }
        }
        return -1;
    }
}
