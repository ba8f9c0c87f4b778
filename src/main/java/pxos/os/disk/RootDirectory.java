package pxos.os.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * The root directory of a disk: 224 slots of 32 bytes.
 *
 * <pre>
 *   0-10  name and extension     11  attributes     22-25  time, date     26-27  first cluster     28-31  size
 *   byte 0:  00 = this slot and all behind it are empty    E5 = deleted
 * </pre>
 */
public final class RootDirectory {

    private static final int EMPTY = 0x00;
    private static final int DELETED = 0xE5;
    private static final int LONG_NAME_CHARACTERS = 13;
    /** Where a slot of a long name keeps its characters, two bytes each. */
    private static final int[] LONG_NAME_OFFSETS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private static final int LAST_OF_LONG_NAME = 0x40;

    private final byte[] disk;

    RootDirectory(byte[] disk) {
        this.disk = disk;
    }

    /** What a person sees, in the order of the slots: no deleted entries, no parts of long names, no label. */
    public List<DirectoryEntry> entries() {
        List<DirectoryEntry> entries = new ArrayList<>();
        for (int slot = 0; slot < Floppy.ROOT_ENTRIES && at(slot, 0) != EMPTY; slot++) {
            if (at(slot, 0) != DELETED && (at(slot, 11) & DirectoryEntry.LABEL) == 0) {
                entries.add(read(slot));
            }
        }
        return entries;
    }

    private DirectoryEntry read(int slot) {
        return new DirectoryEntry(
                ShortName.text(disk, offset(slot)),
                at(slot, 11),
                word(slot, 26),
                word(slot, 28) | word(slot, 30) << 16,
                word(slot, 22) | word(slot, 24) << 16);
    }

    /** Slot of the file or directory of this name; empty where there is none. */
    public OptionalInt find(ShortName name) {
        for (int slot = 0; slot < Floppy.ROOT_ENTRIES && at(slot, 0) != EMPTY; slot++) {
            int from = offset(slot);
            if ((at(slot, 11) & DirectoryEntry.LABEL) == 0
                    && Arrays.equals(disk, from, from + name.field().length, name.field(), 0, name.field().length)) {
                return OptionalInt.of(slot);
            }
        }
        return OptionalInt.empty();
    }

    DirectoryEntry entry(int slot) {
        return read(slot);
    }

    /**
     * Puts an entry into the first slots that are free, and its long name before it.
     *
     * @param field the 11 bytes of its name
     * @param longName empty where it has none
     * @return the entry's slot
     * @throws DiskException when there are not enough slots in a row
     */
    public int add(byte[] field, DirectoryEntry entry, String longName) throws DiskException {
        int parts = (longName.length() + LONG_NAME_CHARACTERS - 1) / LONG_NAME_CHARACTERS;
        int slot = freeRun(parts + 1);
        for (int part = parts; part > 0; part--) {
            putLongName(slot++, part, part == parts, longName, field);
        }
        put(slot, field, entry);
        return slot;
    }

    private int freeRun(int slots) throws DiskException {
        int run = 0;
        for (int slot = 0; slot < Floppy.ROOT_ENTRIES; slot++) {
            run = at(slot, 0) == EMPTY || at(slot, 0) == DELETED ? run + 1 : 0;
            if (run == slots) {
                return slot - slots + 1;
            }
        }
        throw new DiskException("the root directory is full: it has " + Floppy.ROOT_ENTRIES + " entries");
    }

    void put(int slot, byte[] field, DirectoryEntry entry) {
        int from = offset(slot);
        Arrays.fill(disk, from, from + Floppy.ENTRY_BYTES, (byte) 0);
        System.arraycopy(field, 0, disk, from, field.length);
        disk[from + 11] = (byte) entry.attributes();
        putWord(slot, 22, entry.written() & 0xFFFF);
        putWord(slot, 24, entry.written() >>> 16);
        putWord(slot, 26, entry.firstCluster());
        putWord(slot, 28, entry.sizeBytes() & 0xFFFF);
        putWord(slot, 30, entry.sizeBytes() >>> 16);
    }

    private void putLongName(int slot, int part, boolean last, String name, byte[] field) {
        int from = offset(slot);
        Arrays.fill(disk, from, from + Floppy.ENTRY_BYTES, (byte) 0);
        disk[from] = (byte) (part | (last ? LAST_OF_LONG_NAME : 0));
        disk[from + 11] = DirectoryEntry.LONG_NAME;
        disk[from + 13] = checksum(field);
        for (int i = 0; i < LONG_NAME_CHARACTERS; i++) {
            int index = (part - 1) * LONG_NAME_CHARACTERS + i;
            int character = index < name.length() ? name.charAt(index) : index == name.length() ? 0 : 0xFFFF;
            putWord(slot, LONG_NAME_OFFSETS[i], character);
        }
    }

    /** Ties a long name to its entry (FAT specification, ChkSum). */
    private static byte checksum(byte[] field) {
        int sum = 0;
        for (byte character : field) {
            sum = ((sum & 1) << 7 | sum >> 1) + (character & 0xFF) & 0xFF;
        }
        return (byte) sum;
    }

    /** Marks a slot as deleted. */
    public void delete(int slot) {
        disk[offset(slot)] = (byte) DELETED;
    }

    /** How many more entries fit. */
    public int freeSlots() {
        int free = 0;
        boolean behindEnd = false;
        for (int slot = 0; slot < Floppy.ROOT_ENTRIES; slot++) {
            behindEnd |= at(slot, 0) == EMPTY;
            free += behindEnd || at(slot, 0) == DELETED ? 1 : 0;
        }
        return free;
    }

    private int at(int slot, int index) {
        return disk[offset(slot) + index] & 0xFF;
    }

    private int word(int slot, int index) {
        return at(slot, index) | at(slot, index + 1) << 8;
    }

    private void putWord(int slot, int index, int value) {
        disk[offset(slot) + index] = (byte) value;
        disk[offset(slot) + index + 1] = (byte) (value >> 8);
    }

    private static int offset(int slot) {
        return Floppy.ROOT_OFFSET + slot * Floppy.ENTRY_BYTES;
    }

    /** The name's bytes for a label of up to 11 characters. */
    public static byte[] labelField(String label) {
        return ShortName.filled(label, 11).getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
