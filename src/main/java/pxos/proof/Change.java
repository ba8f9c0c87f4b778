package pxos.proof;

import java.util.List;
import java.util.Locale;
import pxos.os.AddressRange;
import pxos.os.BootImage;

/**
 * What a change is, as far as the tester has to know.
 *
 * @param own the addresses of its own code and data
 * @param noCode addresses of the image where no instruction stands: its texts, and bytes that nothing uses
 * @param goal what was asked for, in words; see {@link Effect} and {@link #names}
 */
public record Change(List<AddressRange> own, List<AddressRange> noCode, String goal) {

    public Change {
        own = List.copyOf(own);
        noCode = List.copyOf(noCode);
    }

    /** A change that may be anything in the image, asked for in these words. */
    public static Change of(BootImage after, String goal) {
        return new Change(List.of(after.range()), List.of(), goal);
    }

    boolean owns(int address) {
        return own.stream().anyMatch(range -> range.contains(address));
    }

    boolean holdsNoCode(int address) {
        return noCode.stream().anyMatch(range -> range.contains(address));
    }

    boolean asksFor(Effect effect) {
        return effect.isAskedFor(goal);
    }

    /** Whether a word of the goal begins with the name of a command, as "directory" does with "dir". */
    boolean speaksOf(String command) {
        String name = command.toLowerCase(Locale.ROOT);
        return Effect.words(goal).stream().anyMatch(word -> word.startsWith(name));
    }

    /** Whether the goal names something that is there, such as a command, as a word of its own. */
    boolean names(String word) {
        return Effect.words(goal).contains(word.toLowerCase(Locale.ROOT));
    }
}
