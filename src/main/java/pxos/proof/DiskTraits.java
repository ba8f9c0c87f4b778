package pxos.proof;

import java.util.Set;

/**
 * What a disk does besides holding bytes.
 *
 * @param unreadable sectors, counted from 0, that cannot be read
 * @param unwritable sectors, counted from 0, that cannot be written
 * @param readOnly whether nothing can be written to it
 * @param logged whether what is written to it is kept in its order: {@link Guest#diskWrites}
 */
public record DiskTraits(Set<Integer> unreadable, Set<Integer> unwritable, boolean readOnly, boolean logged) {

    /** A disk like any other. */
    public static final DiskTraits NONE = new DiskTraits(Set.of(), Set.of(), false, false);

    public DiskTraits {
        unreadable = Set.copyOf(unreadable);
        unwritable = Set.copyOf(unwritable);
    }

    /** The same with sectors that cannot be read. */
    public DiskTraits unreadable(Set<Integer> sectors) {
        return new DiskTraits(sectors, unwritable, readOnly, logged);
    }
}
