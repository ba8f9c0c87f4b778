package pxos.pixel.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import pxos.os.AddressRange;
import pxos.os.MemoryMap;

/**
 * A run of bytes that two images of pxOS differ in.
 *
 * @param kind what happened to them
 * @param range their addresses
 */
public record MemoryChange(Kind kind, AddressRange range) {
    /** Two changes of a kind count as one if at most this many equal bytes are between them. */
    private static final int BRIDGE_BYTES = 2;

    private static final Pattern FORM = Pattern.compile("[+~-]([0-9A-Fa-f]{4,5})-([0-9A-Fa-f]{4,5})");

    /** What happened to a byte. */
    public enum Kind {
        /** It was zero. */
        ADDED('+'),
        /** It was another value. */
        CHANGED('~'),
        /** It is zero now. */
        REMOVED('-');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }
    }

    /** The form in which records keep it: {@code +7E00-7E1F}. */
    @Override
    public String toString() {
        return kind.sign + range.toString();
    }

    /** Reads what {@link #toString} writes; empty for anything else. */
    public static Optional<MemoryChange> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int first = Integer.parseInt(matcher.group(1), 16);
        int last = Integer.parseInt(matcher.group(2), 16);
        return Stream.of(Kind.values())
                .filter(kind -> kind.sign == text.charAt(0) && first <= last)
                .map(kind -> new MemoryChange(kind, new AddressRange(first, last)))
                .findFirst();
    }

    /** The differences of two images, by address; the shorter one is taken to go on with zeros. */
    public static List<MemoryChange> between(byte[] before, byte[] after) {
        List<MemoryChange> changes = new ArrayList<>();
        for (int offset = 0; offset < Math.max(before.length, after.length); offset++) {
            int old = offset < before.length ? before[offset] : 0;
            int now = offset < after.length ? after[offset] : 0;
            if (old != now) {
                Kind kind = old == 0 ? Kind.ADDED : now == 0 ? Kind.REMOVED : Kind.CHANGED;
                add(changes, kind, MemoryMap.IMAGE_BASE + offset);
            }
        }
        return changes;
    }

    private static void add(List<MemoryChange> changes, Kind kind, int address) {
        MemoryChange last = changes.isEmpty() ? null : changes.get(changes.size() - 1);
        if (last != null && last.kind == kind && address - last.range.last() <= BRIDGE_BYTES + 1) {
            AddressRange longer = new AddressRange(last.range.first(), address);
            changes.set(changes.size() - 1, new MemoryChange(kind, longer));
        } else {
            changes.add(new MemoryChange(kind, AddressRange.ofSize(address, 1)));
        }
    }
}
