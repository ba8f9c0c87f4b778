package pxos.os.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import pxos.Problem;

/**
 * The root directory of a disk: 224 slots of 32 bytes.
 *
 * <pre>
 *   0-10  name and extension     11  attributes     22-25  time, date     26-27  first cluster     28-31  size
 *   byte 0:  00 = this slot and all after it are empty    E5 = deleted
 * </pre>
 */
public final class RootDirectory {

    private static final int EMPTY = 0x00;
    private static final int DELETED = 0xE5;
    private static final int LONG_NAME_CHARACTERS = 13;
    /** Where a slot of a long name keeps its characters, two bytes each. */
    private static final int[] LONG_NAME_OFFSETS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

    private static final int LAST_OF_LONG_NAME = 0x40;

    private final byte[] bytes;
    private final ByteBuffer disk;

    /**
     * An entry of the directory.
     *
     * @param name as it stands there, such as {@code README.TXT}
     * @param attributes bits: {@link #READ_ONLY} and so on
     * @param firstCluster of its chain; 0 where it has none
     * @param sizeBytes of its content; 0 for a directory
     * @param written date and time of its last change as FAT packs them: date in the upper 16 bits, time in the lower
     */
    public record Entry(String name, int attributes, int firstCluster, int sizeBytes, int written) {
        public static final int READ_ONLY = 0x01;
        public static final int HIDDEN = 0x02;
        public static final int SYSTEM = 0x04;
        public static final int LABEL = 0x08;
        public static final int DIRECTORY = 0x10;
        public static final int ARCHIVE = 0x20;
        /** Together the attributes of an entry that holds a part of a long name. */
        public static final int LONG_NAME = READ_ONLY | HIDDEN | SYSTEM | LABEL;

        /** A file, neither directory nor volume label nor a part of a long name. */
        public boolean isFile() {
            return (attributes & (LABEL | DIRECTORY)) == 0;
        }
    }

    RootDirectory(byte[] bytes) {
        this.bytes = bytes;
        this.disk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a person sees, in the order of the slots: no deleted entries, no parts of long names, no label. */
    public List<Entry> entries() {
        return used().filter(slot -> first(slot) != DELETED)
                .mapToObj(this::entry)
                .toList();
    }

    /** Slots of files and directories, deleted ones too. */
    private IntStream used() {
        return IntStream.range(0, Floppy.ROOT_ENTRIES)
                .takeWhile(slot -> first(slot) != EMPTY)
                .filter(slot -> (disk.get(offset(slot) + 11) & Entry.LABEL) == 0);
    }

    /** Slot of the file or directory of this name; empty where there is none. */
    public OptionalInt find(ShortName name) {
        byte[] field = name.field();
        return used().filter(
                        slot -> Arrays.equals(bytes, offset(slot), offset(slot) + field.length, field, 0, field.length))
                .findFirst();
    }

    Entry entry(int slot) {
        int at = offset(slot);
        return new Entry(
                ShortName.text(bytes, at),
                disk.get(at + 11) & 0xFF,
                disk.getShort(at + 26) & 0xFFFF,
                disk.getInt(at + 28),
                disk.getInt(at + 22));
    }

    /**
     * Puts an entry into the first slots that are free, and its long name before it.
     *
     * @param field the 11 bytes of its name
     * @param longName empty where it has none
     * @return the entry's slot
     * @throws Problem when there are not enough slots in a row
     */
    public int add(byte[] field, Entry entry, String longName) {
        int parts = (longName.length() + LONG_NAME_CHARACTERS - 1) / LONG_NAME_CHARACTERS;
        int slot = freeRun(parts + 1);
        for (int part = parts; part > 0; part--) {
            putLongName(slot++, part, part == parts, longName, field);
        }
        put(slot, field, entry);
        return slot;
    }

    private int freeRun(int slots) {
        int run = 0;
        for (int slot = 0; slot < Floppy.ROOT_ENTRIES; slot++) {
            run = isFree(slot) ? run + 1 : 0;
            if (run == slots) {
                return slot - slots + 1;
            }
        }
        throw Problem.input("the root directory is full: it has " + Floppy.ROOT_ENTRIES + " entries");
    }

    void put(int slot, byte[] field, Entry entry) {
        int at = clear(slot);
        disk.put(at, field);
        disk.put(at + 11, (byte) entry.attributes());
        disk.putInt(at + 22, entry.written());
        disk.putShort(at + 26, (short) entry.firstCluster());
        disk.putInt(at + 28, entry.sizeBytes());
    }

    /** Fills a slot with bytes; those that are missing from its 32 are 0. */
    public void putRaw(int slot, List<Integer> values) {
        int at = clear(slot);
        for (int i = 0; i < values.size(); i++) {
            bytes[at + i] = values.get(i).byteValue();
        }
    }

    private void putLongName(int slot, int part, boolean last, String name, byte[] field) {
        int at = clear(slot);
        disk.put(at, (byte) (part | (last ? LAST_OF_LONG_NAME : 0)));
        disk.put(at + 11, (byte) Entry.LONG_NAME);
        disk.put(at + 13, checksum(field));
        for (int i = 0; i < LONG_NAME_CHARACTERS; i++) {
            int index = (part - 1) * LONG_NAME_CHARACTERS + i;
            int character = index < name.length() ? name.charAt(index) : index == name.length() ? 0 : 0xFFFF;
            disk.putShort(at + LONG_NAME_OFFSETS[i], (short) character);
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
        disk.put(offset(slot), (byte) DELETED);
    }

    boolean isFull() {
        return IntStream.range(0, Floppy.ROOT_ENTRIES).noneMatch(this::isFree);
    }

    private boolean isFree(int slot) {
        return first(slot) == EMPTY || first(slot) == DELETED;
    }

    private int first(int slot) {
        return disk.get(offset(slot)) & 0xFF;
    }

    private int clear(int slot) {
        Arrays.fill(bytes, offset(slot), offset(slot) + Floppy.ENTRY_BYTES, (byte) 0);
        return offset(slot);
    }

    private static int offset(int slot) {
        return Floppy.ROOT_OFFSET + slot * Floppy.ENTRY_BYTES;
    }

    /** The name's bytes for a label of up to 11 characters. */
    public static byte[] labelField(String label) {
        return String.format("%-11s", label).getBytes(StandardCharsets.ISO_8859_1);
    }
}
